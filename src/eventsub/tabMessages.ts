import { fromWallTime, toWallTime } from '../clock.ts'
import { HelixError, type HelixErrorDetails } from '../errors.ts'
import { parse } from '../request/exchange.ts'
import type { ConnectionState, PageMessage, Row } from './connection.ts'
import { type Topic, topicKey } from './machine.ts'

/**
 * The number of the format of the messages. It is in the name of the tabs' group, so that tabs with different versions
 * of this library do not misunderstand each other. Change it whenever a message changes.
 */
export const protocol = 2

/** The maximum length of a message, and of a list in it. */
const maxLength = 1_000_000
export const maxItems = 1000

/** The longest wait of a machine before it connects again. */
const maxWait = 60_000

/** An error, without the list of its problems. */
type SentError = Pick<HelixError, 'code' | 'message'> &
  Omit<HelixErrorDetails, 'issues'> & { readonly issues?: undefined }

/** The state of a subscription. The key contains its type and its condition. */
interface SentRow extends Omit<Row, keyof Topic | 'error'> {
  readonly key: string
  readonly error: SentError | null
}

/** The state of the connection. `retryAt` is in milliseconds since 1970. */
export interface SentState extends Omit<ConnectionState, 'subscriptions' | 'error'> {
  readonly error: SentError | null
  readonly rows: SentRow[]
}

/** The state of the connection with what a tab reads of its subscriptions. */
export interface ShownState extends Omit<ConnectionState, 'subscriptions'> {
  readonly subscriptions: ReadonlyMap<string, Omit<Row, keyof Topic>>
}

/** The parts of an event's message that tabs read. */
interface SentEvent {
  readonly metadata: { readonly message_id: string; readonly message_timestamp: string }
  readonly payload: {
    readonly subscription: Readonly<Record<'id' | 'type' | 'version', string>> & { readonly condition: object }
    readonly event: object
  }
}

type Empty = Readonly<Record<never, never>>

interface Messages {
  /** From the leader: the state of the connection. */
  readonly state: { readonly state: SentState }
  /** From the leader: an event, for all. */
  readonly deliver: { readonly key: string; readonly message: SentEvent }
  /** From the leader: a gap, for all. */
  readonly gap: Omit<Extract<PageMessage, { readonly type: 'gap' }>, 'type'>
  /** From the leader: refused subscriptions may be tried again. */
  readonly scopes: Empty
  /** From the others: the keys of all subscriptions that a tab wants. */
  readonly want: { readonly keys: readonly string[] }
  /** From the others: asks whether there is a leader. */
  readonly ping: Empty
  /** From all: the tab is gone. */
  readonly bye: Empty
}

/** A message between tabs. `from` is the tab that sends it. */
export type TabMessage = {
  readonly [Type in keyof Messages]: { readonly type: Type; readonly from: string } & Messages[Type]
}[keyof Messages]

/** A message without its sender. */
export type SentMessage = {
  readonly [Type in keyof Messages]: { readonly type: Type } & Messages[Type]
}[keyof Messages]

type Check = (value: unknown) => unknown
/** The checks of all fields. */
type Fields<T> = { readonly [Name in keyof T]-?: Check }

const isText = (value: unknown): value is string => typeof value === 'string'
const isNumber = (value: unknown) => typeof value === 'number'
const isLike = (pattern: RegExp, value: unknown) => isText(value) && pattern.test(value)
/** A time in RFC 3339, or `''`. */
const isTime = (value: unknown) => isLike(/^(\d{4}-.+)?$/, value)
const isListOf = (isItem: Check, value: unknown) =>
  Array.isArray(value) && value.length <= maxItems && value.every(item => isItem(item))
const hasFields = <T>(fields: Fields<T>, value: unknown) =>
  Object(value) === value && Object.entries<Check>(fields).every(([name, isValid]) => isValid(Object(value)[name]))

