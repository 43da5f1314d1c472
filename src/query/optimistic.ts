import type { TokenKind } from '../auth/auth.ts'
import type { HelixClient } from '../client.ts'
import type { EndpointSpec } from '../endpoint.ts'
import { stateOf } from './authState.ts'
import type { QueryCacheClient } from './cache.ts'
import { helixFilter } from './helixFilter.ts'

type Row = Readonly<Record<string, unknown>>

const isRow = (value: unknown): value is Row => Object(value) === value && !Array.isArray(value)

/**
 * Puts what a write sets over the cached rows that it is about: those of its path and of the same channel. Gives the
 * function that takes this back, and leaves alone what was changed beside it.
 */
export async function showAtOnce(
  queryClient: QueryCacheClient,
  client: HelixClient<TokenKind>,
  { path, query = [] }: EndpointSpec,
  params: Row,
): Promise<() => void> {
  const filter = helixFilter({ path })
  const [owner = ''] = query
  const whose = params[owner] ?? stateOf(client).session?.userId
  // A read that is on its way would bring back what was before.
  await queryClient.cancelQueries(filter)
  const cached = queryClient.getQueriesData(filter)

  const rowIn = ([, , , asked, user]: readonly unknown[], data: unknown) =>
    [data].flat().find((row): row is Row => isRow(row) && (row[owner] ?? Object(asked)[owner] ?? user) === whose)

  const show = (sourceOf: (before: Row) => Row) => {
    for (const [key, data] of cached) {
      const before = rowIn(key, data)
      if (!before) continue
      queryClient.setQueryData(key, now => {
        const row = rowIn(key, now)
        const next = { ...row }
        for (const [field, value] of Object.entries(params)) {
          // What is set by objects is read in another form.
          const isState = value !== undefined && !query.includes(field) && ![value].flat().some(isRow)
          if (isState && field in before) next[field] = sourceOf(before)[field]
        }
        return Array.isArray(now) ? now.map(entry => (entry === row ? next : entry)) : row ? next : now
      })
    }
  }
  show(() => params)
  return () => show(before => before)
}
