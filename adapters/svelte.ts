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
import { getContext, setContext } from 'svelte'
import { createSubscriber } from 'svelte/reactivity'
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
import type { AuthState, HelixClient, OptimisticUse, Params, WriteUse } from '../src/spec.ts'

type Client = HelixClient<RegisteredKind>

/** What every function here takes beside TanStack's options. */
export interface ClientChoice {
  /** Another client than that of {@link setHelixClient}, such as a second account's. */
  client?: Client | undefined
}

/** The options of {@link createHelixQuery}. */
export interface CreateHelixQueryOptions<R, D = R>
  extends Omit<CreateQueryOptions<R, HelixError, D, HelixKey>, FilledIn>,
    ReadOptions,
    ClientChoice {}

/** The options of {@link createHelixInfiniteQuery}. */
export interface CreateHelixInfiniteQueryOptions<T, D = HelixPages<T>>
  extends Omit<CreateInfiniteQueryOptions<T, HelixError, D, HelixKey, string>, FilledIn>,
    InfiniteReadOptions,
    ClientChoice {}

/** The options of {@link createHelixMutation}. */
export interface CreateHelixMutationOptions<P, R, C = unknown, Use = WriteUse | OptimisticUse>
  extends Omit<CreateMutationOptions<R, HelixError, HelixVariables<P>, C>, 'mutationFn'>,
    Omit<WriteOptions<Use>, 'queryClient'>,
    ClientChoice {}

const key = /* @__PURE__ */ Symbol()

/**
 * Gives a client to all components below this one.
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
export function setHelixClient(client: Client): Client {
  return setContext(key, client)
}

const given = (): Client | undefined => getContext(key)

const orFail = (client: Client | undefined): Client => {
  if (client) return client
  throw new HelixError('parameter', 'There is no client: call setHelixClient(client) in a component further up.')
}

/** What is to be asked for anew whenever it is needed: the client in question, and how its auth stands. */
interface SessionView {
  readonly client: () => Client
  readonly state: () => AuthState
}

function createSession(options: () => ClientChoice = () => ({})): SessionView {
  const provided = given()
  const queryClient = getQueryClientContext()
  /** For each client what tells Svelte that its auth has been read. */
  const readings = new WeakMap<Client, () => void>()

  const client = () => orFail(options().client ?? provided)
  const state = () => {
    const current = client()
    const read =
      readings.get(current) ??
      createSubscriber(update => {
        let isLater = false
        const stop = watchState(current, () => isLater && update())
        isLater = true
        followSession(queryClient, current)
        return stop
      })
    readings.set(current, read)
    read()
    return (typeof document === 'undefined' ? stateAtServer : stateOf)(current)
  }
  return { client, state }
}

/**
 * The client of {@link setHelixClient}.
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
export function useHelixClient(): Client {
  return orFail(given())
}

/** What {@link useHelixAuth} gives: the auth's state, whose parts are to be read where they are needed, and what changes it. */
export type HelixAuth = AuthActions & { readonly [Key in keyof AuthState]: AuthState[Key] }

/**
 * Who is signed in, and the ways to change that.
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
export function useHelixAuth(options?: () => ClientChoice): HelixAuth {
  const { client, state } = createSession(options)
  return {
    get status() {
      return state().status
    },
    get session() {
      return state().session
    },
    get error() {
      return state().error
    },
    get signIn() {
      return actionsOf(client()).signIn
    },
    get signOut() {
      return actionsOf(client()).signOut
    },
  }
}

/**
 * TanStack's `createQuery` of an endpoint. Queries that need a user wait until one is signed in; `null` parameters make
 * any query wait. An endpoint with pages gives its first page's rows, or `limit` of them.
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
export function createHelixQuery<P, R, D = R>(
  endpoint: Queryable<P, R, RegisteredKind>,
  params: () => NoInfer<P> | null,
  options?: () => CreateHelixQueryOptions<NoInfer<R>, D>,
): CreateQueryResult<D, HelixError>
export function createHelixQuery<P, R>(
  endpoint: Queryable<P, R, RegisteredKind> & IfOptional<P>,
): CreateQueryResult<R, HelixError>
export function createHelixQuery<R>(
  endpoint: Queryable<unknown, R, RegisteredKind>,
  params: () => Params | null = () => ({}),
  options: () => CreateHelixQueryOptions<R, unknown> = () => ({}),
): CreateQueryResult<unknown, HelixError> {
  const { client, state } = createSession(options)
  return createQuery(() => {
    const { client: _, ...rest } = options()
    return waitForAuth(queryFor(client(), state(), endpoint, params(), rest), state())
  })
}

/**
 * TanStack's `createInfiniteQuery` of an endpoint with pages. Each page has its rows in `data` and beside them what Twitch
 * sends along, such as `total`; `flattenPages` of `tinyhelix/query` makes one list of them.
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
export function createHelixInfiniteQuery<P, T, X, D = HelixPages<Page<T, X>>>(
  endpoint: PagedQueryable<P, T, X, RegisteredKind>,
  params: () => ListParams<NoInfer<P>> | null,
  options?: () => CreateHelixInfiniteQueryOptions<NoInfer<Page<T, X>>, D>,
): CreateInfiniteQueryResult<D, HelixError>
export function createHelixInfiniteQuery<P, T, X>(
  endpoint: PagedQueryable<P, T, X, RegisteredKind> & IfOptional<P>,
): CreateInfiniteQueryResult<HelixPages<Page<T, X>>, HelixError>
export function createHelixInfiniteQuery<T, X>(
  endpoint: PagedQueryable<unknown, T, X, RegisteredKind>,
  params: () => Params | null = () => ({}),
  options: () => CreateHelixInfiniteQueryOptions<Page<T, X>, unknown> = () => ({}),
): CreateInfiniteQueryResult<unknown, HelixError> {
  const { client, state } = createSession(options)
  return createInfiniteQuery(() => {
    const { client: _, ...rest } = options()
    return waitForAuth(infiniteQueryFor(client(), state(), endpoint, params(), rest), state())
  })
}

/**
 * TanStack's `createMutation` of an endpoint: `mutate` takes the endpoint's parameters. Reads that it changes are fetched
 * again.
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
export function createHelixMutation<P, R, C = unknown, Use extends WriteUse | OptimisticUse = WriteUse>(
  endpoint: Mutable<P, R, RegisteredKind, Use>,
  options?: () => CreateHelixMutationOptions<NoInfer<P>, NoInfer<R>, C, NoInfer<Use>>,
): CreateMutationResult<R, HelixError, HelixVariables<P>, C>
export function createHelixMutation<P, R, C>(
  endpoint: Mutable<P, R, RegisteredKind>,
  options: () => CreateHelixMutationOptions<P, R, C> = () => ({}),
): CreateMutationResult<R, HelixError, HelixVariables<P>, C> {
  const { client } = createSession(options)
  return createMutation(() => {
    const { client: _, timeout, optimistic, ...rest } = options()
    const mutation = helixMutation<P, R, RegisteredKind, C, WriteUse | OptimisticUse>(client(), endpoint, {
      timeout,
      optimistic,
    })
    return { ...mutation, ...rest, onMutate: bothOnMutate(mutation.onMutate, rest.onMutate) }
  })
}