const isError = (value: unknown) =>
  value === null ||
  (hasFields<Pick<SentError, 'code' | 'message'>>({ code: isText, message: isText }, value) &&
    Object.values(Object(value)).every(detail => isText(detail) || isNumber(detail) || isListOf(isText, detail)))

const rowFields: Fields<SentRow> = {
  key: isText,
  status: value => isLike(/^(pending|live|ending|refused)$/, value),
  error: isError,
  missedSince: value => value === null || isTime(value),
  limits: isNumber,
}

const stateFields: Fields<SentState> = {
  phase: value => isLike(/^(idle|token|connecting|connected|waiting|suspended|closed)$/, value),
  retryAt: isNumber,
  error: isError,
  cost: value => value === null || hasFields({ total: isNumber, max: isNumber }, value),
  keepalive: isNumber,
  lastTimestamp: isTime,
  confirmedTimestamp: isTime,
  rows: value => isListOf(row => hasFields(rowFields, row), value),
}

const isObject = (value: unknown) => hasFields({}, value)
const subscriptionFields = { id: isText, type: isText, version: isText, condition: isObject }
const payloadFields: Fields<SentEvent['payload']> = {
  subscription: value => hasFields(subscriptionFields, value),
  event: isObject,
}
const eventFields: Fields<SentEvent> = {
  metadata: value => hasFields({ message_id: isText, message_timestamp: isTime }, value),
  payload: value => hasFields(payloadFields, value),
}

const messageFields: { readonly [Type in keyof Messages]: Fields<Messages[Type]> } = {
  state: { state: value => hasFields(stateFields, value) },
  deliver: { key: isText, message: value => hasFields(eventFields, value) },
  gap: { since: isTime, keys: value => isListOf(isText, value) },
  scopes: {},
  want: { keys: value => isListOf(topicOf, value) },
  ping: {},
  bye: {},
}

/**
 * Reads a message. Returns `undefined` for anything else, because any script of the origin can post on the channel. A
 * message is checked completely before anything is done with it.
 */
export const readMessage = (data: unknown): TabMessage | undefined => {
  if (!isText(data) || data.length > maxLength) return
  const message = parse(data)
  const { type, from } = Object(message)
  const fields: object | false = Object.hasOwn(messageFields, type) && messageFields[type as TabMessage['type']]
  return fields && isText(from) && hasFields(fields, message) ? (message as TabMessage) : undefined
}

const pick = <T extends object>(fields: Fields<T>, value: T) =>
  Object.fromEntries(Object.keys(fields).map(name => [name, value[name as keyof T]])) as T

const sendError = (error: HelixError | null): SentError | null =>
  error && { ...error, message: error.message, issues: undefined }
const receiveError = (error: SentError | null) => error && new HelixError(error.code, error.message, error)

/** The state of a transport, to be sent. */
export const sendState = (state: ConnectionState): SentState =>
  pick(stateFields, {
    ...state,
    retryAt: toWallTime(state.retryAt),
    error: sendError(state.error),
    rows: [...state.subscriptions].map(([key, row]) => pick(rowFields, { ...row, key, error: sendError(row.error) })),
  })

/** The state of a transport that another tab sent. */
export const receiveState = ({ rows, ...state }: SentState): ShownState => ({
  ...state,
  keepalive: Math.min(Math.max(state.keepalive, 10_000), 600_000),
  retryAt: fromWallTime(state.retryAt, maxWait),
  error: receiveError(state.error),
  subscriptions: new Map(rows.map(row => [row.key, { ...pick(rowFields, row), error: receiveError(row.error) }])),
})

/** The topic of a key; `undefined` if it is not a key. */
export const topicOf = (key: unknown): Topic | undefined => {
  try {
    const [type, version, entries] = JSON.parse(`${key}`)
    const topic: Topic = { type, version, condition: Object.fromEntries(entries) }
    const isTopic = [type, version, ...Object.values(topic.condition)].every(isText)
    return isTopic && topicKey(topic) === key ? topic : undefined
  } catch {
    return undefined
  }
}
