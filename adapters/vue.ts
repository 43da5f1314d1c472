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
  customRef,
  getCurrentInstance,
  type InjectionKey,
  inject,
  type MaybeRefOrGetter,
  nextTick,
  type Ref,
  reactive,
  toValue,
  watchEffect,
} from 'vue'
import type { RegisteredKind } from '../src/auth/register.ts'
import { HelixError } from '../src/errors.ts'
import type { Page } from '../src/paginator.ts'
import { type AuthActions, actionsOf } from '../src/query/authActions.ts'
import { stateAtServer, stateOf, watchState } from '../src/query/authState.ts'
import { waitForAuth } from '../src/query/buildQuery.ts'
import { followSession } from '../src/query/followSession.ts'
import {
  type HelixPages,
  type InfiniteReadOptions,
  infiniteQueryFor,
  type ListParams,
} from '../src/query/helixInfiniteQuery.ts'
import type { HelixKey } from '../src/query/helixKey.ts'
import { bothOnMutate, type HelixVariables, helixMutation, type WriteOptions } from '../src/query/helixMutation.ts'
import { queryFor, type ReadOptions } from '../src/query/helixQuery.ts'
import type { FilledIn, IfOptional, Mutable, PagedQueryable, Queryable } from '../src/query/queryable.ts'
import type { AuthState, HelixClient, OptimisticUse, WriteUse } from '../src/spec.ts'

type Client = HelixClient<RegisteredKind>

/** What every composable takes beside TanStack's options. */
export interface ClientChoice {
  /** Another client than that of {@link HelixPlugin}, such as a second account's. */
  client?: Client | undefined
}

/** What may come as a ref or as a getter, as in TanStack's own options. */
interface Reactive {
  enabled?: MaybeRefOrGetter<boolean>
  /** Makes only `data` itself reactive, not what is in it: cheaper for long lists. */
  shallow?: boolean
}

/** The options of {@link useHelixQuery}. */
export interface UseHelixQueryOptions<R, D = R>
  extends Omit<QueryObserverOptions<R, HelixError, D, R, HelixKey>, FilledIn | 'enabled'>,
    ReadOptions,
    Reactive,
    ClientChoice {}

/** The options of {@link useHelixInfiniteQuery}. */
export interface UseHelixInfiniteQueryOptions<T, D = HelixPages<T>>
  extends Omit<InfiniteQueryObserverOptions<T, HelixError, D, HelixKey, string>, FilledIn | 'enabled'>,
    InfiniteReadOptions,
    Reactive,
    ClientChoice {}

/** The options of {@link useHelixMutation}. */
export interface UseHelixMutationOptions<P, R, C = unknown, Use = WriteUse | OptimisticUse>
  extends Omit<MutationObserverOptions<R, HelixError, HelixVariables<P>, C>, 'mutationFn'>,
    Omit<WriteOptions<Use>, 'queryClient'>,
    ClientChoice {}

/** Parameters as they are, as a ref or as a getter; each of them may be a ref or a getter as well. */
export type ReactiveParams<P> = MaybeRefOrGetter<{ readonly [Key in keyof P]: MaybeRefOrGetter<P[Key]> } | null>

const key: InjectionKey<Client> = /* @__PURE__ */ Symbol()

/**
 * Gives a client to all components of an app.
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
  // Whoever forgot the options is told by the first component that needs them.
  install: (app: App, options: { readonly client: Client }): void => void app.provide(key, options?.client),
}

/** The client in question, and how its auth stands. */
function useSession(options: MaybeRefOrGetter<ClientChoice> = {}): readonly [() => Client, Readonly<Ref<AuthState>>] {
  const provided = inject(key, undefined)
  const queryClient = useQueryClient()
  const client = () => {
    const { client: chosen = provided } = toValue(options)
    if (!chosen) throw new HelixError('parameter', 'There is no client: call app.use(HelixPlugin, { client }).')
    return chosen
  }
  // A server knows nobody, and while Vue adopts what it rendered, this has to render the same.
  const isInPage = typeof document !== 'undefined'
  let isLive = isInPage && !getCurrentInstance()?.vnode.el
  let update = () => {}
  const state = customRef<AuthState>((track, trigger) => {
    update = trigger
    return {
      get: () => {
        track()
        return (isLive ? stateOf : stateAtServer)(client())
      },
      set: () => {},
    }
  })
  if (isInPage) {
    watchEffect(onCleanup => {
      onCleanup(watchState(client(), update))
      followSession(queryClient, client())
    })
    void nextTick().then(() => {
      isLive = true
      update()
    })
  }
  return [client, state]
}

/** At a server nobody signs in: it goes on with what it has, or it would wait for ever. */
const orGoOn = <Q extends object>(query: Q, { value: { status } }: Readonly<Ref<AuthState>>): Q =>
  typeof document === 'undefined' && status === 'pending'
    ? { ...query, suspense: async () => reactive({ ...query }) }
    : query

const valuesOf = (params: ReactiveParams<object> | undefined) => {
  const given = toValue(params)
  return given && Object.fromEntries(Object.entries(given).map(([name, value]) => [name, toValue(value)]))
}

