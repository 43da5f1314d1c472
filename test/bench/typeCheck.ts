import { compile, compilers, versionOf } from '../package/compile.ts'
import { markdownTable } from '../package/markdownTable.ts'
import { median } from './statistics.ts'

const everythingOf = (library: string) => `
import * as library from '${library}'
export type All = { [Name in keyof typeof library]: (typeof library)[Name] }
export const all: All = library
`

const programs = {
  'nothing imported': 'export {}',
  'one call with tinyhelix': `
import { createClient, getStreams, userToken } from 'tinyhelix'
export const streams = await getStreams(createClient({ auth: userToken('token') }), { game_id: '1' })
`,
  'one call with `@twurple/api`': `
import { ApiClient } from '@twurple/api'
import { StaticAuthProvider } from '@twurple/auth'
const api = new ApiClient({ authProvider: new StaticAuthProvider('client', 'token') })
export const streams = await api.streams.getStreams({ game: '1' })
`,
  'all of tinyhelix': everythingOf('tinyhelix'),
  'all of `@twurple/api`': everythingOf('@twurple/api'),
}

/** What packages add to the type check of a program that imports them. */
export function compareTypeChecks(project: string, rounds: number): string {
  const measure = (source: string, compiler: (typeof compilers)[number]) => {
    const outputs = Array.from({ length: rounds }, () =>
      compile(
        project,
        { 'page.ts': source },
        { compiler, options: { skipLibCheck: true }, words: ['--extendedDiagnostics'] },
      ),
    )
    const figure = (label: string) =>
      median(
        outputs.map(output => Number.parseFloat(new RegExp(`^${label}:\\s+([\\d.]+)`, 'm').exec(output)?.[1] ?? 'NaN')),
      )
    const seconds = (label: string) => `${figure(label).toFixed(2)} s`
    return [figure('Files'), figure('Instantiations'), seconds('Check time'), seconds('Total time')]
  }
  return markdownTable(
    [
      'program',
      ...compilers.flatMap(compiler => [
        `TypeScript ${versionOf(compiler)}: files`,
        'instantiations',
        'check',
        'in all',
      ]),
    ],
    Object.entries(programs).map(([title, source]) => [
      title,
      ...compilers.flatMap(compiler => measure(source, compiler)),
    ]),
  )
}
