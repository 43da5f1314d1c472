import { resolve } from 'node:path'
import tsconfig from '../../tsconfig.json' with { type: 'json' }

/**
 * The paths of `tsconfig.json` for files to which Vite does not apply them: components, and demos with their own
 * `tsconfig.json`. They would use another copy of the library, from `dist`.
 */
export const tsconfigAlias = Object.entries(tsconfig.compilerOptions.paths).map(([name, [file = '']]) => ({
  find: new RegExp(`^${name}$`),
  replacement: resolve(import.meta.dirname, '../..', file),
}))