/**
 * The client of {@link HelixPlugin}.
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
export function useHelixClient(): Client {
  return useSession()[0]()
}

/** What {@link useHelixAuth} gives: the parts of the auth's state, each as a ref, and what changes it. */
export type HelixAuth = AuthActions & { readonly [Key in keyof AuthState]: ComputedRef<AuthState[Key]> }

/**
 * Who is signed in, and the ways to change that.
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
export function useHelixAuth(options?: MaybeRefOrGetter<ClientChoice>): HelixAuth {
  const [client, state] = useSession(options)
  return {
    status: computed(() => state.value.status),
    session: computed(() => state.value.session),
    error: computed(() => state.value.error),
    signIn: (...args) => actionsOf(client()).signIn(...args),
    signOut: () => actionsOf(client()).signOut(),
  }
}

/**
 * TanStack's `useQuery` of an endpoint. Queries that need a user wait until one is signed in; `null` parameters make any
 * query wait. An endpoint with pages gives its first page's rows, or `limit` of them.
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
export function useHelixQuery<P, R, D = R>(
  endpoint: Queryable<P, R, RegisteredKind>,
  params: ReactiveParams<NoInfer<P>>,
  options?: MaybeRefOrGetter<UseHelixQueryOptions<NoInfer<R>, D>>,
): UseQueryReturnType<D, HelixError>
export function useHelixQuery<P, R>(
  endpoint: Queryable<P, R, RegisteredKind> & IfOptional<P>,
): UseQueryReturnType<R, HelixError>
export function useHelixQuery(
  endpoint: Queryable<unknown, unknown, RegisteredKind>,
  params?: ReactiveParams<object>,
  options: MaybeRefOrGetter<UseHelixQueryOptions<unknown>> = {},
): UseQueryReturnType<unknown, HelixError> {
  const [client, state] = useSession(options)
  const query = useQuery(
    computed(() => {
      const { client: _, ...rest } = toValue(options)
      return waitForAuth(queryFor(client(), state.value, endpoint, valuesOf(params), rest), state.value)
    }),
  )
  return orGoOn(query, state)
}

/**
 * TanStack's `useInfiniteQuery` of an endpoint with pages. Each page has its rows in `data` and beside them what Twitch
 * sends along, such as `total`; `flattenPages` of `tinyhelix/query` makes one list of them.
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
export function useHelixInfiniteQuery<P, T, X, D = HelixPages<Page<T, X>>>(
  endpoint: PagedQueryable<P, T, X, RegisteredKind>,
  params: ReactiveParams<ListParams<NoInfer<P>>>,
  options?: MaybeRefOrGetter<UseHelixInfiniteQueryOptions<NoInfer<Page<T, X>>, D>>,
): UseInfiniteQueryReturnType<D, HelixError>
export function useHelixInfiniteQuery<P, T, X>(
  endpoint: PagedQueryable<P, T, X, RegisteredKind> & IfOptional<P>,
): UseInfiniteQueryReturnType<HelixPages<Page<T, X>>, HelixError>
export function useHelixInfiniteQuery(
  endpoint: PagedQueryable<unknown, unknown, unknown, RegisteredKind>,
  params?: ReactiveParams<object>,
  options: MaybeRefOrGetter<UseHelixInfiniteQueryOptions<Page<unknown>, unknown>> = {},
): UseInfiniteQueryReturnType<unknown, HelixError> {
  const [client, state] = useSession(options)
  const query = useInfiniteQuery(
    computed(() => {
      const { client: _, ...rest } = toValue(options)
      return waitForAuth(infiniteQueryFor(client(), state.value, endpoint, valuesOf(params), rest), state.value)
    }),
  )
  return orGoOn(query, state)
}

/**
 * TanStack's `useMutation` of an endpoint: `mutate` takes the endpoint's parameters. Reads that it changes are fetched
 * again.
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
export function useHelixMutation<P, R, C = unknown, Use extends WriteUse | OptimisticUse = WriteUse>(
  endpoint: Mutable<P, R, RegisteredKind, Use>,
  options?: MaybeRefOrGetter<UseHelixMutationOptions<NoInfer<P>, NoInfer<R>, C, NoInfer<Use>>>,
): UseMutationReturnType<R, HelixError, HelixVariables<P>, C>
export function useHelixMutation<P, R, C>(
  endpoint: Mutable<P, R, RegisteredKind>,
  options: MaybeRefOrGetter<UseHelixMutationOptions<P, R, C>> = {},
): UseMutationReturnType<R, HelixError, HelixVariables<P>, C> {
  const [client] = useSession(options)
  return useMutation(
    computed(() => {
      const { client: _, timeout, optimistic, ...rest } = toValue(options)
      const mutation = helixMutation<P, R, RegisteredKind, C, WriteUse | OptimisticUse>(client(), endpoint, {
        timeout,
        optimistic,
      })
      return { ...mutation, ...rest, onMutate: bothOnMutate(mutation.onMutate, rest.onMutate) }
    }),
  )
}
