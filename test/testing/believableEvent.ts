import type { Schema } from 'tinyhelix/define'

type Parts = Readonly<Record<'entries', Readonly<Record<string, Schema>>> & Record<'item' | 'wrapped', Schema>>

const part = <K extends keyof Parts>(schema: Schema, name: K): Parts[K] | undefined =>
  name in schema ? (schema as Schema & Parts)[name] : undefined

/** Texts by the end of the field's name. */
const texts: readonly (readonly [end: RegExp, value: string])[] = [
  [/(^|_)(user|broadcaster)_id$/, '1002'],
  [/(^|_)(user|broadcaster)_login$/, 'pixelfox'],
  [/(^|_)(user|broadcaster)_name$/, 'PixelFox'],
  [/_at$/, '2026-05-01T12:00:00Z'],
]

/** A value that a schema accepts. It is `null` and leaves fields out where that is allowed, except those in `keep`. */
export function believable(schema: Schema, keep: readonly string[] = [], name = ''): unknown {
  const entries = part(schema, 'entries')
  const item = part(schema, 'item')
  const wrapped = part(schema, 'wrapped')
  const { type } = schema as Schema & { readonly type: string }
  if (entries) {
    const given = Object.entries(entries).map(([key, field]): [string, unknown] => [key, believable(field, keep, key)])
    return Object.fromEntries(given.filter(([, value]) => value !== undefined))
  }
  if (item) return [believable(item, keep, name)]
  if (wrapped) return keep.includes(name) ? believable(wrapped, keep, name) : type === 'nullable' ? null : undefined
  if (type === 'string') return texts.find(([end]) => end.test(name))?.[1] ?? `some ${name}`
  if (type === 'number') return 1
  if (type === 'boolean') return false
  throw new Error(`No value is known for ${name}: ${type}.`)
}
