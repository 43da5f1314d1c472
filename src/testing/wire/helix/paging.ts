import { refuse } from './refusal.ts'
import { data, type HelixResponse } from './response.ts'

/** The ways in which Twitch marks the end of a list. */
export type LastPage =
  /** `"pagination": {}` */
  | 'empty'
  /** No `pagination` at all. */
  | 'absent'
  /** `"pagination": { "cursor": "" }` */
  | 'blank'
  /** A cursor, which leads to an empty page. */
  | 'cursor'
  /** `pagination` is the cursor itself, `""` at the end. */
  | 'text'

/** The paging of a list. */
export interface PageOptions {
  /** The fields next to `data`, such as `total`. */
  readonly beside?: object
  /** @defaultValue `'empty'` */
  readonly last?: LastPage
  /** Rows per page if `first` is left out. @defaultValue `20` */
  readonly size?: number
}

/** One page of a list, before it is wrapped. */
export interface Slice<Row> {
  readonly rows: readonly Row[]
  /** The `pagination` of the answer; `undefined`: the key is left out. */
  readonly pagination: unknown
}

interface Position {
  readonly before: number
  readonly after: number
}

// Twitch's own cursors are opaque too. The list's name makes a list refuse the cursor of another one.
const writeCursor = (list: string, { before, after }: Position) =>
  btoa(JSON.stringify({ b: { Cursor: `${before}` }, a: { Cursor: `${after}` }, l: list }))

function readCursor(list: string, cursor: string): Position {
  try {
    const { a, b, l } = JSON.parse(atob(cursor))
    const position = { before: Number(b.Cursor), after: Number(a.Cursor) }
    if (l === list && Number.isInteger(position.before) && Number.isInteger(position.after)) return position
  } catch {
    // This fake did not create the cursor.
  }
  return refuse(400, 'The pagination cursor is not valid.')
}

/** Returns the page that `first`, `after` and `before` request. */
export function slice<Row>(
  list: string,
  rows: readonly Row[],
  { first, after, before }: Readonly<Record<string, unknown>>,
  { last = 'empty', size = 20 }: PageOptions = {},
): Slice<Row> {
  const length = typeof first === 'number' ? first : size
  let start = 0
  let end = length
  if (typeof before === 'string' && typeof after === 'string')
    refuse(400, 'The parameters "after" and "before" exclude each other.')
  if (typeof after === 'string') {
    start = readCursor(list, after).after
    end = start + length
  } else if (typeof before === 'string') {
    end = readCursor(list, before).before
    start = Math.max(0, end - length)
  }
  const found = rows.slice(start, end)
  const isLast = end >= rows.length
  const cursor = writeCursor(list, { before: start, after: Math.min(end, rows.length) })
  if (found.length && (!isLast || last === 'cursor')) {
    return { rows: found, pagination: last === 'text' ? cursor : { cursor } }
  }
  const ends = { empty: {}, cursor: {}, absent: undefined, blank: { cursor: '' }, text: '' }
  return { rows: found, pagination: ends[last] }
}

/** The usual page: rows in `data`, the cursor in `pagination`. */
export function paged<Row>({ rows, pagination }: Slice<Row>, beside: object = {}): HelixResponse<Row> {
  return data(rows, { ...beside, ...(pagination !== undefined && { pagination }) })
}
