import { _stringify, custom } from 'valibot'
import { exactOptional, type WrappedSchema } from './object.ts'
import type { FieldSchema } from './schema.ts'

/** One value or an array of values, for parameters that accept several. */
export type OneOrMore<T> = T | readonly T[]

/** The facts of a parameter's schema: its type and its limits. */
export interface ParameterFacts {
  /** The type of the parameter. @defaultValue `'custom'` */
  readonly type?: string
  /** The minimum: a number's value, a text's number of characters or a list's number of entries. */
  readonly min?: number
  /** The maximum of the same. `Infinity` if there is no limit. */
  readonly max?: number
  /** All accepted values. */
  readonly choices?: readonly (string | number)[]
}

/** The schema of one parameter. */
export interface ParameterSchema<out T = unknown> extends FieldSchema<T>, Omit<ParameterFacts, 'type'> {}

/**
 * Creates a parameter that must pass `test`, for conditions that the other parameter schemas cannot express.
 *
 * @param expected - The text in error messages after the word "expected".
 * @example
 * ```ts
 * import type { WriteEndpoint } from 'tinyhelix'
 * import {
 *   boolean, choice, defineEndpoint, exactOptional, id, ids, integer, listOf, optional, parameter, self, text, time,
 * } from 'tinyhelix/define'
 *
 * interface CreatePartyParams {
 *   broadcaster_id?: string
 *   guest_id: string | readonly string[]
 *   host_id?: string
 *   title: string
 *   size: number
 *   mood: 'calm' | 'loud'
 *   starts_at: string
 *   rounds: readonly string[]
 *   color: string
 *   is_secret?: boolean | undefined
 * }
 *
 * const createParty: WriteEndpoint<CreatePartyParams, void> = defineEndpoint.void({
 *   method: 'POST',
 *   path: '/parties',
 *   params: {
 *     broadcaster_id: self,
 *     guest_id: ids(100),
 *     host_id: exactOptional(id),
 *     title: text(1, 60),
 *     size: integer(2, 50),
 *     mood: choice('calm', 'loud'),
 *     starts_at: time,
 *     rounds: listOf(text(1, 25), 1, 5),
 *     color: parameter<string>('a color like #9146FF', value => /^#[0-9A-F]{6}$/.test(String(value))),
 *     is_secret: optional(boolean),
 *   },
 *   query: ['broadcaster_id'],
 * })
 * ```
 */
export const parameter = /* @__NO_SIDE_EFFECTS__ */ <T>(
  expected: string,
  test: (value: unknown) => boolean,
  facts?: ParameterFacts,
): ParameterSchema<T> => {
  const schema = custom<T>(test, ({ input, received }) => {
    const isList = Array.isArray(input)
    const given = isList ? `[${input.map(part => _stringify(part))}]` : received
    // Other objects may have a `length`, too.
    const isLong = (isList || typeof input === 'string') && input.length > 50
    return `expected ${expected}, got ${isLong ? `a length of ${[...input].length}` : given}`
  })
  // The cast is for the declaration, which must not name a type of valibot.
  return Object.assign(schema, facts) as ParameterSchema<unknown> as ParameterSchema<T>
}

export const isWithin = (amount: number, min: number, max: number): boolean => amount >= min && amount <= max

/** Whether a value is text with `min` to `max` characters. It counts code points, not UTF-16 units. */
const isText = (value: unknown, min: number, max = Infinity): boolean => {
  // Half of a surrogate pair has no UTF-8 form, so no URL could carry it.
  if (typeof value !== 'string' || /\p{Cs}/u.test(value)) return false
  return isWithin([...value].length, min, max)
}

/** The text of a limit in messages, such as `>=1 and <=45`. */
export const between = (min: number, max: number): string => `>=${min}${max < Infinity ? ` and <=${max}` : ''}`

/** Text of `min` to `max` characters. */
export const text = /* @__NO_SIDE_EFFECTS__ */ (min = 0, max = Infinity): ParameterSchema<string> =>
  parameter(`text of ${between(min, max)} characters`, value => isText(value, min, max), { type: 'text', min, max })

/** An id or a name. It must not be empty. */
export const id: ParameterSchema<string> = /* @__PURE__ */ text(1)

/** An id that defaults to the signed-in user if it is left out. `undefined` is an error. */
export const self: WrappedSchema<string> = /* @__PURE__ */ exactOptional(id)

/** One id or name, or an array of up to `max`. */
export const ids = /* @__NO_SIDE_EFFECTS__ */ (max: number): ParameterSchema<OneOrMore<string>> =>
  parameter(
    `<=${max} ids as text, none empty`,
    value => {
      const list = [value].flat()
      return list.length <= max && list.every(entry => isText(entry, 1))
    },
    { type: 'ids', max },
  )

/** A whole number from `min` to `max`. */
export const integer = /* @__NO_SIDE_EFFECTS__ */ (min: number, max = Infinity): ParameterSchema<number> =>
  parameter(
    `a whole number ${between(min, max)}`,
    value => Number.isInteger(value) && isWithin(Number(value), min, max),
    { type: 'integer', min, max },
  )

/** One of the given values. */
export const choice = /* @__NO_SIDE_EFFECTS__ */ <const T extends string | number>(
  ...choices: T[]
): ParameterSchema<T> =>
  parameter(choices.join(' or '), value => choices.some(word => word === value), { type: 'choice', choices })

/** A time in RFC 3339, such as `2026-05-01T00:00:00Z`. */
export const time: ParameterSchema<string> = /* @__PURE__ */ parameter(
  'a time such as 2026-05-01T00:00:00Z',
  value =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT([01]\d|2[0-3])(:[0-5]\d){2}(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.test(value) &&
    // Engines convert a day that does not exist, such as February 30, into another day.
    `${new Date(value.slice(0, 10)).toJSON()}`.startsWith(value.slice(0, 10)),
  { type: 'time' },
)
