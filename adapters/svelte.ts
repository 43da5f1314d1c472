import {
  type CreateInfiniteQueryOptions,
  type CreateInfiniteQueryResult,
  type CreateMutationOptions,
  type CreateMutationResult,
  type CreateQueryOptions,
  type CreateQueryResult,
  createInfiniteQuery,
  createMutation,
  createQuery,
  getQueryClientContext,
} from '@tanstack/svelte-query'
import { getContext, onMount, setContext } from 'svelte'
import { createSubscriber } from 'svelte/reactivity'
import { toStore } from 'svelte/store'
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
  heldMembers,
  heldRequest,
  queueRequest,
  stateMembers,
  stateRequest,
  subscriptionRequest,
  type UseChatLogOptions,
  type UseEventQueueOptions,
} from '../src/hooks/eventHooks.ts'
import {
  type ConfigurationCall,
  configurationMembers,
  configurationRequest,
  type ExtensionOption,
  extensionMembers,
  extensionRequest,
  type HelixConfiguration,
  type MessageCall,
  type MessageHandler,
  messageOf,
  messageRequest,
  type UseExtensionConfigurationOptions,
} from '../src/hooks/extensionHooks.ts'
import { followSession } from '../src/hooks/followSession.ts'
import { gettersOf } from '../src/hooks/gettersOf.ts'
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
import { type RequestedStore, type StoreRequest, storeOfRequest } from '../src/hooks/whileUsed.ts'
import type { Page } from '../src/paginator.ts'
import { isAtServer, stateAtServer, stateOf } from '../src/query/authState.ts'
import type { HelixPages, ListParams } from '../src/query/helixInfiniteQuery.ts'
import type { HelixKey } from '../src/query/helixKey.ts'
import type { HelixVariables } from '../src/query/helixMutation.ts'
import type {
  IfOptional,
  Mutable,
  OnlyKeysOf,
  OnlyListKeysOf,
  OnlyPaged,
  OnlyRead,
  OnlyWrite,
  PagedQueryable,
  Queryable,
} from '../src/query/queryable.ts'
import type { Schema } from '../src/schema/schema.ts'
import type { AuthState, OptimisticUse, PagedUse, Params, ReadUse, WriteUse } from '../src/spec.ts'

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

/** The options of {@link createHelixQuery}. */
export interface CreateHelixQueryOptions<R, D = R>
  extends HookQueryOptions<CreateQueryOptions<R, HelixError, D, HelixKey>> {}

/** The options of {@link createHelixInfiniteQuery}. */
export interface CreateHelixInfiniteQueryOptions<T, D = HelixPages<T>>
  extends HookInfiniteQueryOptions<CreateInfiniteQueryOptions<T, HelixError, D, HelixKey, string>> {}

/** The options of {@link createHelixMutation}. */
export interface CreateHelixMutationOptions<P, R, C = unknown, Use = WriteUse | OptimisticUse>
  extends HookMutationOptions<CreateMutationOptions<R, HelixError, HelixVariables<P>, C>, Use> {}

const key = /* @__PURE__ */ Symbol()
const eventsKey = /* @__PURE__ */ Symbol()
const extensionKey = /* @__PURE__ */ Symbol()

/**
 * Provides a client to all components below this one, the page's EventSub to the event functions, and its extension to
 * the functions of extensions.
 *
 * @example
 * ```ts
 * import { createClient, implicitGrant } from 'tinyhelix'
 * import { setHelixClient } from 'tinyhelix/svelte'
 *
 * // in the script of a component
 * setHelixClient(createClient({ auth: implicitGrant({ clientId: 'abc' }) }))
 * ```
 */
export function setHelixClient(
  client: PageClient,
  { events, extension }: EventsOption & ExtensionOption = {},
): PageClient {
  setContext(eventsKey, events)
  setContext(extensionKey, extension)
  return setContext(key, client)
}

const given = (): PageClient | undefined => getContext(key)

const advice = 'call setHelixClient(client) in a component further up'

