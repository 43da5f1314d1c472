import type { Answer, Received } from './server.ts'

/**
 * A list with pages as at Twitch: up to `first` rows, 20 by default, after or before the page of a cursor. `beside` has
 * the other fields of each page.
 */
export const pagedList =
  (rows: readonly unknown[], beside: object = {}) =>
  ({ query }: Received): Answer => {
    const first = Number(query.get('first') ?? 20)
    const [after, before] = [query.get('after'), query.get('before')].map(cursor => cursor?.split('-').map(Number))
    const end = before ? Math.max(0, before[0] ?? 0) : rows.length
    const start = before ? Math.max(0, end - first) : (after?.[1] ?? 0)
    const data = rows.slice(start, Math.min(end, start + first))
    const isLast = start + data.length >= rows.length
    return { json: { data, pagination: isLast ? {} : { cursor: `${start}-${start + data.length}` }, ...beside } }
  }
