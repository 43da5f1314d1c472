import type { TokenKind } from '../auth/auth.ts'
import type { HelixClient } from '../client.ts'
import type { EndpointSpec } from '../endpoint.ts'
import type { QueryCacheClient } from './cache.ts'
import { helixFilter } from './helixFilter.ts'
import type { HelixKey } from './helixKey.ts'

type Row = Record<string, unknown>

/** Makes of a cached answer what it is to be after a write. */
type Change = (key: HelixKey, answer: unknown) => unknown

/** What a cache shows of the answers at one path while Twitch has not answered all the writes there. */
interface Shown {
  /** The answers as they were before any of the changes. */
  readonly before: Map<HelixKey, unknown>
  /** The oldest first; what is refused is taken out. */
  readonly changes: Set<Change>
  waiting: number
}

const shownIn = /* @__PURE__ */ new WeakMap<QueryCacheClient, Record<string, Shown>>()

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
  // A read that is on its way would bring back what was before.
  await queryClient.cancelQueries(filter)

  const change: Change = ([, , , asked, user], answer) => {
    const edit = (row: unknown) => {
      if (!isObject(row) || (row[owner] ?? asked?.[owner] ?? user) !== whose) return row
      const next = { ...row }
      for (const field in params) {
        const value = params[field]
        // What is set by objects is read in another form.
        if (field in row && value !== undefined && ![value].flat().some(isObject)) next[field] = value
      }
      return next
    }
    return Array.isArray(answer) ? answer.map(edit) : edit(answer)
  }

  const paths = shownIn.get(queryClient) ?? {}
  shownIn.set(queryClient, paths)
  paths[path] ??= { before: new Map(), changes: new Set(), waiting: 0 }
  const shown = paths[path]
  const { before, changes } = shown
  shown.waiting++
  changes.add(change)
  for (const [key, answer] of queryClient.getQueriesData(filter) as [HelixKey, unknown][]) {
    if (!before.has(key) && JSON.stringify(change(key, answer)) !== JSON.stringify(answer)) before.set(key, answer)
  }
  const show = () => {
    for (const [key, answer] of before) {
      // What was dropped meanwhile stays away.
      queryClient.setQueryData(key, now => now && [...changes].reduce((then, later) => later(key, then), answer))
    }
  }
  show()

  return refusal => {
    if (refusal && changes.delete(change)) show()
    return !--shown.waiting && delete paths[path]
  }
}