function createSession(options?: () => ClientOption): SessionView {
  const provided = given()
  const queryClient = getQueryClientContext()
  /** The subscriber of each client, which tells Svelte that its auth has been read. */
  const readings = new WeakMap<PageClient, () => void>()

  const client = () => requireProvided('client', options?.().client ?? provided, advice)
  const state = () => {
    const current = client()
    const read = readings.get(current) ?? createSubscriber(update => followSession(queryClient, current, update))
    readings.set(current, read)
    read()
    return (isAtServer() ? stateAtServer : stateOf)(current)
  }
  return { client, state }
}

/**
 * Returns the client of {@link setHelixClient}.
 *
 * @example
 * ```ts
 * import { snoozeNextAd } from 'tinyhelix'
 * import { useHelixClient } from 'tinyhelix/svelte'
 *
 * // in the script of a component
 * const client = useHelixClient()
 * const snooze = () => snoozeNextAd(client)
 * ```
 */
export function useHelixClient(): PageClient {
  return requireProvided('client', given(), advice)
}

/** The result of {@link useHelixAuth}: the auth's state, and functions to change it. Do not destructure the state. */
export type HelixAuth = AuthActions & { readonly [Key in keyof AuthState]: AuthState[Key] }

/**
 * Returns the state of the auth, and functions to sign in and out.
 *
 * @example
 * ```ts
 * import { useHelixAuth } from 'tinyhelix/svelte'
 *
 * // in the script of a component
 * const auth = useHelixAuth()
 * const press = () => (auth.session ? auth.signOut() : auth.signIn())
 * ```
 */
export function useHelixAuth(options?: () => ClientOption): HelixAuth {
  const view = createSession(options)
  return gettersOf(() => authOf(view), 'status', 'session', 'error', 'signIn', 'signOut')
}

/**
 * Returns whether the user has granted the scopes of these endpoints, and a function to request them when a feature is
 * first used. `granted` is `null` while that is not known: while the auth is pending, or if the session's scopes are
 * not known. Do not destructure the result.
 *
 * @param endpoints - Endpoints, or types of events.
 * @example
 * ```ts
 * import { createPoll, getPolls } from 'tinyhelix'
 * import { useHelixPermission } from 'tinyhelix/svelte'
 *
 * // in the script of a component
 * const polls = useHelixPermission(getPolls, createPoll)
 * const mustAsk = () => polls.granted === false
 * const allowPolls = () => polls.request()
 * ```
 */
export function useHelixPermission(...endpoints: readonly NeedsScopes[]): HelixPermission {
  const view = createSession()
  return gettersOf(() => permissionOf(view, endpoints), 'granted', 'missing', 'request')
}

/**
 * TanStack's `createQuery` for an endpoint. Queries that need a user wait until one is signed in. With `null`
 * parameters any query waits. An endpoint with pages gives its first page's rows, or `limit` of them:
 * {@link createHelixInfiniteQuery} has all.
 *
 * @example
 * ```ts
 * import { getStreams } from 'tinyhelix'
 * import { createHelixQuery } from 'tinyhelix/svelte'
 *
 * // in the script of a component, whose props have the id
 * const viewersOf = (id: () => string | undefined) =>
 *   createHelixQuery(
 *     getStreams,
 *     () => {
 *       const user_id = id()
 *       return user_id ? { user_id } : null
 *     },
 *     () => ({ select: ([stream]) => stream?.viewer_count }),
 *   )
 * ```
 */
export function createHelixQuery<P, R, D = R, const Given extends P | null = P, Use = ReadUse>(
  endpoint: Queryable<P, R, RegisteredKind, Use> & OnlyRead<Use>,
  params: () => Given & OnlyKeysOf<P, Given>,
  options?: () => CreateHelixQueryOptions<NoInfer<R>, D>,
): CreateQueryResult<D, HelixError>
/**
 * The same for an endpoint that needs no parameters. One with pages gives its first page's rows:
 * {@link createHelixInfiniteQuery} has all.
 */
