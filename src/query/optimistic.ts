import type { EndpointSpec, Params } from '../spec.ts'
import type { CacheFilter, QueryCacheClient } from './cache.ts'
import { helixFilter } from './helixFilter.ts'
import { parseHelixKey } from './helixKey.ts'

type Row = Record<string, unknown>

/** The writes of one path that wait for Twitch's answer. */
interface Writes {
  /** What they set and for which channel, the oldest first. A refused write is no longer among them. */
  readonly changes: Set<Row>
  /** For each cached row the values that their fields had before. */
  readonly before: Record<string, Row>
  waiting: number
}

const writesIn = /* @__PURE__ */ new WeakMap<QueryCacheClient, Record<string, Writes>>()

const isObject = (value: unknown): value is Row => Object(value) === value

/**
 * Shows what a write sets in the cached rows that it changes: those of its path and of the same channel.
 *
 * @returns A function to call once Twitch has answered, with the error if Twitch refused: the change is then taken back,
 * and later changes stay. It returns whether no other change of this path is waiting for its answer.
 */
export async function showAtOnce(
  queryClient: QueryCacheClient,
  userId: string | null,
  { path, query: [owner = ''] = [] }: EndpointSpec,
  params: Params,
): Promise<(refusal: unknown) => boolean> {
  const { queryKey, predicate } = helixFilter({ path })
  /** What the user may see: answers of their own, and those that are the same for all. */
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
  // A read that is on its way would bring back what was before.
  await queryClient.cancelQueries(filter)

  const change: Row = { ...params, [owner]: whose }
  for (const field in change) {
    // A parameter that is an object is read in another form.
    if (change[field] === undefined || [change[field]].flat().some(isObject)) delete change[field]
  }
  changes.add(change)
  /** Touches no other fields: they may have changed meanwhile. */
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
