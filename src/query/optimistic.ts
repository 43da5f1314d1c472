import { missingSelfIds } from '../request/completeRequest.ts'
import type { EndpointSpec, Params } from '../spec.ts'
import type { CacheFilter, QueryCacheClient } from './cache.ts'
import { helixFilter } from './helixFilter.ts'
import { type HelixKeyParts, parseHelixKey } from './helixKey.ts'
import { type Row, rowsOf, withRows } from './rows.ts'

/** A write that waits for Twitch's answer, or that Twitch has accepted while others wait. */
interface Change {
  /** The values that it sets. */
  readonly values: Row
  /** Whether it changes this row of an answer. */
  readonly concerns: (row: Row, key: HelixKeyParts) => boolean
}

/** A row that is not shown while a write waits, and its place. */
interface HiddenRow {
  readonly row: Row
  readonly list: number
  readonly index: number
}

/** The writes that change answers of one path. */
interface Writes {
  /** The oldest first. A refused write is removed. */
  readonly changes: Set<Change>
  /** The previous values of the changed fields, for each cached row. */
  readonly before: Record<string, Row>
  /** For each cached answer. */
  readonly hidden: Record<string, readonly HiddenRow[]>
  waiting: number
}

const writesIn = /* @__PURE__ */ new WeakMap<QueryCacheClient, Record<string, Writes>>()

const isObject = (value: unknown): value is Row => Object(value) === value

/**
 * Shows the change of a write in the cached rows that it concerns: see `OptimisticChange`.
 *
 * @returns A function to call when Twitch has answered. With an error, it reverts the change and keeps later changes.
 * It returns `true` if no other change of these answers waits for Twitch.
 */
export async function showAtOnce(
  queryClient: QueryCacheClient,
  userId: string | null,
  spec: EndpointSpec,
  params: Params,
): Promise<(refusal: unknown) => boolean> {
  const {
    path = spec.path,
    row: field = '',
    from = '',
  }: { path?: string; row?: string; from?: string } = Object(spec.optimistic)
  const owner = (field ? missingSelfIds(spec, {})[0] : spec.query?.[0]) ?? ''
  const whose = params[owner] ?? userId
  const ids = [params[from]].flat()
  const { queryKey, predicate } = helixFilter({ path })
  /** The answers that the user may see: their own, and those that are the same for all users. */
  const filter: CacheFilter = {
    queryKey,
    predicate: query => predicate(query) && [null, userId].includes(parseHelixKey(query.queryKey)?.user ?? null),
  }

  const paths = writesIn.get(queryClient) ?? {}
  writesIn.set(queryClient, paths)
  paths[path] ??= { changes: new Set(), before: {}, hidden: {}, waiting: 0 }
  const writes = paths[path]
  const { before, changes, hidden } = writes
  writes.waiting++
  // A pending read would restore the previous values.
  await queryClient.cancelQueries(filter)

  const values: Record<string, unknown> = { ...params, [owner]: whose }
  delete values[from]
  for (const name in values) {
    // If a parameter is an object, the read returns it in another format.
    if (values[name] === undefined || [values[name]].flat().some(isObject)) delete values[name]
  }
  const concerns: Change['concerns'] = (row, { params: asked, user }) =>
    isObject(row) &&
    (user === null || user === userId) &&
    (row[owner] ?? asked?.[owner] ?? user) === whose &&
    (!field || ids.includes(row[field]))
  const change: Change = { values, concerns }
  changes.add(change)
  /** Changes no other fields and rows, because they may have changed meanwhile. */
  const show = () => {
    for (const [queryKey, answer] of queryClient.getQueriesData(filter)) {
      const key = parseHelixKey(queryKey)
      if (answer === undefined || !key) continue
      const place = JSON.stringify(queryKey)
      let lists: Row[][]
      try {
        lists = rowsOf(answer).map(rows => [...rows])
      } catch {
        // It is not in Twitch's form: an earlier version of the page may have stored it. The write is sent nevertheless.
        continue
      }
      /** The rows that were hidden, and that no read has brought back. They return to their places first. */
      const returned = new Set<Row>()
      for (const { row, list, index } of hidden[place] ?? []) {
        if (lists.flat().some(other => other[field] === row[field])) continue
        returned.add(row)
        lists[list]?.splice(index, 0, row)
      }
      if (!lists.flat().some(row => concerns(row, key))) continue
      const hiddenNow: HiddenRow[] = []
      const hide = (row: Row, list: number, index: number) => {
        hiddenNow.push({ row, list, index })
        return []
      }
      const showRow = (row: Row, list: number, index: number) => {
        if (!concerns(row, key)) return returned.has(row) ? hide(row, list, index) : row
        const layers = [...changes].filter(other => other.concerns(row, key))
        const id = JSON.stringify([place, field && row[field], whose])
        const next: Record<string, unknown> = { ...row }
        for (const name in values) {
          if (name in row) {
            before[id] = { [name]: row[name], ...before[id] }
            next[name] = Object.assign({ ...before[id] }, ...layers.map(layer => layer.values))[name]
          }
        }
        const status = key.params?.['status']
        const isGone =
          field &&
          layers.length &&
          (values['status'] === undefined || (status !== undefined && status !== next['status']))
        return isGone ? hide(row, list, index) : next
      }
      const shown = lists.map((rows, list) => rows.flatMap((row, index) => showRow(row, list, index)))
      hidden[place] = hiddenNow
      queryClient.setQueryData(queryKey, () => withRows(answer, shown))
    }
  }
  show()

  return refusal => {
    if (refusal && changes.delete(change)) show()
    return !--writes.waiting && delete paths[path]
  }
}