export function createHelixQuery<P, R, Use = ReadUse>(
  endpoint: Queryable<P, R, RegisteredKind, Use> & OnlyRead<Use> & IfOptional<P>,
): CreateQueryResult<R, HelixError>
export function createHelixQuery(
  ...[endpoint, params, options]: QueryCall<() => CreateHelixQueryOptions<unknown>, () => Params | null>
) {
  const view = createSession(options)
  return createQuery(() => hookQuery(view, endpoint, params?.(), options?.()))
}

/**
 * TanStack's `createInfiniteQuery` for an endpoint with pages. Each page has its rows in `data`, and other fields of
 * Twitch's answer such as `total`. `flattenPages` of `tinyhelix/query` joins the rows of all pages.
 *
 * @example
 * ```ts
 * import { getChannelFollowers } from 'tinyhelix'
 * import { flattenPages } from 'tinyhelix/query'
 * import { createHelixInfiniteQuery } from 'tinyhelix/svelte'
 *
 * // in the script of a component
 * const followers = createHelixInfiniteQuery(getChannelFollowers, () => ({}), () => ({ select: flattenPages }))
 * const names = () => followers.data?.map(({ user_name }) => user_name)
 * ```
 */
export function createHelixInfiniteQuery<
  P,
  T,
  X,
  D = HelixPages<Page<T, X>>,
  const Given extends ListParams<P> | null = ListParams<P>,
  Use = PagedUse,
>(
  endpoint: PagedQueryable<P, T, X, RegisteredKind, Use> & OnlyPaged<Use>,
  params: () => Given & OnlyListKeysOf<P, Given>,
  options?: () => CreateHelixInfiniteQueryOptions<NoInfer<Page<T, X>>, D>,
): CreateInfiniteQueryResult<D, HelixError>
export function createHelixInfiniteQuery<P, T, X, Use = PagedUse>(
  endpoint: PagedQueryable<P, T, X, RegisteredKind, Use> & OnlyPaged<Use> & IfOptional<P>,
): CreateInfiniteQueryResult<HelixPages<Page<T, X>>, HelixError>
export function createHelixInfiniteQuery(
  ...[endpoint, params, options]: InfiniteQueryCall<
    () => CreateHelixInfiniteQueryOptions<Page<unknown>, unknown>,
    () => Params | null
  >
) {
  const view = createSession(options)
  return createInfiniteQuery(() => hookInfiniteQuery(view, endpoint, params?.(), options?.()))
}

/**
 * TanStack's `createMutation` for an endpoint: `mutate` takes the endpoint's parameters. Afterwards it refetches the
 * reads that it has changed.
 *
 * @example
 * ```ts
 * import { banUser } from 'tinyhelix'
 * import { createHelixMutation } from 'tinyhelix/svelte'
 *
 * // in the script of a component
 * const ban = createHelixMutation(banUser)
 * const banSpammer = () => ban.mutate({ user_id: '42', reason: 'Spam' })
 * ```
 */
export function createHelixMutation<P, R, C = unknown, Use = WriteUse>(
  endpoint: Mutable<P, R, RegisteredKind, Use> & OnlyWrite<Use>,
  options?: () => CreateHelixMutationOptions<NoInfer<P>, NoInfer<R>, C, NoInfer<Use>>,
): CreateMutationResult<R, HelixError, HelixVariables<P>, C>
export function createHelixMutation<P, R, C>(
  ...[endpoint, options]: MutationCall<P, R, () => CreateHelixMutationOptions<P, R, C>>
): CreateMutationResult<R, HelixError, HelixVariables<P>, C> {
  const view = createSession(options)
  return createMutation(() => hookMutation(view, endpoint, options?.()))
}

/** A new request, or another source, closes the open store and opens a new one. */
function readStore<T, Source extends ChatSource = EventSub>(
  request: (source: () => Source | EventSub) => StoreRequest<T>,
  options?: () => { readonly events?: Source | undefined },
): () => T {
  const provided: EventSub | undefined = getContext(eventsKey)
  const advice = 'give one to setHelixClient(client, { events }) in a component further up'
  return openStore(() => request(() => requireProvided('EventSub', options?.().events ?? provided, advice)))
}

