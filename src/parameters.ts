import * as v from 'valibot'
import type { TokenKind } from './auth/auth.ts'
import { failure } from './errors.ts'
import { describeIssues } from './schema.ts'

export { exactOptional, optional } from 'valibot'

/** A value or several: what Twitch takes as a repeated query key. */
export type OneOrMore<T> = T | readonly T[]

/** A schema for one parameter. */
export type ParameterSchema<T> = v.GenericSchema<T>

/** A parameter that passes `test`; `expected` says what that is. */
export const parameter = /* @__NO_SIDE_EFFECTS__ */ <T>(
  expected: string,
  test: (value: unknown) => boolean,
): ParameterSchema<T> => v.custom<T>(test, `Expected ${expected}`)

/** Text that has a UTF-8 form: half of a surrogate pair has none, so no URL could carry it. */
const encodable = /* @__PURE__ */ v.pipe(
  /* @__PURE__ */ v.string(),
  /* @__PURE__ */ v.regex(/^\P{Cs}*$/u, 'Expected valid Unicode'),
)

/** Text of `min` to `max` characters as people count them. */
export const text = /* @__NO_SIDE_EFFECTS__ */ (min = 0, max = Infinity): ParameterSchema<string> =>
  v.pipe(encodable, v.minGraphemes(min), v.maxGraphemes(max))

/** An id or a name: not empty. */
export const id: ParameterSchema<string> = /* @__PURE__ */ v.pipe(encodable, /* @__PURE__ */ v.nonEmpty())

/** An id that defaults to the signed-in user's. Left out it means that user; `undefined` is an error. */
export const self: ParameterSchema<string> = /* @__PURE__ */ v.exactOptional(id)

/** One id or name, or up to `max` of them. */
export const ids = /* @__NO_SIDE_EFFECTS__ */ (max: number): ParameterSchema<OneOrMore<string>> =>
  v.union([id, v.pipe(v.array(id), v.maxLength(max))])

/** A whole number from `min` to `max`. */
export const integer = /* @__NO_SIDE_EFFECTS__ */ (min: number, max = Infinity): ParameterSchema<number> =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max))

export const flag: ParameterSchema<boolean> = /* @__PURE__ */ v.boolean()

/** One of Twitch's own words. */
export const choice = /* @__NO_SIDE_EFFECTS__ */ <const T extends string | number>(...words: T[]): ParameterSchema<T> =>
  v.picklist(words)

/** A moment in RFC 3339, such as `2026-05-01T00:00:00Z`. */
export const time: ParameterSchema<string> = /* @__PURE__ */ parameter(
  'a time in RFC 3339, such as 2026-05-01T00:00:00Z',
  value =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.test(value) &&
    !Number.isNaN(Date.parse(value)),
)

/** A list of `min` to `max` entries that pass `schema`. */
export const listOf = /* @__NO_SIDE_EFFECTS__ */ <T>(
  schema: v.GenericSchema<T>,
  min: number,
  max: number,
): ParameterSchema<readonly T[]> => v.pipe(v.array(schema), v.minLength(min), v.maxLength(max))

/** A condition between parameters. */
export interface Rule<Key extends string = string> {
  readonly keys: readonly Key[]
  /** What belongs there, to be read after "Expected them". */
  readonly expected: string
  readonly test: (given: Readonly<Record<string, unknown>>, kind: TokenKind) => boolean
}

const counted = <const Key extends string>(
  keys: Key[],
  expected: string,
  test: (count: number) => boolean,
): Rule<Key> => ({
  keys,
  expected,
  test: given => test(keys.filter(key => given[key] !== undefined).length),
})

/** One of these parameters is required, and only one is taken. */
export const exactlyOne = /* @__NO_SIDE_EFFECTS__ */ <const Key extends string>(...keys: Key[]): Rule<Key> =>
  counted(keys, 'given, exactly one of them', count => count === 1)

/** At least one of these parameters is required. */
export const atLeastOne = /* @__NO_SIDE_EFFECTS__ */ <const Key extends string>(...keys: Key[]): Rule<Key> =>
  counted(keys, 'given, at least one of them', count => count > 0)

/** These parameters exclude each other. */
export const atMostOne = /* @__NO_SIDE_EFFECTS__ */ <const Key extends string>(...keys: Key[]): Rule<Key> =>
  counted(keys, 'given one at a time', count => count < 2)

/** `key`, if given (as `value`, where one is named), needs `needed` as well. */
export const together = /* @__NO_SIDE_EFFECTS__ */ <const Key extends string, const Needed extends string>(
  key: Key,
  needed: Needed,
  value?: unknown,
): Rule<Key | Needed> => ({
  keys: [key, needed],
  expected: `given together${value === undefined ? '' : `, if ${key} is ${value}`}`,
  test: given =>
    given[key] === undefined || (value !== undefined && given[key] !== value) || given[needed] !== undefined,
})

/** Checks what the caller gave. Nothing has been sent when this throws. */
export function checkParameters(
  endpoint: string,
  { params, rules }: { readonly params: v.ObjectEntries; readonly rules: readonly Rule[] },
  given: Readonly<Record<string, unknown>>,
  kind: TokenKind,
): void {
  const issues = describeIssues(v.safeParse(v.strictObject(params), given).issues)
  for (const { keys, expected, test } of issues.length ? [] : rules) {
    if (!test(given, kind)) issues.push({ path: keys.join(' and '), message: `Expected them ${expected}` })
  }
  if (issues.length) {
    const problems = issues.map(({ path, message }) => `${path}: ${message}`)
    throw failure('parameter', endpoint, `was not sent. ${problems.join('. ')}.`, { issues })
  }
}
