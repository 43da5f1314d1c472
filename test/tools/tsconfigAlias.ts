import { resolve } from 'node:path'
import tsconfig from '../../tsconfig.json' with { type: 'json' }

/**
 * The paths of `tsconfig.json`, for what Vite does not apply them to: components, and demos, which have a `tsconfig.json` of
 * their own. They would take another copy of the library, from `dist`.
 */
export const tsconfigAlias = Object.entries(tsconfig.compilerOptions.paths).map(([name, [file = '']]) => ({
  find: new RegExp(`^${name}$`),
  replacement: resolve(import.meta.dirname, '../..', file),
}))
