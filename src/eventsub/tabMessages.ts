import { lazy } from 'valibot'
import { fromWallTime, toWallTime } from '../clock.ts'
import { HelixError, type HelixErrorDetails } from '../errors.ts'
import { parse } from '../request/exchange.ts'
import { array, nullable, number, object, optional, string } from '../schema/object.ts'
import { parameter } from '../schema/parameters.ts'
import type { FieldSchema, Schema, SchemaResult } from '../schema/schema.ts'
import type { Scope } from '../scope.ts'
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
type SentError = Pick<HelixError, 'name' | 'code' | 'message'> & Omit<HelixErrorDetails, 'issues'>

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

/** Returns the fields of a value that its schema knows; `undefined` if one of them is invalid. */
const read = <T>(schema: Schema<T>, value: unknown): T | undefined => {
  const { issues, value: known } = schema['~standard'].validate(value) as SchemaResult & { readonly value?: T }
  return issues ? undefined : known
}

/** A text that a pattern describes. */
const like = /* @__NO_SIDE_EFFECTS__ */ <T extends string>(pattern: RegExp): FieldSchema<T> =>
  parameter('', value => typeof value === 'string' && pattern.test(value))

const refused = /* @__PURE__ */ parameter<never>('', () => false)

/** A list of at most {@link maxItems}. The cast keeps valibot's types out of the declarations. */
const list = /* @__NO_SIDE_EFFECTS__ */ <T>(item: FieldSchema<T>): FieldSchema<T[]> => {
  const items = array(item)
  return lazy(value => (Object(value).length > maxItems ? refused : items) as never) as never
}

/** A time in RFC 3339, or `''`. */
const time = /* @__PURE__ */ like(/^(\d{4}-.+)?$/)

const sentError = /* @__PURE__ */ nullable(
  /* @__PURE__ */ object<SentError>({
    name: string as FieldSchema<SentError['name']>,
    code: string as FieldSchema<SentError['code']>,
    message: string,
    status: /* @__PURE__ */ optional(number),
    endpoint: /* @__PURE__ */ optional(string),
    detail: /* @__PURE__ */ optional(string),
    retryAt: /* @__PURE__ */ optional(number),
    missing: /* @__PURE__ */ optional(/* @__PURE__ */ list(string as FieldSchema<Scope>)),
    reason: /* @__PURE__ */ optional(string as FieldSchema<NonNullable<HelixErrorDetails['reason']>>),
  }),
)

const sentState = /* @__PURE__ */ object<SentState>({
  phase: /* @__PURE__ */ like(/^(idle|token|connecting|connected|waiting|suspended|closed)$/),
  retryAt: number,
  error: sentError,
  cost: /* @__PURE__ */ nullable(/* @__PURE__ */ object({ total: number, max: number })),
  keepalive: number,
  lastTimestamp: time,
  confirmedTimestamp: time,
  rows: /* @__PURE__ */ list(
    /* @__PURE__ */ object<SentRow>({
      key: string,
      status: /* @__PURE__ */ like(/^(pending|live|ending|refused)$/),
      error: sentError,
      missedSince: /* @__PURE__ */ nullable(time),
      limits: number,
    }),
  ),
})

/** Twitch's part of a message is passed on unchanged. */
const anything = /* @__PURE__ */ parameter<object>('', value => Object(value) === value)
const event = /* @__PURE__ */ object<SentEvent>({
  metadata: /* @__PURE__ */ object({ message_id: string, message_timestamp: time }),
  payload: /* @__PURE__ */ object({
    subscription: /* @__PURE__ */ object({ id: string, type: string, version: string, condition: anything }),
    event: anything,
  }),
})

const nothing = /* @__PURE__ */ object<Empty>({})
const schemas: { readonly [Type in keyof Messages]: Schema<Messages[Type]> } = {
  state: /* @__PURE__ */ object({ state: sentState }),
  deliver: /* @__PURE__ */ object({
    key: string,
    message: /* @__PURE__ */ parameter<SentEvent>('', value => !!read(event, value)),
  }),
  gap: /* @__PURE__ */ object({ since: time, keys: /* @__PURE__ */ list(string) }),
  scopes: nothing,
  want: /* @__PURE__ */ object({
    keys: /* @__PURE__ */ list(/* @__PURE__ */ parameter<string>('', value => !!topicOf(value))),
  }),
  ping: nothing,
  bye: nothing,
}

/**
 * Reads a message. Returns `undefined` for anything else, because any script of the origin can post on the channel. A
 * message is checked completely before anything is done with it.
 */
export const readMessage = (data: unknown): TabMessage | undefined => {
  if (typeof data !== 'string' || data.length > maxLength) return
  const message = parse(data)
  const { type, from } = Object(message)
  const known = Object.hasOwn(schemas, type) && read<object>(schemas[type as TabMessage['type']], message)
  return known && typeof from === 'string' ? ({ ...known, type, from } as TabMessage) : undefined
}

/** The state of a transport, to be sent. */
export const sendState = (state: ConnectionState): SentState | undefined =>
  read(sentState, {
    ...state,
    retryAt: toWallTime(state.retryAt),
    rows: Array.from(state.subscriptions, ([key, row]) => ({ ...row, key })).slice(0, maxItems),
  })

const receiveError = (error: SentError | null) => error && new HelixError(error.code, error.message, error)

/** The state of a transport that another tab sent. */
export const receiveState = ({ rows, ...state }: SentState): ShownState => ({
  ...state,
  keepalive: Math.min(Math.max(state.keepalive, 10_000), 600_000),
  retryAt: fromWallTime(state.retryAt, maxWait),
  error: receiveError(state.error),
  subscriptions: new Map(rows.map(({ key, ...row }) => [key, { ...row, error: receiveError(row.error) }])),
})

/** The topic of a key; `undefined` if it is not a key. */
export const topicOf = (key: unknown): Topic | undefined => {
  try {
    const [type, version, entries] = JSON.parse(`${key}`)
    const topic: Topic = { type, version, condition: Object.fromEntries(entries) }
    const isTopic = [type, version, ...Object.values(topic.condition)].every(part => typeof part === 'string')
    return isTopic && topicKey(topic) === key ? topic : undefined
  } catch {
    return undefined
  }
}
