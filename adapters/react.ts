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
import { createContext, createElement, type ReactNode, useContext, useEffect, useSyncExternalStore } from 'react'
import type { RegisteredKind } from '../src/auth/register.ts'
import { HelixError } from '../src/errors.ts'
import type { Page } from '../src/paginator.ts'
import { type AuthActions, actionsOf } from '../src/query/authActions.ts'
import { stateAtServer, stateOf } from '../src/query/authState.ts'
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
import type { AuthState, HelixClient, OptimisticUse, Params, WriteUse } from '../src/spec.ts'

type Client = HelixClient<RegisteredKind>

/** What every hook takes beside TanStack's options. */
export interface ClientChoice {
  /** Another client than that of {@link HelixProvider}, such as a second account's. */
  client?: Client | undefined
}

/** The options of {@link useHelixQuery}. */
export interface UseHelixQueryOptions<R, D = R>
  extends Omit<UseQueryOptions<R, HelixError, D, HelixKey>, FilledIn>,
    ReadOptions,
    ClientChoice {}

/** The options of {@link useHelixInfiniteQuery}. */
export interface UseHelixInfiniteQueryOptions<T, D = HelixPages<T>>
  extends Omit<UseInfiniteQueryOptions<T, HelixError, D, HelixKey, string>, FilledIn>,
    InfiniteReadOptions,
    ClientChoice {}

/** The options of {@link useHelixSuspenseQuery}. */
export interface UseHelixSuspenseQueryOptions<R, D = R>
  extends Omit<UseSuspenseQueryOptions<R, HelixError, D, HelixKey>, FilledIn>,
    ReadOptions,
    ClientChoice {}

/** The options of {@link useHelixSuspenseInfiniteQuery}. */
export interface UseHelixSuspenseInfiniteQueryOptions<T, D = HelixPages<T>>
  extends Omit<UseSuspenseInfiniteQueryOptions<T, HelixError, D, HelixKey, string>, FilledIn>,
    InfiniteReadOptions,
    ClientChoice {}

/** The options of {@link useHelixMutation}. */
export interface UseHelixMutationOptions<P, R, C = unknown, Use = WriteUse | OptimisticUse>
  extends Omit<UseMutationOptions<R, HelixError, HelixVariables<P>, C>, 'mutationFn'>,
    Omit<WriteOptions<Use>, 'queryClient'>,
    ClientChoice {}

const Context = /* @__PURE__ */ createContext<Client | null>(null)

/**
 * Gives a client to all hooks below it.
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
export function HelixProvider(props: { client: Client; children?: ReactNode }): ReactNode {
  return createElement(Context.Provider, { value: props.client }, props.children)
}

/**
 * The client of the nearest {@link HelixProvider}.
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
export function useHelixClient(): Client {
  return useSession()[0]
}

const never = () => () => {}

/** The client in question, and how its auth stands. */
function useSession({ client: chosen }: ClientChoice = {}): readonly [Client, AuthState] {
  const provided = useContext(Context)
  const client = chosen ?? provided
  if (!client) throw new HelixError('parameter', 'There is no client: put <HelixProvider client={client}> around this.')
  const queryClient = useQueryClient()
  useEffect(() => followSession(queryClient, client), [queryClient, client])
  const state = useSyncExternalStore(
    client.auth?.subscribe ?? never,
    () => stateOf(client),
    () => stateAtServer(client),
  )
  return [client, state]
}

/** The same for components that suspend: they do so while somebody may be about to be signed in. */
function useSettledSession(options?: ClientChoice): readonly [Client, AuthState] {
  const session = useSession(options)
  const [{ auth }] = session
  // At a server nobody signs in.
  if (auth?.state.status === 'pending' && typeof document !== 'undefined') throw auth.getToken().catch(() => {})
  return session
}

