'use client'

import {
  type UseInfiniteQueryOptions,
  type UseInfiniteQueryResult,
  type UseMutationOptions,
  type UseMutationResult,
  type UseQueryOptions,
  type UseQueryResult,
  type UseSuspenseInfiniteQueryOptions,
  type UseSuspenseInfiniteQueryResult,
  type UseSuspenseQueryOptions,
  type UseSuspenseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  useSuspenseInfiniteQuery,
  useSuspenseQuery,
} from '@tanstack/react-query'
import {
  createContext,
  createElement,
  type ReactNode,
  useCallback,
  useContext,
  useInsertionEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react'
import type { RegisteredKind } from '../src/auth/register.ts'
import type { NeedsScopes } from '../src/auth/scopesFor.ts'
import type { ExtensionSegment } from '../src/endpoints/extensions/segment.ts'
import type { HelixError } from '../src/errors.ts'
import type { ChatSource } from '../src/eventsub/chatSource.ts'
import type { ChatCondition, ModeratorCondition } from '../src/eventsub/conditions.ts'
import { type ChatLine, createChatLog } from '../src/eventsub/createChatLog.ts'
import { createEventQueue, type QueueTypes } from '../src/eventsub/createEventQueue.ts'
import type { EventSub, EventSubState } from '../src/eventsub/createEventSub.ts'
import { createHeldMessages } from '../src/eventsub/createHeldMessages.ts'
import type { EventType, IfNoCondition } from '../src/eventsub/eventType.ts'
import type { TwitchExtension } from '../src/extension/createExtension.ts'
import type { ExtensionTarget } from '../src/extension/extensionMessages.ts'
import type { ExtensionState } from '../src/extension/extensionState.ts'
import { type AuthActions, authOf } from '../src/hooks/authActions.ts'
import {
  type ChatChannel,
  chatRequest,
  type EventCall,
  type EventHandler,
  type EventSubHookState,
  type EventsOption,
  eventOf,
  type HelixEventQueue,
  type HookHeldMessages,
  heldRequest,
  queueRequest,
  stateRequest,
  subscriptionRequest,
  type UseChatLogOptions,
  type UseEventQueueOptions,
} from '../src/hooks/eventHooks.ts'
import {
  type ConfigurationCall,
  configurationRequest,
  type ExtensionOption,
  extensionRequest,
  type HelixConfiguration,
  type MessageCall,
  type MessageHandler,
  messageOf,
  messageRequest,
  type UseExtensionConfigurationOptions,
} from '../src/hooks/extensionHooks.ts'
import { followSession, startAuth } from '../src/hooks/followSession.ts'
import type { HookInfiniteQueryOptions, HookMutationOptions, HookQueryOptions } from '../src/hooks/hookOptions.ts'
import { type HelixPermission, permissionOf } from '../src/hooks/permission.ts'
import {
  hookInfiniteQuery,
  hookMutation,
  hookQuery,
  type InfiniteQueryCall,
  type MutationCall,
  type QueryCall,
} from '../src/hooks/queryHooks.ts'
import { requireProvided } from '../src/hooks/requireProvided.ts'
import type { ClientOption, PageClient, SessionView } from '../src/hooks/sessionView.ts'
import { type StoreRequest, whileUsed } from '../src/hooks/whileUsed.ts'
import type { Page } from '../src/paginator.ts'
import { stateAtServer, stateOf } from '../src/query/authState.ts'
import type { HelixPages, ListParams } from '../src/query/helixInfiniteQuery.ts'
import type { HelixKey } from '../src/query/helixKey.ts'
import type { HelixVariables } from '../src/query/helixMutation.ts'
import type {
  IfOptional,
  Mutable,
  OnlyPaged,
  OnlyRead,
  OnlyWrite,
  PagedQueryable,
  Queryable,
} from '../src/query/queryable.ts'
import type { Schema } from '../src/schema/schema.ts'
import type { AuthState, OptimisticUse, PagedUse, ReadUse, WriteUse } from '../src/spec.ts'

export type {
  ChatChannel,
  ClientOption,
  EventHandler,
  EventSubHookState,
  EventsOption,
  ExtensionOption,
  HelixConfiguration,
  HelixEventQueue,
  HelixPermission,
  HookHeldMessages,
  MessageHandler,
  UseChatLogOptions,
  UseEventQueueOptions,
  UseExtensionConfigurationOptions,
}

/** The options of {@link useHelixQuery}. */
export interface UseHelixQueryOptions<R, D = R> extends HookQueryOptions<UseQueryOptions<R, HelixError, D, HelixKey>> {}

/** The options of {@link useHelixInfiniteQuery}. */
export interface UseHelixInfiniteQueryOptions<T, D = HelixPages<T>>
  extends HookInfiniteQueryOptions<UseInfiniteQueryOptions<T, HelixError, D, HelixKey, string>> {}

/** The options of {@link useHelixSuspenseQuery}. */
export interface UseHelixSuspenseQueryOptions<R, D = R>
  extends HookQueryOptions<UseSuspenseQueryOptions<R, HelixError, D, HelixKey>> {}

/** The options of {@link useHelixSuspenseInfiniteQuery}. */
export interface UseHelixSuspenseInfiniteQueryOptions<T, D = HelixPages<T>>
  extends HookInfiniteQueryOptions<UseSuspenseInfiniteQueryOptions<T, HelixError, D, HelixKey, string>> {}

/** The options of {@link useHelixMutation}. */
export interface UseHelixMutationOptions<P, R, C = unknown, Use = WriteUse | OptimisticUse>
  extends HookMutationOptions<UseMutationOptions<R, HelixError, HelixVariables<P>, C>, Use> {}

const Context = /* @__PURE__ */ createContext<PageClient | null>(null)
const Events = /* @__PURE__ */ createContext<EventSub | null>(null)
const Extensions = /* @__PURE__ */ createContext<TwitchExtension | null>(null)

/**
 * Provides a client to all hooks below it, the page's EventSub to the event hooks, and its extension to the hooks of
 * extensions.
 *
 * @example
 * ```tsx
 * import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
 * import { createClient, implicitGrant } from 'tinyhelix'
 * import { HelixProvider } from 'tinyhelix/react'
 *
 * const queryClient = new QueryClient()
 * const client = createClient({ auth: implicitGrant({ clientId: 'abc' }) })
 *
 * export const Page = () => (
 *   <QueryClientProvider client={queryClient}>
 *     <HelixProvider client={client}>Everything else</HelixProvider>
 *   </QueryClientProvider>
 * )
 * ```
 */
export function HelixProvider(props: {
  client: PageClient
  events?: EventSub | undefined
  extension?: TwitchExtension | undefined
  children?: ReactNode
}): ReactNode {
  const { client, events = null, extension = null, children } = props
  const inner = createElement(Extensions.Provider, { value: extension }, children)
  return createElement(Context.Provider, { value: client }, createElement(Events.Provider, { value: events }, inner))
}

/**
 * Returns the client of the nearest {@link HelixProvider}.
 *
 * @example
 * ```tsx
 * import { snoozeNextAd } from 'tinyhelix'
 * import { useHelixClient } from 'tinyhelix/react'
 *
 * export function Snooze() {
 *   const client = useHelixClient()
 *   return <button onClick={() => snoozeNextAd(client)}>Not now</button>
 * }
 * ```
 */
export function useHelixClient(): PageClient {
  return useSession().client()
}

function useSession({ client: chosen }: ClientOption = {}): SessionView {
  const provided = useContext(Context)
  const client = requireProvided('client', chosen ?? provided, 'put <HelixProvider client={client}> around this')
  const queryClient = useQueryClient()
  const state = useSyncExternalStore(
    useCallback(update => followSession(queryClient, client, update), [queryClient, client]),
    () => stateOf(client),
    () => stateAtServer(client),
  )
  return { client: () => client, state: () => state }
}

/** The same for components that suspend: they suspend until it is known who is signed in, also on a server. */
function useSettledSession(options?: ClientOption): SessionView {
  const { client } = useSession(options)
  const start = startAuth(client())
  if (start) throw start
  return { client, state: () => stateOf(client()) }
}

/**
 * Returns the state of the auth, and functions to sign in and out. It renders again on each change of the state.
 *
 * @example
 * ```tsx
 * import { useHelixAuth } from 'tinyhelix/react'
 *
 * export function Account() {
 *   const { status, session, signIn, signOut } = useHelixAuth()
 *   if (status === 'pending') return null
 *   return session ? <button onClick={signOut}>{session.login}: sign out</button> : <button onClick={() => signIn()}>Sign in</button>
 * }
 * ```
 */
export function useHelixAuth(options?: ClientOption): AuthState & AuthActions {
  return authOf(useSession(options))
}

/**
 * Returns whether the user has granted the scopes of these endpoints, and a function to request them when a feature is
 * first used. `granted` is `null` while that is not known: while the auth is pending, or if the session's scopes are
 * not known.
 *
 * @param endpoints - Endpoints, or types of events.
 * @example
 * ```tsx
 * import { createPoll, getPolls } from 'tinyhelix'
 * import { useHelixPermission } from 'tinyhelix/react'
 *
 * export function Polls() {
 *   const { granted, request } = useHelixPermission(getPolls, createPoll)
 *   if (granted === false) return <button onClick={() => request()}>Allow polls</button>
 *   return <p>Your polls</p>
 * }
 * ```
 */
export function useHelixPermission(...endpoints: readonly NeedsScopes[]): HelixPermission {
  return permissionOf(useSession(), endpoints)
}

/**
 * TanStack's `useQuery` for an endpoint. Queries that need a user wait until one is signed in. With `null` parameters
 * any query waits. An endpoint with pages gives its first page's rows, or `limit` of them:
 * {@link useHelixInfiniteQuery} has all.
 *
 * @example
 * ```tsx
 * import { getStreams } from 'tinyhelix'
 * import { useHelixQuery } from 'tinyhelix/react'
 *
 * export function Viewers({ user_id }: { user_id: string | undefined }) {
 *   const { data } = useHelixQuery(getStreams, user_id ? { user_id } : null, { select: ([stream]) => stream?.viewer_count })
 *   return <b>{data ?? 'offline'}</b>
 * }
 * ```
 */
export function useHelixQuery<P, R, D = R, Use = ReadUse>(
  endpoint: Queryable<P, R, RegisteredKind, Use> & OnlyRead<Use>,
  params: NoInfer<P> | null,
  options?: UseHelixQueryOptions<NoInfer<R>, D>,
): UseQueryResult<D, HelixError>
/**
 * The same for an endpoint that needs no parameters. One with pages gives its first page's rows:
 * {@link useHelixInfiniteQuery} has all.
 */
export function useHelixQuery<P, R, Use = ReadUse>(
  endpoint: Queryable<P, R, RegisteredKind, Use> & OnlyRead<Use> & IfOptional<P>,
): UseQueryResult<R, HelixError>
export function useHelixQuery(...call: QueryCall<UseHelixQueryOptions<unknown>>) {
  return useQuery(hookQuery(useSession(call[2]), ...call))
}

/**
 * TanStack's `useInfiniteQuery` for an endpoint with pages. Each page has its rows in `data`, and other fields of
 * Twitch's answer such as `total`. `flattenPages` of `tinyhelix/query` joins the rows of all pages.
 *
 * @example
 * ```tsx
 * import { getChannelFollowers } from 'tinyhelix'
 * import { flattenPages } from 'tinyhelix/query'
 * import { useHelixInfiniteQuery } from 'tinyhelix/react'
 *
 * export function Followers() {
 *   const { data, hasNextPage, fetchNextPage } = useHelixInfiniteQuery(getChannelFollowers)
 *   return (
 *     <ul>
 *       {flattenPages(data).map(({ user_id, user_name }) => <li key={user_id}>{user_name}</li>)}
 *       {hasNextPage && <button onClick={() => fetchNextPage()}>More of {data?.pages[0]?.total}</button>}
 *     </ul>
 *   )
 * }
 * ```
 */
export function useHelixInfiniteQuery<P, T, X, D = HelixPages<Page<T, X>>, Use = PagedUse>(
  endpoint: PagedQueryable<P, T, X, RegisteredKind, Use> & OnlyPaged<Use>,
  params: ListParams<NoInfer<P>> | null,
  options?: UseHelixInfiniteQueryOptions<NoInfer<Page<T, X>>, D>,
): UseInfiniteQueryResult<D, HelixError>
export function useHelixInfiniteQuery<P, T, X, Use = PagedUse>(
  endpoint: PagedQueryable<P, T, X, RegisteredKind, Use> & OnlyPaged<Use> & IfOptional<P>,
): UseInfiniteQueryResult<HelixPages<Page<T, X>>, HelixError>
export function useHelixInfiniteQuery(
  ...call: InfiniteQueryCall<UseHelixInfiniteQueryOptions<Page<unknown>, unknown>>
) {
  return useInfiniteQuery(hookInfiniteQuery(useSession(call[2]), ...call))
}

/**
 * {@link useHelixQuery} for `<Suspense>`: `data` is always defined. It suspends while the auth is pending and while
 * data loads. It throws errors to the nearest error boundary.
 *
 * @example
 * ```tsx
 * import { getGlobalEmotes } from 'tinyhelix'
 * import { useHelixSuspenseQuery } from 'tinyhelix/react'
 *
 * export function EmoteCount() {
 *   const { data } = useHelixSuspenseQuery(getGlobalEmotes)
 *   return <b>{data.length}</b>
 * }
 * ```
 */
export function useHelixSuspenseQuery<P, R, D = R, Use = ReadUse>(
  endpoint: Queryable<P, R, RegisteredKind, Use> & OnlyRead<Use>,
  params: NoInfer<P>,
  options?: UseHelixSuspenseQueryOptions<NoInfer<R>, D>,
): UseSuspenseQueryResult<D, HelixError>
export function useHelixSuspenseQuery<P, R, Use = ReadUse>(
  endpoint: Queryable<P, R, RegisteredKind, Use> & OnlyRead<Use> & IfOptional<P>,
): UseSuspenseQueryResult<R, HelixError>
export function useHelixSuspenseQuery(...call: QueryCall<UseHelixSuspenseQueryOptions<unknown>>) {
  return useSuspenseQuery(hookQuery(useSettledSession(call[2]), ...call))
}

/**
 * {@link useHelixInfiniteQuery} for `<Suspense>`. It suspends and throws like {@link useHelixSuspenseQuery}.
 *
 * @example
 * ```tsx
 * import { getTopGames } from 'tinyhelix'
 * import { flattenPages } from 'tinyhelix/query'
 * import { useHelixSuspenseInfiniteQuery } from 'tinyhelix/react'
 *
 * export function Games() {
 *   const { data } = useHelixSuspenseInfiniteQuery(getTopGames, {}, { select: flattenPages })
 *   return data.map(({ id, name }) => <p key={id}>{name}</p>)
 * }
 * ```
 */
export function useHelixSuspenseInfiniteQuery<P, T, X, D = HelixPages<Page<T, X>>, Use = PagedUse>(
  endpoint: PagedQueryable<P, T, X, RegisteredKind, Use> & OnlyPaged<Use>,
  params: ListParams<NoInfer<P>>,
  options?: UseHelixSuspenseInfiniteQueryOptions<NoInfer<Page<T, X>>, D>,
): UseSuspenseInfiniteQueryResult<D, HelixError>
export function useHelixSuspenseInfiniteQuery<P, T, X, Use = PagedUse>(
  endpoint: PagedQueryable<P, T, X, RegisteredKind, Use> & OnlyPaged<Use> & IfOptional<P>,
): UseSuspenseInfiniteQueryResult<HelixPages<Page<T, X>>, HelixError>
export function useHelixSuspenseInfiniteQuery(
  ...call: InfiniteQueryCall<UseHelixSuspenseInfiniteQueryOptions<Page<unknown>, unknown>>
) {
  return useSuspenseInfiniteQuery(hookInfiniteQuery(useSettledSession(call[2]), ...call))
}

/**
 * TanStack's `useMutation` for an endpoint: `mutate` takes the endpoint's parameters. Afterwards it refetches the reads
 * that it has changed.
 *
 * @example
 * ```tsx
 * import { banUser } from 'tinyhelix'
 * import { useHelixMutation } from 'tinyhelix/react'
 *
 * export function Ban({ user_id }: { user_id: string }) {
 *   const ban = useHelixMutation(banUser)
 *   return <button disabled={ban.isPending} onClick={() => ban.mutate({ user_id })}>{ban.error?.message ?? 'Ban'}</button>
 * }
 * ```
 */
export function useHelixMutation<P, R, C = unknown, Use = WriteUse>(
  endpoint: Mutable<P, R, RegisteredKind, Use> & OnlyWrite<Use>,
  options?: UseHelixMutationOptions<NoInfer<P>, NoInfer<R>, C, NoInfer<Use>>,
): UseMutationResult<R, HelixError, HelixVariables<P>, C>
export function useHelixMutation<P, R, C>(
  ...call: MutationCall<P, R, UseHelixMutationOptions<P, R, C>>
): UseMutationResult<R, HelixError, HelixVariables<P>, C> {
  return useMutation(hookMutation(useSession(call[1]), ...call))
}

/** Returns a function that returns the EventSub, or throws an error that says how to provide one. */
function useSource<Source extends ChatSource = EventSub>(chosen: Source | undefined): () => Source | EventSub {
  const provided = useContext(Events)
  return () =>
    requireProvided('EventSub', chosen ?? provided, 'give one to <HelixProvider client={client} events={events}>')
}

const useEvents = ({ events }: EventsOption = {}): EventSub => useSource(events)()

function useStore<T>(request: StoreRequest<T>): T {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key represents the rest of the request.
  const store = useMemo(() => whileUsed(request), [request.events, request.key])
  return useSyncExternalStore(
    store.subscribe,
    () => store.state,
    () => request.first,
  )
}

/** Returns a function that reads the value of the latest committed render. */
function useLatest<T>(value: T): () => T {
  const latest = useRef(value)
  useInsertionEffect(() => {
    latest.current = value
  })
  return () => latest.current
}

/**
 * Subscribes to a type of events while the component is mounted. It calls the handler of the latest render. A new
 * handler or an equal condition makes no request. With `null`, or with an id that is `undefined`, there is no
 * subscription.
 *
 * @example
 * ```tsx
 * import { channelRaid, streamOnline } from 'tinyhelix/eventsub'
 * import { useEventSub } from 'tinyhelix/react'
 * import { useState } from 'react'
 *
 * export function Raiders({ friend }: { friend: string | undefined }) {
 *   const [viewers, setViewers] = useState(0)
 *   const { status, error } = useEventSub(channelRaid, event => setViewers(viewers + event.viewers))
 *   const condition = friend === undefined ? null : { broadcaster_user_id: friend }
 *   useEventSub(streamOnline, condition, event => console.log(`live since ${event.started_at}`))
 *   return <p title={error?.message}>{status === 'live' ? viewers : '…'}</p>
 * }
 * ```
 */
export function useEventSub<C, E>(
  type: EventType<C, E>,
  condition: NoInfer<C> | null,
  handler: EventHandler<NoInfer<E>>,
  options?: EventsOption,
): EventSubHookState
export function useEventSub<C, E>(
  type: EventType<C, E> & IfNoCondition<C>,
  handler: EventHandler<NoInfer<E>>,
): EventSubHookState
export function useEventSub(...call: EventCall<unknown, EventsOption>): EventSubHookState {
  const { type, condition, handler, options } = eventOf(call)
  const latest = useLatest(handler)
  return useStore(subscriptionRequest(useEvents(options), type, condition, (...heard) => latest()(...heard)))
}

/**
 * Returns the `state` of the page's EventSub.
 *
 * @example
 * ```tsx
 * import { useEventSubState } from 'tinyhelix/react'
 *
 * export function Connection() {
 *   const { status, retryAt } = useEventSubState()
 *   return status === 'waiting' ? <p>Connects again at {new Date(retryAt ?? 0).toLocaleTimeString()}</p> : null
 * }
 * ```
 */
export function useEventSubState(options?: EventsOption): EventSubState {
  return useStore(stateRequest(useEvents(options)))
}

/**
 * Returns the last lines of a chat while the component is mounted: see `createChatLog` of `tinyhelix/eventsub`. With `null`,
 * or with an id that is `undefined`, there are no lines. With `{ channel: 'pixelfox' }` it reads that channel's chat without a
 * sign-in, and needs no client: see `anonymousChat` of `tinyhelix/chat`.
 *
 * @example
 * ```tsx
 * import { useChatLog } from 'tinyhelix/react'
 *
 * export function Chat({ channel }: { channel: string | undefined }) {
 *   const lines = useChatLog(channel === undefined ? null : { broadcaster_user_id: channel }, { max: 20 })
 *   return lines.map(({ id, message, notification }) => (
 *     <p key={id}>{message ? `${message.chatter_user_name}: ${message.message.text}` : notification.system_message}</p>
 *   ))
 * }
 * ```
 */
export function useChatLog(
  condition?: ChatCondition | ChatChannel | null,
  options?: UseChatLogOptions,
): readonly ChatLine[] {
  return useStore(chatRequest(useSource(options?.events), createChatLog, useLatest(options), condition, options ?? {}))
}

/**
 * Returns the messages that wait for a moderator in `messages`, and `resolve(messageId, action)`, while the component is mounted: see
 * `createHeldMessages` of `tinyhelix/eventsub`. With `null`, or with an id that is `undefined`, there are none.
 *
 * @example
 * ```tsx
 * import { useHeldMessages } from 'tinyhelix/react'
 *
 * export function Held() {
 *   const { messages, resolve } = useHeldMessages()
 *   return messages.map(({ message_id, message }) => (
 *     <button key={message_id} onClick={() => resolve(message_id, 'ALLOW')}>{message.text}</button>
 *   ))
 * }
 * ```
 */
export function useHeldMessages(condition?: ModeratorCondition | null, options?: EventsOption): HookHeldMessages {
  return useStore(heldRequest(useEvents(options), createHeldMessages, condition))
}

/**
 * Shows events one after another, like alerts, while the component is mounted: see `createEventQueue` of
 * `tinyhelix/eventsub`. A type is left out if its condition is `null` or has an id that is `undefined`. Types and
 * options are compared by value.
 *
 * @example
 * ```tsx
 * import { channelFollow, channelRaid } from 'tinyhelix/eventsub'
 * import { useEventQueue } from 'tinyhelix/react'
 *
 * export function Alerts() {
 *   const { current, next } = useEventQueue({ follow: channelFollow, raid: channelRaid })
 *   if (!current) return null
 *   const text = current.type === 'raid' ? `${current.event.viewers} raiders` : `${current.event.user_name} follows`
 *   return <button key={current.id} onClick={next}>{text}</button>
 * }
 * ```
 */
export function useEventQueue<C, E>(
  types: QueueTypes<C, E>,
  options?: UseEventQueueOptions<NoInfer<E>>,
): HelixEventQueue<E> {
  return useStore(
    queueRequest(useSource(options?.events)(), createEventQueue, types, useLatest(options), options ?? {}),
  )
}

function usePageExtension({ extension }: ExtensionOption = {}): TwitchExtension {
  const advice = 'give one to <HelixProvider client={client} extension={extension}>'
  const provided = useContext(Extensions)
  return requireProvided('extension', extension ?? provided, advice)
}

/**
 * Returns the `state` of the page's extension.
 *
 * @example
 * ```tsx
 * import { useExtension } from 'tinyhelix/react'
 *
 * export function Theme() {
 *   const { status, context, viewer } = useExtension()
 *   return status === 'ready' ? <p className={context.theme}>Hello, {viewer?.role}</p> : null
 * }
 * ```
 */
export function useExtension(options?: ExtensionOption): ExtensionState {
  return useStore(extensionRequest(usePageExtension(options)))
}

/**
 * Returns a segment of the extension's configuration, and `set` to store it: see `extensionConfiguration` of
 * `tinyhelix/extension`. The schema is that of the first render.
 *
 * @example
 * ```tsx
 * import { useExtensionConfiguration } from 'tinyhelix/react'
 * import * as v from 'valibot'
 *
 * const settings = v.object({ title: v.string() })
 *
 * export function Title() {
 *   const { value } = useExtensionConfiguration('broadcaster', settings)
 *   return <h1>{value?.title ?? 'Not set up yet'}</h1>
 * }
 * ```
 */
export function useExtensionConfiguration<T>(
  segment: ExtensionSegment,
  schema: Schema<T>,
  options?: UseExtensionConfigurationOptions,
): HelixConfiguration<T>
export function useExtensionConfiguration(
  segment: ExtensionSegment,
  schema?: undefined,
  options?: UseExtensionConfigurationOptions,
): HelixConfiguration<unknown>
export function useExtensionConfiguration(...call: ConfigurationCall<unknown>) {
  return useStore(configurationRequest(usePageExtension(call[2]), call))
}

/**
 * Calls the handler of the latest render with each message to a target while the component is mounted: see
 * `extensionMessages` of `tinyhelix/extension`. With `null` it does not listen.
 *
 * @example
 * ```tsx
 * import { useState } from 'react'
 * import { useExtensionMessage } from 'tinyhelix/react'
 * import * as v from 'valibot'
 *
 * const voteCount = v.object({ votes: v.number() })
 *
 * export function Votes() {
 *   const [count, setCount] = useState(0)
 *   useExtensionMessage('broadcast', voteCount, ({ votes }) => setCount(votes))
 *   return <b>{count}</b>
 * }
 * ```
 */
export function useExtensionMessage<T>(
  target: ExtensionTarget | null,
  schema: Schema<T>,
  handler: MessageHandler<NoInfer<T>>,
  options?: ExtensionOption,
): void
export function useExtensionMessage(target: ExtensionTarget | null, handler: MessageHandler<unknown>): void
export function useExtensionMessage(...call: MessageCall<ExtensionTarget | null>) {
  const { target, schema, handler, options } = messageOf(call)
  const latest = useLatest(handler)
  useStore(messageRequest(usePageExtension(options), target, schema, message => latest()(message)))
}
