import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { specs } from './types.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The TypeScript type of the values that a schema accepts. */
function written(schema: unknown): string {
  const { type, entries, item, wrapped } = Object(schema)
  if (type === 'nullable') return `${written(wrapped)} | null`
  if (type === 'nullish') return `${written(wrapped)} | null | undefined`
  if (type === 'optional') return `${written(wrapped)} | undefined`
  if (type === 'array') return `(${written(item)})[]`
  if (type !== 'object') return type
  const members = Object.entries(entries).map(([key, part]) => {
    const isOptional = /^(optional|nullish)$/.test(Object(part).type)
    return `${key}${isOptional ? '?' : ''}: ${written(part)}`
  })
  return members.length ? `{ ${members.join('; ')} }` : 'object'
}

/** A program that compiles only if each interface equals its schema's type. Open lists of words count as text. */
const program = `import type * as eventsub from 'tinyhelix/eventsub'

type Widen<T> = T extends string
  ? string
  : T extends number | boolean | null | undefined
    ? T
    : T extends (infer Item)[]
      ? Widen<Item>[]
      : object extends T
        ? object
        : { [Key in keyof T]: Widen<T[Key]> }
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
type EventOf<Name extends keyof typeof eventsub> = Widen<
  (typeof eventsub)[Name] extends eventsub.EventType<unknown, infer E> ? E : never
>

${[...specs].map(([name, { event }]) => `export const ${name}: Same<EventOf<'${name}'>, ${written(event)}> = true\n`).join('')}`

it('each schema accepts exactly the interface of its event', () => {
  // The folder is in the project, so that its settings and packages are found.
  const folder = mkdtempSync(join(root, 'node_modules/.interfaces-'))
  try {
    writeFileSync(join(folder, 'program.ts'), program)
    const config = { extends: '../../tsconfig.json', include: [], files: ['program.ts'] }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    const { stdout, status } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8', cwd: folder })
    expect([stdout, status]).toEqual(['', 0])
    expect(program.match(/^export const/gm)?.length).toBeGreaterThanOrEqual(78)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