function openStore<T>(request: () => StoreRequest<T>): () => T {
  const storeNow = storeOfRequest(request)
  /** The subscriber of each store, which opens it and tells Svelte that it has been read. */
  const readings = new WeakMap<RequestedStore<T>, () => void>()
  const read = () => {
    const store = storeNow()
    const track = readings.get(store) ?? createSubscriber(store.subscribe)
    readings.set(store, track)
    track()
    return store.state
  }
  read()
  // The store stays open even if nothing shows its state.
  onMount(() => toStore(read).subscribe(() => {}))
  return read
}

/**
 * Subscribes to a type of events while the component is mounted. An equal condition makes no request. With `null`, or
 * with an id that is `undefined`, there is no subscription. Do not destructure the result.
 *
 * @example
 * ```ts
 * import { channelRaid, streamOnline } from 'tinyhelix/eventsub'
 * import { useEventSub } from 'tinyhelix/svelte'
 *
 * // in the script of a component, whose props have the id
 * const greet = (friend: () => string | undefined) =>
 *   useEventSub(
 *     streamOnline,
 *     () => {
 *       const broadcaster_user_id = friend()
 *       return broadcaster_user_id === undefined ? null : { broadcaster_user_id }
 *     },
 *     event => console.log(`live since ${event.started_at}`),
 *   )
 * const raids = useEventSub(channelRaid, event => console.log(event.viewers))
 * const isLive = () => raids.status === 'live'
 * ```
 */
export function useEventSub<C, E, const Given extends C | null = C>(
  type: EventType<C, E>,
  condition: () => Given & OnlyKeysOf<C, Given>,
  handler: EventHandler<NoInfer<E>>,
  options?: () => EventsOption,
): EventSubHookState
export function useEventSub<C, E>(
  type: EventType<C, E> & IfNoCondition<C>,
  handler: EventHandler<NoInfer<E>>,
): EventSubHookState
export function useEventSub(...call: EventCall<() => unknown, () => EventsOption>) {
  const { type, condition, handler, options } = eventOf(call)
  const given = () => (typeof condition === 'function' ? condition() : condition)
  return gettersOf(
    readStore(source => subscriptionRequest(source(), type, given(), handler), options),
    'status',
    'error',
  )
}

/**
 * Returns the `state` of the page's EventSub. Do not destructure the result.
 *
 * @example
 * ```ts
 * import { useEventSubState } from 'tinyhelix/svelte'
 *
 * // in the script of a component
 * const connection = useEventSubState()
 * const notice = () => connection.status === 'waiting' && new Date(connection.retryAt ?? 0).toLocaleTimeString()
 * ```
 */
export function useEventSubState(options?: () => EventsOption): EventSubState {
  return gettersOf(
    readStore(source => stateRequest(source()), options),
    ...stateMembers,
  )
}

/**
 * Returns the last lines of a chat in `current` while the component is mounted: see `createChatLog` of `tinyhelix/eventsub`.
 * With `null`, or with an id that is `undefined`, there are no lines. With `{ channel: 'pixelfox' }` it reads that channel's
 * chat without a sign-in, and needs no client: see `anonymousChat` of `tinyhelix/chat`.
 *
 * @example
 * ```ts
 * import { useChatLog } from 'tinyhelix/svelte'
 *
 * // in the script of a component
 * const chat = useChatLog(() => ({ broadcaster_user_id: '42' }), () => ({ max: 20 }))
 * const texts = () => chat.current.map(({ message }) => message?.message.text)
 * ```
 */
export function useChatLog(
  condition?: () => ChatCondition | ChatChannel | null,
  options?: () => UseChatLogOptions,
): { readonly current: readonly ChatLine[] } {
  const read = readStore(source => chatRequest(source, createChatLog, () => options?.(), condition?.()), options)
  return gettersOf(() => ({ current: read() }), 'current')
}

/**
 * Returns the messages that wait for a moderator in `messages`, and `resolve(messageId, action)`, while the component is mounted: see
 * `createHeldMessages` of `tinyhelix/eventsub`. With `null`, or with an id that is `undefined`, there are none.
 *
 * @example
 * ```ts
 * import { useHeldMessages } from 'tinyhelix/svelte'
 *
 * // in the script of a component
 * const held = useHeldMessages()
 * const allow = () => held.messages.map(({ message_id }) => held.resolve(message_id, 'ALLOW'))
 * ```
 */
