import type { EventSubMessage } from '../../eventsub/createEventSub.ts'
import type { HelixKeyParts } from '../helixKey.ts'
import { type Row, rowsOf, withRows } from '../rows.ts'
import type { AnyEffect } from './liveRule.ts'

/** The changed answer; the same answer if the event changes nothing in it. */
interface Changed {
  readonly answer: unknown
  /** Whether the changed rows have fields that the event does not tell. */
  readonly isPartial: boolean
}

/** A time to the second, because reads and events have different fractions. */
const secondOf = (time: unknown) => `${time}`.slice(0, 19)

/**
 * Applies an event to an answer. `about` is the parameter that says which channel or user the answer is about. `read` is
 * the answer as Twitch sent it.
 */
export function changeAnswer(
  { effect, row: field = '', from = '', fields = {}, total, newestBy, maxFirst, partial, status, listedFor }: AnyEffect,
  about: string | undefined,
  { shape, params }: HelixKeyParts,
  answer: unknown,
  read: unknown,
  { event: told, timestamp }: Pick<EventSubMessage, 'event' | 'timestamp'>,
): Changed {
  const event: Row = Object(told)
  const given = params ?? {}
  const values: Record<string, unknown> = {}
  for (const [name, source] of Object.entries(fields)) {
    values[name] = typeof source === 'string' ? event[source] : source?.(event as never)
  }
  // An answer for all statuses keeps the row.
  const isRemoval = effect === 'remove' && !(status && given['status'] === undefined)
  if (status) values['status'] = status(event as never)

  const isIt = (row: Row) =>
    (!field || row[field] === event[from]) &&
    // A row that started after the event belongs to a later stream, and stays.
    !(listedFor && Date.parse(`${row['started_at']}`) > Date.parse(timestamp))
  let isFound = false
  let isPartial = false
  const changeRow = (row: Row) => {
    if (!isIt(row)) return row
    isFound = true
    isPartial ||=
      partial === true ||
      !!partial?.some(name => row[name] !== undefined) ||
      // A row of the next page moves up to this page.
      (isRemoval && (shape === 'page' || shape === 'infinite' || typeof shape === 'number'))
    return isRemoval ? [] : { ...row, ...values }
  }
  const before = rowsOf(answer)
  const lists = before.map(rows => (rows.some(isIt) ? rows.flatMap(changeRow) : rows))

  const { pages } = Object(answer)
  let isNew =
    !isFound &&
    (effect === 'insert' || (effect === 'set' && answer === null)) &&
    // If neither event nor row has a parameter's value, the row may not belong into the list.
    Object.entries(given).every(
      ([name, value]) => name === about || name === 'first' || [value].flat().includes(values[name] ?? event[name]),
    )
  if (isNew && newestBy) {
    const time = secondOf(values[newestBy])
    const times = (rowsOf(read)[0] ?? []).map(row => secondOf(row[newestBy]))
    // The read may have had the row on a later page.
    isNew = !times.length || (times.every(other => other <= time) && times.some(other => other < time))
    isPartial = !isNew
  }
  // It is unknown whether the read had the row on a later page.
  if (isRemoval && total && pages && !isFound && !(field in given)) isPartial = true
  if (isNew) {
    isPartial ||= !!partial
    const limit = shape === 'page' ? Number(given['first'] ?? maxFirst) : shape
    lists[0] = [values, ...(lists[0] ?? [])].slice(0, typeof limit === 'number' ? limit : undefined)
  }
  const moved = total && (isRemoval ? -Number(isFound) : Number(isNew))

  if (!moved && lists.every((rows, index) => rows === before[index])) return { answer, isPartial }
  const count = (page: Row) =>
    moved && typeof page['total'] === 'number' ? { ...page, total: page['total'] + moved } : page
  return { answer: withRows(answer, lists, count), isPartial }
}