/**
 * Who is signed in, and the ways to change that. It follows the auth's state.
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
export function useHelixAuth(options?: ClientChoice): AuthState & AuthActions {
  const [client, state] = useSession(options)
  return { ...state, ...actionsOf(client) }
}

/**
 * TanStack's `useQuery` of an endpoint. Queries that need a user wait until one is signed in; `null` parameters make any
 * query wait. An endpoint with pages gives its first page's rows, or `limit` of them.
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
export function useHelixQuery<P, R, D = R>(
  endpoint: Queryable<P, R, RegisteredKind>,
  params: NoInfer<P> | null,
  options?: UseHelixQueryOptions<NoInfer<R>, D>,
): UseQueryResult<D, HelixError>
export function useHelixQuery<P, R>(
  endpoint: Queryable<P, R, RegisteredKind> & IfOptional<P>,
): UseQueryResult<R, HelixError>
export function useHelixQuery<R>(
  endpoint: Queryable<unknown, R, RegisteredKind>,
  params?: Params | null,
  { client, ...options }: UseHelixQueryOptions<R, unknown> = {},
): UseQueryResult<unknown, HelixError> {
  const [chosen, state] = useSession({ client })
  return useQuery(waitForAuth(queryFor(chosen, state, endpoint, params, options), state))
}

/**
 * TanStack's `useInfiniteQuery` of an endpoint with pages. Each page has its rows in `data` and beside them what Twitch
 * sends along, such as `total`; `flattenPages` of `tinyhelix/query` makes one list of them.
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
export function useHelixInfiniteQuery<P, T, X, D = HelixPages<Page<T, X>>>(
  endpoint: PagedQueryable<P, T, X, RegisteredKind>,
  params: ListParams<NoInfer<P>> | null,
  options?: UseHelixInfiniteQueryOptions<NoInfer<Page<T, X>>, D>,
): UseInfiniteQueryResult<D, HelixError>
export function useHelixInfiniteQuery<P, T, X>(
  endpoint: PagedQueryable<P, T, X, RegisteredKind> & IfOptional<P>,
): UseInfiniteQueryResult<HelixPages<Page<T, X>>, HelixError>
export function useHelixInfiniteQuery<T, X>(
  endpoint: PagedQueryable<unknown, T, X, RegisteredKind>,
  params?: Params | null,
  { client, ...options }: UseHelixInfiniteQueryOptions<Page<T, X>, unknown> = {},
): UseInfiniteQueryResult<unknown, HelixError> {
  const [chosen, state] = useSession({ client })
  return useInfiniteQuery(waitForAuth(infiniteQueryFor(chosen, state, endpoint, params, options), state))
}

/**
 * {@link useHelixQuery} for `<Suspense>`: `data` is always there. It suspends while somebody may be about to be signed in
 * and while data loads, and raises errors to the nearest error boundary.
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
export function useHelixSuspenseQuery<P, R, D = R>(
  endpoint: Queryable<P, R, RegisteredKind>,
  params: NoInfer<P>,
  options?: UseHelixSuspenseQueryOptions<NoInfer<R>, D>,
): UseSuspenseQueryResult<D, HelixError>
export function useHelixSuspenseQuery<P, R>(
  endpoint: Queryable<P, R, RegisteredKind> & IfOptional<P>,
): UseSuspenseQueryResult<R, HelixError>
export function useHelixSuspenseQuery<R>(
  endpoint: Queryable<unknown, R, RegisteredKind>,
  params?: Params | null,
  { client, ...options }: UseHelixSuspenseQueryOptions<R, unknown> = {},
): UseSuspenseQueryResult<unknown, HelixError> {
  const [chosen, state] = useSettledSession({ client })
  return useSuspenseQuery(queryFor(chosen, state, endpoint, params, options))
}

/**
 * {@link useHelixInfiniteQuery} for `<Suspense>`, as {@link useHelixSuspenseQuery}.
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
export function useHelixSuspenseInfiniteQuery<P, T, X, D = HelixPages<Page<T, X>>>(
  endpoint: PagedQueryable<P, T, X, RegisteredKind>,
  params: ListParams<NoInfer<P>>,
  options?: UseHelixSuspenseInfiniteQueryOptions<NoInfer<Page<T, X>>, D>,
): UseSuspenseInfiniteQueryResult<D, HelixError>
export function useHelixSuspenseInfiniteQuery<P, T, X>(
  endpoint: PagedQueryable<P, T, X, RegisteredKind> & IfOptional<P>,
): UseSuspenseInfiniteQueryResult<HelixPages<Page<T, X>>, HelixError>
export function useHelixSuspenseInfiniteQuery<T, X>(
  endpoint: PagedQueryable<unknown, T, X, RegisteredKind>,
  params?: Params | null,
  { client, ...options }: UseHelixSuspenseInfiniteQueryOptions<Page<T, X>, unknown> = {},
): UseSuspenseInfiniteQueryResult<unknown, HelixError> {
  const [chosen, state] = useSettledSession({ client })
  return useSuspenseInfiniteQuery(infiniteQueryFor(chosen, state, endpoint, params, options))
}

/**
 * TanStack's `useMutation` of an endpoint: `mutate` takes the endpoint's parameters. Reads that it changes are fetched
 * again.
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
export function useHelixMutation<P, R, C = unknown, Use extends WriteUse | OptimisticUse = WriteUse>(
  endpoint: Mutable<P, R, RegisteredKind, Use>,
  options?: UseHelixMutationOptions<NoInfer<P>, NoInfer<R>, C, NoInfer<Use>>,
): UseMutationResult<R, HelixError, HelixVariables<P>, C>
export function useHelixMutation<P, R, C>(
  endpoint: Mutable<P, R, RegisteredKind>,
  { client, timeout, optimistic, ...rest }: UseHelixMutationOptions<P, R, C> = {},
): UseMutationResult<R, HelixError, HelixVariables<P>, C> {
  const [chosen] = useSession({ client })
  const mutation = helixMutation<P, R, RegisteredKind, C, WriteUse | OptimisticUse>(chosen, endpoint, {
    timeout,
    optimistic,
  })
  return useMutation({ ...mutation, ...rest, onMutate: bothOnMutate(mutation.onMutate, rest.onMutate) })
}