export function useHeldMessages(
  condition?: () => ModeratorCondition | null,
  options?: () => EventsOption,
): HookHeldMessages {
  return gettersOf(
    readStore(source => heldRequest(source(), createHeldMessages, condition?.()), options),
    ...heldMembers,
  )
}

/**
 * Shows events one after another, like alerts, while the component is mounted: see `createEventQueue` of
 * `tinyhelix/eventsub`. A type is left out if its condition is `null` or has an id that is `undefined`. Types and
 * options are compared by value. Do not destructure the result.
 *
 * @example
 * ```ts
 * import { channelFollow, channelRaid } from 'tinyhelix/eventsub'
 * import { useEventQueue } from 'tinyhelix/svelte'
 *
 * // in the script of a component
 * const alerts = useEventQueue(() => ({ follow: channelFollow, raid: channelRaid }))
 * const raiders = () => (alerts.current?.type === 'raid' ? alerts.current.event.viewers : 0)
 * ```
 */
export function useEventQueue<C, E>(
  types: () => QueueTypes<C, E>,
  options?: () => UseEventQueueOptions<NoInfer<E>>,
): HelixEventQueue<E> {
  const read = readStore(source => queueRequest(source(), createEventQueue, types(), () => options?.()), options)
  return gettersOf(read, 'current', 'waiting', 'next', 'add')
}

function readExtension<T>(
  request: (extension: TwitchExtension) => StoreRequest<T>,
  options?: ExtensionOption,
): () => T {
  const provided: TwitchExtension | undefined = getContext(extensionKey)
  const advice = 'give one to setHelixClient(client, { extension }) in a component further up'
  return openStore(() => request(requireProvided('extension', options?.extension ?? provided, advice)))
}

/**
 * Returns the `state` of the page's extension. Do not destructure the result.
 *
 * @example
 * ```ts
 * import { useExtension } from 'tinyhelix/svelte'
 *
 * // in the script of a component
 * const extension = useExtension()
 * const isDark = () => extension.context.theme === 'dark'
 * ```
 */
export function useExtension(options?: ExtensionOption): ExtensionState {
  return gettersOf(readExtension(extensionRequest, options), ...extensionMembers)
}

/**
 * Returns a segment of the extension's configuration, and `set` to store it: see `extensionConfiguration` of
 * `tinyhelix/extension`. Do not destructure the result.
 *
 * @example
 * ```ts
 * import { useExtensionConfiguration } from 'tinyhelix/svelte'
 * import * as v from 'valibot'
 *
 * // in the script of a component
 * const settings = useExtensionConfiguration('broadcaster', v.object({ title: v.string() }))
 * const title = () => settings.value?.title ?? 'Not set up yet'
 * const save = () => settings.set({ title: 'My cats' })
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
  const read = readExtension(extension => configurationRequest(extension, call), call[2])
  return gettersOf(read, ...configurationMembers)
}

/**
 * Calls the handler with each message to a target while the component is mounted: see `extensionMessages` of
 * `tinyhelix/extension`. With `null` it does not listen.
 *
 * @example
 * ```ts
 * import { useExtensionMessage } from 'tinyhelix/svelte'
 * import * as v from 'valibot'
 *
 * // in the script of a component
 * useExtensionMessage(() => 'broadcast', v.object({ votes: v.number() }), ({ votes }) => console.log(votes))
 * ```
 */
export function useExtensionMessage<T>(
  target: () => ExtensionTarget | null,
  schema: Schema<T>,
  handler: MessageHandler<NoInfer<T>>,
  options?: ExtensionOption,
): void
export function useExtensionMessage(target: () => ExtensionTarget | null, handler: MessageHandler<unknown>): void
export function useExtensionMessage(...call: MessageCall<() => ExtensionTarget | null>) {
  const { target, schema, handler, options } = messageOf(call)
  readExtension(extension => messageRequest(extension, target(), schema, handler), options)
}
