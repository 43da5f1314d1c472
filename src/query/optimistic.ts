import type { TokenKind } from '../auth/auth.ts'
import type { HelixClient } from '../client.ts'
import type { EndpointSpec } from '../endpoint.ts'
import { stateOf } from './authState.ts'
import type { QueryCacheClient } from './cache.ts'
import { helixFilter } from './helixFilter.ts'

type Row = Readonly<Record<string, unknown>>

const isRow = (value: unknown): value is Row => Object(value) === value && !Array.isArray(value)

/** A field's value before a change that Twitch has not answered yet. */
interface Layer {
  before: unknown
}

/** For each cached answer its fields with such changes, the latest last. */
const shown = /* @__PURE__ */ new WeakMap<readonly unknown[], Record<string, Layer[]>>()

/**
 * Puts what a write sets over the cached rows that it is about: those of its path and of the same channel. Gives the
 * function that ends this once Twitch has answered: what was refused is taken back from under later changes.
 */
export async function showAtOnce(
  queryClient: QueryCacheClient,
  client: HelixClient<TokenKind>,
  { path, query = [] }: EndpointSpec,
  params: Row,
): Promise<(isRefused: boolean) => void> {
  const filter = helixFilter({ path })
  const [owner = ''] = query
  const whose = params[owner] ?? stateOf(client).session?.userId
  // A read that is on its way would bring back what was before.
  await queryClient.cancelQueries(filter)

  const rowIn = ([, , , asked, user]: readonly unknown[], data: unknown) =>
    [data].flat().find((row): row is Row => isRow(row) && (row[owner] ?? Object(asked)[owner] ?? user) === whose)

  const put = (key: readonly unknown[], field: string, value: unknown) =>
    queryClient.setQueryData(key, now => {
      const row = rowIn(key, now)
      const next = { ...row, [field]: value }
      return Array.isArray(now) ? now.map(entry => (entry === row ? next : entry)) : row ? next : now
    })

  const ends: ((isRefused: boolean) => void)[] = []
  for (const [key, data] of queryClient.getQueriesData(filter)) {
    const row = rowIn(key, data)
    if (!row) continue
    const stacks = shown.get(key) ?? {}
    shown.set(key, stacks)
    for (const [field, value] of Object.entries(params)) {
      // What is set by objects is read in another form.
      if (value === undefined || query.includes(field) || [value].flat().some(isRow) || !(field in row)) continue
      const layer: Layer = { before: row[field] }
      const place = `${whose} ${field}`
      const stack = stacks[place] ?? []
      stacks[place] = stack
      stack.push(layer)
      put(key, field, value)
      ends.push(isRefused => {
        const index = stack.indexOf(layer)
        // What was taken covers what is under it for good.
        if (!isRefused) stack.splice(0, index + 1)
        else if (index >= 0) {
          stack.splice(index, 1)
          const over = stack[index]
          if (over) over.before = layer.before
          else put(key, field, layer.before)
        }
      })
    }
  }
  return isRefused => {
    for (const end of ends) end(isRefused)
  }
}
