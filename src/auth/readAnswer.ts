import { failure, type Named } from '../errors.ts'
import { array, type Fields } from '../schema/object.ts'
import { id, integer } from '../schema/parameters.ts'
import { type FieldSchema, issuesOf } from '../schema/schema.ts'

export const texts: FieldSchema<string[]> = /* @__PURE__ */ array(id)

/** A lifetime in seconds, 0 included. The longest is 30,000 years. */
export const lifetime: FieldSchema<number> = /* @__PURE__ */ integer(0, 1e12)

/** Whether a value that came from outside is what a schema describes. */
export const fits = <T>(schema: FieldSchema<T>, value: unknown): value is T => !issuesOf(schema, value, '').length

/** A value that came from outside, of which some fields have been looked at. */
type Read<T> = T & Readonly<Record<string, unknown>>

/** Reads fields of a value that came from outside. `fail` is told a field's name, not its value, which may be a token. */
export function readFields<T>(from: unknown, fields: Fields<T>, fail: (name: string) => Error): Read<T> {
  const found = Object(from)
  for (const name in fields) if (!fits(fields[name], found[name])) throw fail(name)
  return found
}

/** Reads fields of an answer of Twitch's. */
export const readAnswer = <T>(request: Named, answer: unknown, fields: Fields<T>): Read<T> =>
  readFields(answer, fields, name => failure('schema', request, `answered with an unusable ${name}.`))

/** When something ends that lasts so many seconds from now on; `null` for 0, with which Twitch means that it never ends. */
export const endOf = (seconds: number | null | undefined): number | null =>
  seconds ? Date.now() + seconds * 1000 : null
