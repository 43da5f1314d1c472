import type { EndpointSpec, HelixClient, TokenKind } from '../spec.ts'
import type { QueryCacheClient } from './cache.ts'
import { helixFilter } from './helixFilter.ts'
import type { HelixKey } from './helixKey.ts'

type Row = Record<string, unknown>

/** The writes of one path that Twitch has not answered all. */
interface Writes {
  /** What they set, and for which channel; the oldest first, and without what was refused. */
  readonly changes: Set<Row>
  /** For each cached row the fields that they set, as they were before. */
  readonly before: Record<string, Row>
  waiting: number
}

const writesIn = /* @__PURE__ */ new WeakMap<QueryCacheClient, Record<string, Writes>>()

const isObject = (value: unknown): value is Row => Object(value) === value

/**
 * Puts what a write sets over the cached rows that it is about: those of its path and of the same channel. Gives the
 * function that ends this once Twitch has answered: what was refused is taken back from under later changes. That one
 * tells whether no other change of the path is on its way.
 */
export async function showAtOnce(
  queryClient: QueryCacheClient,
  { auth }: HelixClient<TokenKind>,
  { path, query: [owner = ''] = [] }: EndpointSpec,
  params: Row,
): Promise<(refusal: unknown) => boolean> {
  const filter = helixFilter({ path })
  const whose = params[owner] ?? auth?.state.session?.userId

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
    // What is set by objects is read in another form.
    if (change[field] === undefined || [change[field]].flat().some(isObject)) delete change[field]
  }
  changes.add(change)
  /** Touches no other fields: news of those may have come meanwhile. */
  const show = () => {
    for (const [key, answer] of queryClient.getQueriesData(filter) as [HelixKey, unknown][]) {
      const row = [answer]
        .flat()
        .find((row): row is Row => isObject(row) && (row[owner] ?? key[3]?.[owner] ?? key[4]) === whose)
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
