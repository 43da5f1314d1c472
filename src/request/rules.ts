import { isWithin } from '../schema/parameters.ts'
import type { Rule } from '../spec.ts'

const givenTimes = <const Key extends string>(keys: Key[], words: string, min: number, max: number): Rule<Key> => ({
  keys,
  expected: `given, ${words} one of them`,
  test: given => isWithin(keys.filter(key => given[key] !== undefined).length, min, max),
})

/**
 * A rule: exactly one of these parameters is required.
 *
 * @example
 * ```ts
 * import type { Endpoint } from 'tinyhelix'
 * import { atLeastOne, atMostOne, boolean, defineEndpoint, exactlyOne, id, optional, together } from 'tinyhelix/define'
 *
 * interface GetPartyParams {
 *   id?: string | undefined
 *   host_id?: string | undefined
 *   after?: string | undefined
 *   is_secret?: boolean | undefined
 * }
 *
 * const getParty: Endpoint<GetPartyParams, string> = defineEndpoint.text({
 *   path: '/parties',
 *   params: { id: optional(id), host_id: optional(id), is_secret: optional(boolean) },
 *   rules: [
 *     exactlyOne('id', 'host_id'),
 *     atMostOne('id', 'is_secret'),
 *     atLeastOne('host_id', 'id'),
 *     together('is_secret', 'host_id'),
 *   ],
 * })
 * ```
 */
export const exactlyOne = /* @__NO_SIDE_EFFECTS__ */ <const Key extends string>(...keys: Key[]): Rule<Key> =>
  givenTimes(keys, 'exactly', 1, 1)

/** A rule: at least one of these parameters is required. */
export const atLeastOne = /* @__NO_SIDE_EFFECTS__ */ <const Key extends string>(...keys: Key[]): Rule<Key> =>
  givenTimes(keys, 'at least', 1, Infinity)

/** A rule: these parameters exclude each other. */
export const atMostOne = /* @__NO_SIDE_EFFECTS__ */ <const Key extends string>(...keys: Key[]): Rule<Key> =>
  givenTimes(keys, 'at most', 0, 1)

/** A rule: if `key` is `true`, `needed` is required as well. */
export const together = /* @__NO_SIDE_EFFECTS__ */ <const Key extends string, const Needed extends string>(
  key: Key,
  needed: Needed,
): Rule<Key | Needed> => ({
  keys: [key, needed],
  expected: 'given together',
  test: given => !given[key] || given[needed] !== undefined,
})
