import { rmSync } from 'node:fs'
import manifest from '../../package.json' with { type: 'json' }
import { compile } from '../package/compile.ts'
import { packPackage } from '../tools/packed.ts'

// `npm run bench`: what the package adds to the type check of a program that imports all of it.
const programs = {
  'nothing imported': 'export {}',
  'one endpoint called': `
import { createClient, getStreams, userToken } from 'tinyhelix'
export const streams = await getStreams(createClient({ auth: userToken('token') }), { game_id: '1' })
`,
  'everything imported': `
import * as tinyhelix from 'tinyhelix'
export const { getStreams } = tinyhelix
export type All = { [Name in keyof typeof tinyhelix]: (typeof tinyhelix)[Name] }
export const all: All = tinyhelix
`,
}

const { project } = packPackage()
console.log(`tinyhelix ${manifest.version}, TypeScript ${manifest.devDependencies.typescript}, the best of three runs.`)
console.table(
  Object.fromEntries(
    Object.entries(programs).map(([title, code]) => {
      const runs = [1, 2, 3].map(() =>
        compile(project, { 'page.ts': code }, { skipLibCheck: true }, '--extendedDiagnostics'),
      )
      const least = (label: string) =>
        Math.min(
          ...runs.map(output =>
            Number.parseFloat(new RegExp(`^${label}:\\s+([\\d.]+)`, 'm').exec(output)?.[1] ?? 'NaN'),
          ),
        )
      const row = {
        files: least('Files'),
        types: least('Types'),
        instantiations: least('Instantiations'),
        'check, ms': Math.round(least('Check time') * 1000),
        'in all, ms': Math.round(least('Total time') * 1000),
      }
      return [title, row]
    }),
  ),
)
rmSync(project, { recursive: true })
