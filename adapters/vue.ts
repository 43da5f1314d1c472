import {
  type InfiniteQueryObserverOptions,
  type MutationObserverOptions,
  type QueryObserverOptions,
  type UseInfiniteQueryReturnType,
  type UseMutationReturnType,
  type UseQueryReturnType,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/vue-query'
import {
  type App,
  type ComputedRef,
  computed,
  getCurrentInstance,
  type InjectionKey,
  inject,
  type MaybeRefOrGetter,
  nextTick,
  onMounted,
  reactive,
  type ShallowRef,
  shallowRef,
  toValue,
  triggerRef,
  watch,
  watchEffect,
} from 'vue'
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
import { type AuthActions, authOf, type SignIn } from '../src/hooks/authActions.ts'
import {
  type ChatChannel,
  chatFields,
  chatRequest,
  type EventCall,
  type EventHandler,
  type EventsOption,
  eventOf,
  type HookHeldMessages,
  heldFields,
  heldRequest,
  type HelixEventQueue as Queue,
  queueRequest,
  type EventSubHookState as Status,
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
import type { HookInfiniteQueryOptions, HookMutationOptions, HookQueryOptions } from '../src/hooks/hookOptions.ts'
import { type HelixPermission as Permission, permissionOf } from '../src/hooks/permission.ts'
import {
  hookInfiniteQuery,
  hookMutation,
  hookQuery,
  type InfiniteQueryCall,
  type MutationCall,
  type QueryCall,
} from '../src/hooks/queryHooks.ts'
import { type Described, readParameters } from '../src/hooks/readParameters.ts'
import { requireProvided } from '../src/hooks/requireProvided.ts'
import type { ClientOption, PageClient, SessionView } from '../src/hooks/sessionView.ts'
import { type StoreRequest, storeOfRequest } from '../src/hooks/whileUsed.ts'
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
import type { AuthState, OptimisticUse, PagedUse, ReadUse, WriteUse } from '../src/spec.ts'

export type {
  ChatChannel,
  ClientOption,
  EventHandler,
  EventsOption,
  ExtensionOption,
  MessageHandler,
  UseChatLogOptions,
  UseEventQueueOptions,
  UseExtensionConfigurationOptions,
}

/** A value, a ref or a getter, as in TanStack's own options. */
type Reactive<Options> = Omit<Options, 'enabled'> & {
  enabled?: MaybeRefOrGetter<boolean>
  /** Makes only `data` itself reactive, not its contents. This is cheaper for long lists. */
  shallow?: boolean
}

/** The options of {@link useHelixQuery}. */
export interface UseHelixQueryOptions<R, D = R>
  extends HookQueryOptions<Reactive<QueryObserverOptions<R, HelixError, D, R, HelixKey>>> {}

/** The options of {@link useHelixInfiniteQuery}. */
export interface UseHelixInfiniteQueryOptions<T, D = HelixPages<T>>
  extends HookInfiniteQueryOptions<Reactive<InfiniteQueryObserverOptions<T, HelixError, D, HelixKey, string>>> {}

/** The options of {@link useHelixMutation}. */
export interface UseHelixMutationOptions<P, R, C = unknown, Use = WriteUse | OptimisticUse>
  extends HookMutationOptions<MutationObserverOptions<R, HelixError, HelixVariables<P>, C>, Use> {}

/** Parameters of which each can also be a ref or a getter. */
type RefParams<P> = { readonly [Key in keyof P]: MaybeRefOrGetter<P[Key]> }

/** Parameters as an object, a ref or a getter. Each parameter can also be a ref or a getter. */
export type ReactiveParams<P> = MaybeRefOrGetter<RefParams<P> | null>

const key: InjectionKey<PageClient> = /* @__PURE__ */ Symbol()
const eventsKey: InjectionKey<EventSub | undefined> = /* @__PURE__ */ Symbol()
const extensionKey: InjectionKey<TwitchExtension | undefined> = /* @__PURE__ */ Symbol()

/**
 * Provides a client to all components of an app, the page's EventSub to the event composables, and its extension to the
 * composables of extensions.
 *
 * @example
 * ```ts
 * import { VueQueryPlugin } from '@tanstack/vue-query'
 * import { createClient, implicitGrant } from 'tinyhelix'
 * import { HelixPlugin } from 'tinyhelix/vue'
 * import { createApp } from 'vue'
 *
 * const client = createClient({ auth: implicitGrant({ clientId: 'abc' }) })
 *
 * createApp({}).use(VueQueryPlugin).use(HelixPlugin, { client }).mount('#app')
 * ```
 */
export const HelixPlugin = {
  // If the options are missing, the first component that needs them throws an error.
  install: (app: App, options: { readonly client: PageClient } & EventsOption & ExtensionOption): void =>
    void app
      .provide(key, options?.client)
      .provide(eventsKey, options?.events)
      .provide(extensionKey, options?.extension),
}

function useSession(options: MaybeRefOrGetter<ClientOption> = {}): SessionView {
  const provided = inject(key, undefined)
  const queryClient = useQueryClient()
  const client = () =>
    requireProvided('client', toValue(options).client ?? provided, 'call app.use(HelixPlugin, { client })')
  // On a server nobody is signed in. While Vue hydrates a page, this must render the same as the server.
  const read = shallowRef(isAtServer() || getCurrentInstance()?.vnode.el ? stateAtServer : stateOf)
  if (!isAtServer()) {
    watchEffect(onCleanup => onCleanup(followSession(queryClient, client(), () => triggerRef(read))))
    void nextTick().then(() => {
      read.value = stateOf
    })
  }
  return { client, state: () => read.value(client()) }
}

/** On a server nobody signs in. Rendering continues without a session, because it would wait for ever. */
const orGoOn = <Q extends object>(query: Q, { state }: SessionView): Q =>
  isAtServer() && state().status === 'pending' ? { ...query, suspense: async () => reactive({ ...query }) } : query

/** Answers are replaced, never changed. A proxy for each of thousands of rows would take most of a page's time. */
const plain = <O>(options: MaybeRefOrGetter<O>) => ({ shallow: true, ...toValue(options) })

const valuesOf = (params: ReactiveParams<object> | undefined, described: Described) =>
  readParameters(toValue(params), described, toValue)

/**
 * Returns the client of {@link HelixPlugin}.
 *
 * @example
 * ```ts
 * import { snoozeNextAd } from 'tinyhelix'
 * import { useHelixClient } from 'tinyhelix/vue'
 *
 * // in setup
 * const client = useHelixClient()
 * const snooze = () => snoozeNextAd(client)
 * ```
 */
export function useHelixClient(): PageClient {
  return useSession().client()
}

type Refs<T> = { readonly [Key in keyof T]: ComputedRef<T[Key]> }

/** Returns these members of `read()`, each as a ref. */
function refsOf<T, Key extends keyof T>(read: () => T, ...names: readonly Key[]): Refs<Pick<T, Key>> {
  const refs = names.map(name => [name, computed(() => read()[name])])
  return Object.fromEntries(refs)
}

/** The result of {@link useHelixAuth}: the parts of the auth's state as refs, and functions to change it. */
export type HelixAuth = AuthActions & Refs<Pick<AuthState, keyof AuthState>>

/**
 * Returns the state of the auth, and functions to sign in and out.
 *
 * @example
 * ```ts
 * import { useHelixAuth } from 'tinyhelix/vue'
 * import { computed } from 'vue'
 *
 * // in setup
 * const { status, session, signIn, signOut } = useHelixAuth()
 * const label = computed(() => (session.value ? `${session.value.login}: sign out` : 'Sign in'))
 * const press = () => (status.value === 'signed-in' ? signOut() : signIn())
 * ```
 */
export function useHelixAuth(options?: MaybeRefOrGetter<ClientOption>): HelixAuth {
  const view = useSession(options)
  const signIn: SignIn = (...given) => authOf(view).signIn(...given)
  const signOut = () => authOf(view).signOut()
  return { ...refsOf(() => authOf(view), 'status', 'session', 'error'), signIn, signOut }
}

/** The result of {@link useHelixPermission}: refs, and a function to request the scopes. */
export type HelixPermission = Pick<Permission, 'request'> & Refs<Pick<Permission, 'granted' | 'missing'>>

/**
 * Returns whether the user has granted the scopes of these endpoints, and a function to request them when a feature is
 * first used. `granted` is `null` while that is not known: while the auth is pending, or if the session's scopes are
 * not known.
 *
 * @param endpoints - Endpoints, or types of events.
 * @example
 * ```ts
 * import { createPoll, getPolls } from 'tinyhelix'
 * import { useHelixPermission } from 'tinyhelix/vue'
 * import { computed } from 'vue'
 *
 * // in setup
 * const { granted, request } = useHelixPermission(getPolls, createPoll)
 * const mustAsk = computed(() => granted.value === false)
 * const allowPolls = () => request()
 * ```
 */
export function useHelixPermission(...endpoints: readonly NeedsScopes[]): HelixPermission {
  const view = useSession()
  const request: SignIn = (...given) => permissionOf(view, endpoints).request(...given)
  return { ...refsOf(() => permissionOf(view, endpoints), 'granted', 'missing'), request }
}

/**
 * TanStack's `useQuery` for an endpoint. Queries that need a user wait until one is signed in. With `null` parameters
 * any query waits. An endpoint with pages gives its first page's rows, or `limit` of them:
 * {@link useHelixInfiniteQuery} has all.
 *
 * @example
 * ```ts
 * import { getStreams } from 'tinyhelix'
 * import { useHelixQuery } from 'tinyhelix/vue'
 * import { ref } from 'vue'
 *
 * // in setup
 * const user_id = ref<string>()
 * const { data: viewers } = useHelixQuery(
 *   getStreams,
 *   () => (user_id.value ? { user_id: user_id.value } : null),
 *   { select: ([stream]) => stream?.viewer_count },
 * )
 * ```
 */
export function useHelixQuery<P, R, D = R, const Given extends RefParams<P> | null = RefParams<P>, Use = ReadUse>(
  endpoint: Queryable<P, R, RegisteredKind, Use> & OnlyRead<Use>,
  params: MaybeRefOrGetter<Given> & MaybeRefOrGetter<OnlyKeysOf<P, Given>>,
  options?: MaybeRefOrGetter<UseHelixQueryOptions<NoInfer<R>, D>>,
): UseQueryReturnType<D, HelixError>
/**
 * The same for an endpoint that needs no parameters. One with pages gives its first page's rows:
 * {@link useHelixInfiniteQuery} has all.
 */
export function useHelixQuery<P, R, Use = ReadUse>(
  endpoint: Queryable<P, R, RegisteredKind, Use> & OnlyRead<Use> & IfOptional<P>,
): UseQueryReturnType<R, HelixError>
export function useHelixQuery(
  ...[endpoint, params, options]: QueryCall<MaybeRefOrGetter<UseHelixQueryOptions<unknown>>, ReactiveParams<object>>
) {
  const view = useSession(options)
  return orGoOn(useQuery(computed(() => hookQuery(view, endpoint, valuesOf(params, endpoint), plain(options)))), view)
}

/**
 * TanStack's `useInfiniteQuery` for an endpoint with pages. Each page has its rows in `data`, and other fields of
 * Twitch's answer such as `total`. `flattenPages` of `tinyhelix/query` joins the rows of all pages.
 *
 * @example
 * ```ts
 * import { getChannelFollowers } from 'tinyhelix'
 * import { flattenPages } from 'tinyhelix/query'
 * import { useHelixInfiniteQuery } from 'tinyhelix/vue'
 *
 * // in setup
 * const { data: followers, hasNextPage, fetchNextPage } = useHelixInfiniteQuery(getChannelFollowers, {}, { select: flattenPages })
 * ```
 */
export function useHelixInfiniteQuery<
  P,
  T,
  X,
  D = HelixPages<Page<T, X>>,
  const Given extends RefParams<ListParams<P>> | null = RefParams<ListParams<P>>,
  Use = PagedUse,
>(
  endpoint: PagedQueryable<P, T, X, RegisteredKind, Use> & OnlyPaged<Use>,
  params: MaybeRefOrGetter<Given> & MaybeRefOrGetter<OnlyListKeysOf<P, Given>>,
  options?: MaybeRefOrGetter<UseHelixInfiniteQueryOptions<NoInfer<Page<T, X>>, D>>,
): UseInfiniteQueryReturnType<D, HelixError>
export function useHelixInfiniteQuery<P, T, X, Use = PagedUse>(
  endpoint: PagedQueryable<P, T, X, RegisteredKind, Use> & OnlyPaged<Use> & IfOptional<P>,
): UseInfiniteQueryReturnType<HelixPages<Page<T, X>>, HelixError>
export function useHelixInfiniteQuery(
  ...[endpoint, params, options]: InfiniteQueryCall<
    MaybeRefOrGetter<UseHelixInfiniteQueryOptions<Page<unknown>, unknown>>,
    ReactiveParams<object>
  >
) {
  const view = useSession(options)
  const given = () => valuesOf(params, endpoint)
  return orGoOn(useInfiniteQuery(computed(() => hookInfiniteQuery(view, endpoint, given(), plain(options)))), view)
}

/**
 * TanStack's `useMutation` for an endpoint: `mutate` takes the endpoint's parameters. Afterwards it refetches the reads
 * that it has changed.
 *
 * @example
 * ```ts
 * import { banUser } from 'tinyhelix'
 * import { useHelixMutation } from 'tinyhelix/vue'
 *
 * // in setup
 * const { mutate: ban, isPending, error } = useHelixMutation(banUser)
 * const banSpammer = () => ban({ user_id: '42', reason: 'Spam' })
 * ```
 */
export function useHelixMutation<P, R, C = unknown, Use = WriteUse>(
  endpoint: Mutable<P, R, RegisteredKind, Use> & OnlyWrite<Use>,
  options?: MaybeRefOrGetter<UseHelixMutationOptions<NoInfer<P>, NoInfer<R>, C, NoInfer<Use>>>,
): UseMutationReturnType<R, HelixError, HelixVariables<P>, C>
export function useHelixMutation<P, R, C>(
  ...[endpoint, options]: MutationCall<P, R, MaybeRefOrGetter<UseHelixMutationOptions<P, R, C>>>
): UseMutationReturnType<R, HelixError, HelixVariables<P>, C> {
  const view = useSession(options)
  return useMutation(computed(() => hookMutation(view, endpoint, toValue(options))))
}

/** A new request, or another source, closes the open store and opens a new one. */
function useStore<T, Source extends ChatSource = EventSub>(
  request: (source: () => Source | EventSub) => StoreRequest<T>,
  options?: MaybeRefOrGetter<{ readonly events?: Source | undefined }>,
): ShallowRef<T> {
  const provided = inject(eventsKey, undefined)
  const advice = 'give one to app.use(HelixPlugin, { client, events })'
  return openStore(() => request(() => requireProvided('EventSub', toValue(options)?.events ?? provided, advice)))
}

function openStore<T>(request: () => StoreRequest<T>): ShallowRef<T> {
  const store = computed(storeOfRequest(request))
  const seen = shallowRef(store.value.state)
  // The store opens after mounting, so that hydration renders the same as the server. It never opens on a server.
  onMounted(() => {
    const follow = () => {
      seen.value = store.value.state
    }
    watchEffect(onCleanup => onCleanup(store.value.subscribe(follow)))
    watch(store, follow, { immediate: true })
  })
  return seen
}

/** The result of {@link useEventSub}: the state of the subscription, each part as a ref. */
export type EventSubHookState = Refs<Status>

/**
 * Subscribes to a type of events while the component is mounted. An equal condition makes no request. With `null`, or
 * with an id that is `undefined`, there is no subscription.
 *
 * @example
 * ```ts
 * import { channelRaid, streamOnline } from 'tinyhelix/eventsub'
 * import { useEventSub } from 'tinyhelix/vue'
 * import { ref } from 'vue'
 *
 * // in setup
 * const friend = ref<string>()
 * const viewers = ref(0)
 * const { status, error } = useEventSub(channelRaid, event => (viewers.value += event.viewers))
 * useEventSub(
 *   streamOnline,
 *   () => (friend.value === undefined ? null : { broadcaster_user_id: friend.value }),
 *   event => console.log(`live since ${event.started_at}`),
 * )
 * ```
 */
export function useEventSub<C, E, const Given extends RefParams<C> | null = RefParams<C>>(
  type: EventType<C, E>,
  condition: MaybeRefOrGetter<Given> & MaybeRefOrGetter<OnlyKeysOf<C, Given>>,
  handler: EventHandler<NoInfer<E>>,
  options?: MaybeRefOrGetter<EventsOption>,
): EventSubHookState
export function useEventSub<C, E>(
  type: EventType<C, E> & IfNoCondition<C>,
  handler: EventHandler<NoInfer<E>>,
): EventSubHookState
export function useEventSub(...call: EventCall<ReactiveParams<object>, MaybeRefOrGetter<EventsOption>>) {
  const { type, condition, handler, options } = eventOf(call)
  const seen = useStore(source => subscriptionRequest(source(), type, valuesOf(condition, type), handler), options)
  return refsOf(() => seen.value, 'status', 'error')
}

/**
 * Returns the parts of the `state` of the page's EventSub, each as a ref.
 *
 * @example
 * ```ts
 * import { useEventSubState } from 'tinyhelix/vue'
 * import { computed } from 'vue'
 *
 * // in setup
 * const { status, retryAt } = useEventSubState()
 * const notice = computed(() => status.value === 'waiting' && new Date(retryAt.value ?? 0).toLocaleTimeString())
 * ```
 */
export function useEventSubState(options?: MaybeRefOrGetter<EventsOption>): Refs<EventSubState> {
  const seen = useStore(source => stateRequest(source()), options)
  return refsOf(() => seen.value, ...stateMembers)
}

/**
 * Returns the last lines of a chat while the component is mounted: see `createChatLog` of `tinyhelix/eventsub`. With `null`,
 * or with an id that is `undefined`, there are no lines. With `{ channel: 'pixelfox' }` it reads that channel's chat without a
 * sign-in, and needs no client: see `anonymousChat` of `tinyhelix/chat`.
 *
 * @example
 * ```ts
 * import { useChatLog } from 'tinyhelix/vue'
 * import { computed } from 'vue'
 *
 * // in setup
 * const lines = useChatLog({ broadcaster_user_id: '42' }, { max: 20 })
 * const texts = computed(() => lines.value.map(({ message }) => message?.message.text))
 * ```
 */
export function useChatLog(
  condition?: ReactiveParams<ChatCondition | ChatChannel>,
  options?: MaybeRefOrGetter<UseChatLogOptions>,
): Readonly<ShallowRef<readonly ChatLine[]>> {
  const latest = () => toValue(options)
  return useStore(source => chatRequest(source, createChatLog, latest, valuesOf(condition, chatFields)), options)
}

/**
 * Returns the messages that wait for a moderator in `messages`, and `resolve(messageId, action)`, while the component is mounted: see
 * `createHeldMessages` of `tinyhelix/eventsub`. With `null`, or with an id that is `undefined`, there are none.
 *
 * @example
 * ```ts
 * import { useHeldMessages } from 'tinyhelix/vue'
 *
 * // in setup
 * const { messages, resolve } = useHeldMessages()
 * const allow = () => messages.value.map(({ message_id }) => resolve(message_id, 'ALLOW'))
 * ```
 */
export function useHeldMessages(
  condition?: ReactiveParams<ModeratorCondition>,
  options?: MaybeRefOrGetter<EventsOption>,
): Pick<HookHeldMessages, 'resolve'> & Refs<Pick<HookHeldMessages, 'messages'>> {
  const seen = useStore(source => heldRequest(source(), createHeldMessages, valuesOf(condition, heldFields)), options)
  return { ...refsOf(() => seen.value, 'messages'), resolve: (...decision) => seen.value.resolve(...decision) }
}

/** The result of {@link useEventQueue}: the state of the queue as refs, and functions to change it. */
export type HelixEventQueue<E> = Pick<Queue<E>, 'next' | 'add'> & Refs<Pick<Queue<E>, 'current' | 'waiting'>>

/**
 * Shows events one after another, like alerts, while the component is mounted: see `createEventQueue` of
 * `tinyhelix/eventsub`. A type is left out if its condition is `null` or has an id that is `undefined`. Types and
 * options are compared by value.
 *
 * @example
 * ```ts
 * import { channelFollow, channelRaid } from 'tinyhelix/eventsub'
 * import { useEventQueue } from 'tinyhelix/vue'
 * import { computed } from 'vue'
 *
 * // in setup
 * const { current, next } = useEventQueue({ follow: channelFollow, raid: channelRaid })
 * const raiders = computed(() => (current.value?.type === 'raid' ? current.value.event.viewers : 0))
 * const skip = () => next()
 * ```
 */
export function useEventQueue<C, E>(
  types: MaybeRefOrGetter<QueueTypes<C, E>>,
  options?: MaybeRefOrGetter<UseEventQueueOptions<NoInfer<E>>>,
): HelixEventQueue<E> {
  const request = (source: () => ChatSource) =>
    queueRequest(source(), createEventQueue, toValue(types), () => toValue(options))
  const seen = useStore(request, options)
  const add: Queue<E>['add'] = (type, event) => seen.value.add(type, event)
  return { ...refsOf(() => seen.value, 'current', 'waiting'), next: () => seen.value.next(), add }
}

function useExtensionStore<T>(
  request: (extension: TwitchExtension) => StoreRequest<T>,
  options?: ExtensionOption,
): ShallowRef<T> {
  const provided = inject(extensionKey, undefined)
  const advice = 'give one to app.use(HelixPlugin, { client, extension })'
  return openStore(() => request(requireProvided('extension', options?.extension ?? provided, advice)))
}

/**
 * Returns the parts of the `state` of the page's extension, each as a ref.
 *
 * @example
 * ```ts
 * import { useExtension } from 'tinyhelix/vue'
 * import { computed } from 'vue'
 *
 * // in setup
 * const { status, context, viewer } = useExtension()
 * const isDark = computed(() => context.value.theme === 'dark')
 * ```
 */
export function useExtension(options?: ExtensionOption): Refs<ExtensionState> {
  const seen = useExtensionStore(extensionRequest, options)
  return refsOf(() => seen.value, ...extensionMembers)
}

/** The result of {@link useExtensionConfiguration}: the state of the segment as refs, and a function to store it. */
export type ExtensionConfigurationRefs<T> = Omit<Refs<HelixConfiguration<T>>, 'set'> &
  Pick<HelixConfiguration<T>, 'set'>

/**
 * Returns a segment of the extension's configuration as refs, and `set` to store it: see `extensionConfiguration` of
 * `tinyhelix/extension`.
 *
 * @example
 * ```ts
 * import { useExtensionConfiguration } from 'tinyhelix/vue'
 * import * as v from 'valibot'
 * import { computed } from 'vue'
 *
 * // in setup
 * const { value, set } = useExtensionConfiguration('broadcaster', v.object({ title: v.string() }))
 * const title = computed(() => value.value?.title ?? 'Not set up yet')
 * const save = () => set({ title: 'My cats' })
 * ```
 */
export function useExtensionConfiguration<T>(
  segment: ExtensionSegment,
  schema: Schema<T>,
  options?: UseExtensionConfigurationOptions,
): ExtensionConfigurationRefs<T>
export function useExtensionConfiguration(
  segment: ExtensionSegment,
  schema?: undefined,
  options?: UseExtensionConfigurationOptions,
): ExtensionConfigurationRefs<unknown>
export function useExtensionConfiguration(...call: ConfigurationCall<unknown>) {
  const seen = useExtensionStore(extension => configurationRequest(extension, call), call[2])
  return { ...refsOf(() => seen.value, ...configurationMembers), set: (value: unknown) => seen.value.set(value) }
}

/**
 * Calls the handler with each message to a target while the component is mounted: see `extensionMessages` of
 * `tinyhelix/extension`. With `null` it does not listen.
 *
 * @example
 * ```ts
 * import { useExtensionMessage } from 'tinyhelix/vue'
 * import * as v from 'valibot'
 * import { ref } from 'vue'
 *
 * // in setup
 * const count = ref(0)
 * useExtensionMessage('broadcast', v.object({ votes: v.number() }), ({ votes }) => (count.value = votes))
 * ```
 */
export function useExtensionMessage<T>(
  target: MaybeRefOrGetter<ExtensionTarget | null>,
  schema: Schema<T>,
  handler: MessageHandler<NoInfer<T>>,
  options?: ExtensionOption,
): void
export function useExtensionMessage(
  target: MaybeRefOrGetter<ExtensionTarget | null>,
  handler: MessageHandler<unknown>,
): void
export function useExtensionMessage(...call: MessageCall<MaybeRefOrGetter<ExtensionTarget | null>>) {
  const { target, schema, handler, options } = messageOf(call)
  useExtensionStore(extension => messageRequest(extension, toValue(target), schema, handler), options)
}
