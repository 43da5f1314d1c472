import { type Named, unusable } from '../errors.ts'
import { array, type Fields } from '../schema/object.ts'
import { id, integer } from '../schema/parameters.ts'
import { type FieldSchema, issuesOf } from '../schema/schema.ts'

export const texts: FieldSchema<string[]> = /* @__PURE__ */ array(id)

/** A lifetime in seconds, including 0. The maximum is 30,000 years. */
export const lifetime: FieldSchema<number> = /* @__PURE__ */ integer(0, 1e12)

/** Whether an untrusted value matches a schema. */
export const fits = <T>(schema: FieldSchema<T>, value: unknown): value is T => !issuesOf(schema, value, '').length

/** An untrusted value, of which some fields have been checked. */
type Read<T> = T & Readonly<Record<string, unknown>>

/** Reads fields of an untrusted value. `fail` gets the name of a field, but not its value, which may be a token. */
export function readFields<T>(from: unknown, fields: Fields<T>, fail: (name: string) => Error): Read<T> {
  const found = Object(from)
  for (const name in fields) if (!fits(fields[name], found[name])) throw fail(name)
  return found
}

/** Reads fields of Twitch's answer. */
export const readAnswer = <T>(request: Named, answer: unknown, fields: Fields<T>): Read<T> =>
  readFields(answer, fields, name => unusable(request, name))

/** The time that is this many seconds from now; `null` for 0, which means at Twitch that it never expires. */
export const endOf = (seconds: number | null | undefined): number | null =>
  seconds ? Date.now() + seconds * 1000 : null
