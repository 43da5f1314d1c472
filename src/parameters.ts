import type * as v from 'valibot'
import type { TokenKind } from './auth/auth.ts'
import type { EndpointSpec } from './endpoint.ts'
import { type HelixIssue, mismatch } from './errors.ts'
import { boolean, custom, exactOptional, issuesOf } from './schema.ts'

export { exactOptional, optional } from './schema.ts'

/** A value or several: what Twitch takes as a repeated query key. */
export type OneOrMore<T> = T | readonly T[]

/** A schema for one parameter. */
export type ParameterSchema<T> = v.GenericSchema<T>

/** A parameter that passes `test`; `expected` says what that is. */
export const parameter = /* @__NO_SIDE_EFFECTS__ */ <T>(
  expected: string,
  test: (value: unknown) => boolean,
): ParameterSchema<T> =>
  custom<T>(test, ({ input, received }) => {
    const isLong = Object(input).length > 50
    const given = Array.isArray(input) ? JSON.stringify(input) : received
    return `expected ${expected}, got ${isLong ? `a length of ${[...Object(input)].length}` : given}`
  })

/** Whether a value is text of so many characters: whole ones, unlike UTF-16's. */
const isText = (value: unknown, min: number, max = Infinity): boolean => {
  // Half of a surrogate pair has no UTF-8 form, so no URL could carry it.
  if (typeof value !== 'string' || /\p{Cs}/u.test(value)) return false
  const { length } = [...value]
  return length >= min && length <= max
}

/** How messages name a limit, such as `>=1 and <=45`. */
export const between = (min: number, max: number): string => `>=${min}${max < Infinity ? ` and <=${max}` : ''}`

/** Text of `min` to `max` characters. */
export const text = /* @__NO_SIDE_EFFECTS__ */ (min = 0, max = Infinity): ParameterSchema<string> =>
  parameter(`text of ${between(min, max)} characters`, value => isText(value, min, max))

/** An id or a name: not empty. */
export const id: ParameterSchema<string> = /* @__PURE__ */ text(1)

/** An id that defaults to the signed-in user's. Left out it means that user; `undefined` is an error. */
export const self: ParameterSchema<string> = /* @__PURE__ */ exactOptional(id)

/** One id or name, or up to `max` of them. */
export const ids = /* @__NO_SIDE_EFFECTS__ */ (max: number): ParameterSchema<OneOrMore<string>> =>
  parameter(`<=${max} ids as text, none empty`, value => {
    const list = [value].flat()
    return list.length <= max && list.every(entry => isText(entry, 1))
  })

/** A whole number from `min` to `max`. */
export const integer = /* @__NO_SIDE_EFFECTS__ */ (min: number, max = Infinity): ParameterSchema<number> =>
  parameter(
    `a whole number ${between(min, max)}`,
    value => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
  )

export const flag: ParameterSchema<boolean> = boolean

/** One of Twitch's own words. */
export const choice = /* @__NO_SIDE_EFFECTS__ */ <const T extends string | number>(...words: T[]): ParameterSchema<T> =>
  parameter(words.join(' or '), value => words.some(word => word === value))

/** A moment in RFC 3339, such as `2026-05-01T00:00:00Z`. */
export const time: ParameterSchema<string> = /* @__PURE__ */ parameter(
  'a time such as 2026-05-01T00:00:00Z',
  value =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT([01]\d|2[0-3])(:[0-5]\d){2}(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.test(value) &&
    // Of a day that does not exist, such as February 30, engines make another one.
    `${new Date(value.slice(0, 10)).toJSON()}`.startsWith(value.slice(0, 10)),
)

/** A condition between parameters. */
export interface Rule<Key extends string = string> {
  readonly keys: readonly Key[]
  /** What belongs there, to be read after "expected them". */
  readonly expected: string
  readonly test: (given: Readonly<Record<string, unknown>>, kind: TokenKind) => boolean
}

const counted = <const Key extends string>(keys: Key[], least: number, most = Infinity): Rule<Key> => ({
  keys,
  expected: least === most ? 'given, exactly one of them' : `given, ${between(least, most)} of them`,
  test: given => {
    const { length } = keys.filter(key => given[key] !== undefined)
    return length >= least && length <= most
  },
})

/** One of these parameters is required, and only one is taken. */
export const exactlyOne = /* @__NO_SIDE_EFFECTS__ */ <const Key extends string>(...keys: Key[]): Rule<Key> =>
  counted(keys, 1, 1)

/** At least one of these parameters is required. */
export const atLeastOne = /* @__NO_SIDE_EFFECTS__ */ <const Key extends string>(...keys: Key[]): Rule<Key> =>
  counted(keys, 1)

/** These parameters exclude each other. */
export const atMostOne = /* @__NO_SIDE_EFFECTS__ */ <const Key extends string>(...keys: Key[]): Rule<Key> =>
  counted(keys, 0, 1)

/** `key`, if true, needs `needed` as well. */
export const together = /* @__NO_SIDE_EFFECTS__ */ <const Key extends string, const Needed extends string>(
  key: Key,
  needed: Needed,
): Rule<Key | Needed> => ({
  keys: [key, needed],
  expected: 'given together',
  test: given => !given[key] || given[needed] !== undefined,
})

const unknown = /* @__PURE__ */ parameter('nothing of this name', value => value === undefined)

/** Checks what the caller gave. Nothing has been sent when this throws. */
export function checkParameters(spec: EndpointSpec, given: Readonly<Record<string, unknown>>, kind: TokenKind): void {
  const { params, rules } = spec
  const issues: HelixIssue[] = []
  for (const path in { ...params, ...given }) {
    // Names such as `toString` are found in any object.
    const schema = (Object.hasOwn(params, path) && params[path]) || unknown
    if (path in given || !schema.type.endsWith('optional')) issues.push(...issuesOf(schema, given[path], path))
  }
  for (const { keys, expected, test } of rules) {
    if (!test(given, kind)) issues.push({ path: keys.join(' and '), message: `expected them ${expected}` })
  }
  if (issues.length) throw mismatch('parameter', spec, 'was not sent', issues)
}
