import { callError, type Named } from '../errors.ts'
import type { EndpointSpec, Params } from '../spec.ts'

/** Whether a value is an object with fields: no list, function, promise, `Map` or form. */
export const isObject = (value: unknown): value is Params => Object.prototype.toString.call(value) === '[object Object]'

const copyOf = <T>(value: T, depth = 0): T => {
  const isList = Array.isArray(value)
  if (depth > 5 || !(isList || isObject(value))) return value
  const copy = (isList ? [...value] : { ...value }) as T
  for (const key in copy) copy[key] = copyOf(copy[key], depth + 1)
  return copy
}

/**
 * Copies parameters, so that a call sends what it was called with: pages use a list of ids again for the next call, and
 * empty a form that they have sent. `structuredClone` refuses proxies, such as those of Vue and Svelte. No parameter of
 * Twitch's is nested deeper than this copy.
 *
 * It refuses everything without fields: a call without its parameters would use the signed-in user's ids. `null` means
 * that the parameters are not known yet.
 */
export function copyParameters(spec: Named & Pick<EndpointSpec, 'params'>, given: unknown): Params {
  if (!isObject(given)) throw callError('parameter', spec, 'takes a client, then its parameters in one object.')
  const copy: Record<string, unknown> = { ...given }
  // The fields of a class may be getters, such as those of Svelte's `$state`, which a spread leaves out.
  for (const key in spec.params) if (key in given && !(key in copy)) copy[key] = given[key]
  return copyOf(copy)
}
