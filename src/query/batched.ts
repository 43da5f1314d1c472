import { callError, isHelixError } from '../errors.ts'
import { abortable, sleep } from '../request/abortable.ts'
import { callerOf } from '../request/caller.ts'
import { checkParameters } from '../request/checkParameters.ts'
import type { Caller, CallOptions, HelixClient, TokenKind } from '../spec.ts'
import type { Queryable } from './queryable.ts'

/** Returns the row of one id, or `null` if there is none. */
export type Lookup<T> = (id: string, options?: CallOptions) => Promise<T | null>

/** Parameters whose values are also fields of the rows. */
export type RowKey<P, T> = keyof P & keyof T & string

/** Callers with the same client, endpoint and key share their requests. */
const lookups = /* @__PURE__ */ new WeakMap<object, Record<string, Lookup<unknown>>>()

/**
 * Returns a function that reads a row by its id, and merges all calls of the same tick into one request for as many ids
 * as the endpoint takes, usually 100; for more ids, into several requests. Calls for the same id share the answer. If a
 * request fails, only the calls for its ids fail. For the same client, endpoint and key, it always returns the same
 * function.
 *
 * @param key - The parameter that takes the ids. Rows have a field of the same name.
 * @returns A function that takes an id and resolves to its row, or to `null` if there is none. A request has the
 * timeout of its first id.
 * @example
 * ```ts
 * import { getUsers, type HelixClient } from 'tinyhelix'
 * import { batched } from 'tinyhelix/query'
 *
 * async function pictures(client: HelixClient, ids: string[]) {
 *   const userOf = batched(client, getUsers, 'id')
 *   const users = await Promise.all(ids.map(id => userOf(id))) // one request
 *   return users.map(user => user?.profile_image_url)
 * }
 * ```
 */
export function batched<P, T, K extends TokenKind>(
  client: HelixClient<K>,
  endpoint: Queryable<P, T[], NoInfer<K>>,
  key: NoInfer<RowKey<P, T>>,
): Lookup<T> {
  const ofClient = lookups.get(client) ?? {}
  lookups.set(client, ofClient)
  const place = `${endpoint.spec.path}?${key}`
  ofClient[place] ??= lookupBy(client, endpoint, key)
  // The endpoint's type says that it resolves to rows.
  return ofClient[place] as Lookup<T>
}

/** A request that is being collected, or that has been sent. */
interface Batch {
  readonly ids: Set<string>
  readonly rows: Promise<readonly unknown[]>
  readonly controller: AbortController
  /** The first caller. Another user's ids go into another request. */
  readonly caller: Caller
  /** The number of callers that wait for it. */
  waiting: number
}

function lookupBy<K extends TokenKind>(
  client: HelixClient<K>,
  endpoint: Queryable<unknown, unknown, NoInfer<K>>,
  key: string,
): Lookup<unknown> {
  const { spec } = endpoint
  if (!spec.batch?.includes(key))
    throw callError('parameter', spec, `cannot be batched by ${key}: call the endpoint directly.`)
  /** The endpoint's limit, if it says one. */
  const { max = 100 } = Object(Object(spec.params[key]).wrapped ?? spec.params[key])
  /** Case does not matter in names. */
  const fold = (value: unknown) => (typeof value === 'string' && /login|name/.test(key) ? value.toLowerCase() : value)
  /** The requests of this tick. All but the last are full. */
  const batches: Batch[] = []

  const send = (ids: Iterable<string>, options: CallOptions) =>
    endpoint(client, { [key]: [...ids] } as never, options) as PromiseLike<readonly unknown[]>

  return async (id, { signal, timeout, caller = callerOf(client.auth) } = {}) => {
    // An invalid id is refused alone, so that the other ids of the request do not fail.
    checkParameters(spec, { [key]: [id] }, client.kind)
    let batch = batches.find(
      ({ ids, waiting, caller: { userId } }) => waiting && userId === caller.userId && (ids.has(id) || ids.size < max),
    )
    if (!batch) {
      const ids = new Set<string>()
      const controller = new AbortController()
      const rows = sleep(0, undefined).then(() => {
        // All open requests, because timers do not always fire in the order in which they were set.
        batches.length = 0
        return send(ids, { signal: controller.signal, timeout, caller })
      })
      batch = { ids, rows, controller, caller, waiting: 0 }
      batches.push(batch)
    }
    batch.ids.add(id)
    batch.waiting++
    try {
      const rows = await abortable(batch.rows, signal)
      // One invalid row does not make the others invalid.
      return rows.find(row => fold(Object(row)[key]) === fold(id)) ?? null
    } catch (error) {
      // Some endpoints answer with this code if all ids are unknown.
      if (isHelixError(error, 'not_found')) return null
      throw error
    } finally {
      if (!--batch.waiting) batch.controller.abort()
    }
  }
}
