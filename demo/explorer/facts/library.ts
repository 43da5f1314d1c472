import type { EndpointSpec, HelixClient, TokenKind } from 'tinyhelix'
import * as library from 'tinyhelix'
import type { EventTypeSpec } from 'tinyhelix/eventsub'
import * as eventsub from 'tinyhelix/eventsub'
import type { LiveFamily } from 'tinyhelix/query/live'
import * as live from 'tinyhelix/query/live'

export type Params = Readonly<Record<string, unknown>>

/** Options of a call, as far as the explorer uses them. */
interface Options {
  readonly signal?: AbortSignal
}

/** An endpoint whose types are known at run time only. */
export interface AnyEndpoint {
  (client: HelixClient<TokenKind>, params: Params, options?: Options): PromiseLike<unknown>
  readonly spec: EndpointSpec
}

/** A type of events whose types are known at run time only. */
export interface AnyEventType {
  readonly spec: EventTypeSpec
}

const isEndpoint = (value: unknown): value is AnyEndpoint => typeof value === 'function' && Object(value).spec?.path
const isEventType = (value: unknown): value is AnyEventType => Boolean(Object(Object(value).spec).type)
const isFamily = (value: unknown): value is LiveFamily => Array.isArray(Object(value).rules)

function exportsOf<T>(module: object, isOne: (value: unknown) => value is T): ReadonlyMap<string, T> {
  const found = new Map<string, T>()
  for (const [name, value] of Object.entries(module)) if (isOne(value)) found.set(name, value)
  return found
}

/** Everything that the library describes, by the names of its exports. */
export const endpoints = exportsOf(library, isEndpoint)
export const eventTypes = exportsOf(eventsub, isEventType)
export const families = exportsOf(live, isFamily)

/** The kind of token with which a call is tried: a user's, if it takes one. */
export const kindFor = ({ tokens }: EndpointSpec): TokenKind =>
  tokens.includes('user') || !tokens.length ? 'user' : (tokens[0] ?? 'user')

export const isWrite = ({ method }: EndpointSpec): boolean => method !== 'GET'
