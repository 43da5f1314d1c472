import { failure, type Named } from '../errors.ts'

/** Whether a value has the type of a field. */
type TypeCheck<T> = (value: unknown) => value is T

/** What each field has to be. */
export type Fields<T> = { readonly [Name in keyof T]: TypeCheck<T[Name]> }

export const isString: TypeCheck<string> = (value): value is string => typeof value === 'string' && value !== ''

export const isStrings: TypeCheck<readonly string[]> = (value): value is string[] =>
  Array.isArray(value) && value.every(isString)

/** A lifetime in seconds, 0 included. The longest is 30,000 years. */
export const isLifetime: TypeCheck<number> = (value): value is number =>
  typeof value === 'number' && value >= 0 && value < 1e12

export const orNone =
  <T>(isRight: TypeCheck<T>): TypeCheck<T | null | undefined> =>
  (value): value is T | null | undefined =>
    value == null || isRight(value)

/** A value that came from outside, of which some fields have been looked at. */
type Read<T> = T & Readonly<Record<string, unknown>>

/** Reads fields of a value that came from outside. `fail` is told a field's name, not its value, which may be a token. */
export function readFields<T>(from: unknown, fields: Fields<T>, fail: (name: string) => Error): Read<T> {
  const found = Object(from)
  for (const name in fields) if (!fields[name](found[name])) throw fail(name)
  return found
}

/** Reads fields of an answer of Twitch's. */
export const readAnswer = <T>(request: Named, answer: unknown, fields: Fields<T>): Read<T> =>
  readFields(answer, fields, name => failure('schema', request, `answered with an unusable ${name}.`))

/** When something ends that lasts so many seconds from now on; `null` for 0, with which Twitch means that it never ends. */
export const endOf = (seconds: number | null | undefined): number | null =>
  seconds ? Date.now() + seconds * 1000 : null
