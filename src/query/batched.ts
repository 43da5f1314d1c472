import { failure, isHelixError } from '../errors.ts'
import { abortable, sleep } from '../request/abortable.ts'
import { callerOf } from '../request/caller.ts'
import { checkParameters } from '../request/checkParameters.ts'
import type { Caller, CallOptions, HelixClient, TokenKind } from '../spec.ts'
import type { Queryable } from './queryable.ts'

/** Gives the row of one id, or `null` if there is none. */
export type Lookup<T> = (id: string, options?: CallOptions) => Promise<T | null>

/** Parameters whose values are fields of the rows too. */
export type RowKey<P, T> = keyof P & keyof T & string

/** Those who look something up in the same place share their requests. */
const lookups = /* @__PURE__ */ new WeakMap<object, Record<string, Lookup<unknown>>>()

/**
 * Looks rows up one by one, while what is asked for in the same tick goes out together: one request for up to 100 ids,
 * several for more. Whoever asks for the same id shares the answer, and when a request fails, only those fail who asked
 * for an id in it. All calls for the same client, endpoint and key give the same function.
 *
 * @param key - The parameter that takes the ids; rows have it as a field too.
 * @returns A function from an id to its row, or to `null` if there is none. A request's time-out is that of its first id.
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
  // The endpoint's type says that awaiting it gives rows.
  return ofClient[place] as Lookup<T>
}

/** A request that is being put together, or on its way. */
interface Batch {
  readonly ids: Set<string>
  readonly rows: Promise<readonly unknown[]>
  readonly controller: AbortController
  /** Whoever asked first. Another user's ids go into another request. */
  readonly caller: Caller
  /** How many callers wait for it. */
  waiting: number
}

function lookupBy<K extends TokenKind>(
  client: HelixClient<K>,
  endpoint: Queryable<unknown, unknown, NoInfer<K>>,
  key: string,
): Lookup<unknown> {
  const { spec } = endpoint
  if (!spec.batch?.includes(key)) throw failure('parameter', spec, `has no batches by ${key}: call it itself.`)
  /** Names are the same in any case. */
  const fold = (value: unknown) => (typeof value === 'string' && /login|name/.test(key) ? value.toLowerCase() : value)
  /** What this tick asks for; all but the last are full. */
  const batches: Batch[] = []

  const send = (ids: Iterable<string>, options: CallOptions) =>
    endpoint(client, { [key]: [...ids] } as never, options) as PromiseLike<readonly unknown[]>

  return async (id, { signal, timeout, caller = callerOf(client.auth) } = {}) => {
    // What cannot be sent is refused by itself, not together with all that others ask for.
    checkParameters(spec, { [key]: [id] }, client.kind)
    let batch = batches.find(
      ({ ids, waiting, caller: { userId } }) => waiting && userId === caller.userId && (ids.has(id) || ids.size < 100),
    )
    if (!batch) {
      const ids = new Set<string>()
      const controller = new AbortController()
      const rows = sleep(0, undefined).then(() => {
        // All that are open: timers need not end in the order in which they began.
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
      // One row that is none says nothing of the others.
      return rows.find(row => fold(Object(row)[key]) === fold(id)) ?? null
    } catch (error) {
      // Some endpoints say so if they know none of the ids.
      if (isHelixError(error, 'not_found')) return null
      throw error
    } finally {
      if (!--batch.waiting) batch.controller.abort()
    }
  }
}
