import type { EndpointSpec, Params } from '../spec.ts'
import type { CacheFilter, QueryCacheClient } from './cache.ts'
import { helixFilter } from './helixFilter.ts'
import { parseHelixKey } from './helixKey.ts'

type Row = Record<string, unknown>

/** The writes to one path that wait for Twitch's answer. */
interface Writes {
  /** The values that they set and their channels, the oldest first. A refused write is removed. */
  readonly changes: Set<Row>
  /** The previous values of the changed fields, for each cached row. */
  readonly before: Record<string, Row>
  waiting: number
}

const writesIn = /* @__PURE__ */ new WeakMap<QueryCacheClient, Record<string, Writes>>()

const isObject = (value: unknown): value is Row => Object(value) === value

/**
 * Shows the values of a write in the cached rows that it changes: those of its path and its channel.
 *
 * @returns A function to call when Twitch has answered. With an error, it reverts the change and keeps later changes.
 * It returns `true` if no other change of this path waits for an answer.
 */
export async function showAtOnce(
  queryClient: QueryCacheClient,
  userId: string | null,
  { path, query: [owner = ''] = [] }: EndpointSpec,
  params: Params,
): Promise<(refusal: unknown) => boolean> {
  const { queryKey, predicate } = helixFilter({ path })
  /** The answers that the user may see: their own, and those that are the same for all users. */
  const filter: CacheFilter = {
    queryKey,
    predicate: query => predicate(query) && [null, userId].includes(parseHelixKey(query.queryKey)?.user ?? null),
  }
  const whose = params[owner] ?? userId

  const paths = writesIn.get(queryClient) ?? {}
  writesIn.set(queryClient, paths)
  paths[path] ??= { before: {}, changes: new Set(), waiting: 0 }
  const writes = paths[path]
  const { before, changes } = writes
  writes.waiting++
  // A pending read would restore the previous values.
  await queryClient.cancelQueries(filter)

  const change: Row = { ...params, [owner]: whose }
  for (const field in change) {
    // If a parameter is an object, the read returns it in another format.
    if (change[field] === undefined || [change[field]].flat().some(isObject)) delete change[field]
  }
  changes.add(change)
  /** Changes no other fields, because they may have changed meanwhile. */
  const show = () => {
    for (const [key, answer] of queryClient.getQueriesData(filter)) {
      const { params: asked, user } = parseHelixKey(key) ?? {}
      const row = [answer]
        .flat()
        .find((row): row is Row => isObject(row) && (row[owner] ?? asked?.[owner] ?? user) === whose)
      if (!row) continue
      const place = JSON.stringify([key, whose])
      const next = { ...row }
      for (const field in change) {
        if (field in row) {
          before[place] = { [field]: row[field], ...before[place] }
          next[field] = Object.assign({ ...before[place] }, ...[...changes].filter(other => other[owner] === whose))[
            field
          ]
        }
      }
      queryClient.setQueryData(key, () =>
        Array.isArray(answer) ? answer.map(one => (one === row ? next : one)) : next,
      )
    }
  }
  show()

  return refusal => {
    if (refusal && changes.delete(change)) show()
    return !--writes.waiting && delete paths[path]
  }
}
