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
import type { NeedsScopes } from '../src/auth/scopesFor.ts'
import type { HelixError } from '../src/errors.ts'
import type { Page } from '../src/paginator.ts'
import { type AuthActions, authOf } from '../src/query/authActions.ts'
import { isAtServer, stateAtServer, stateOf } from '../src/query/authState.ts'
import { followSession } from '../src/query/followSession.ts'
import type { HelixPages, ListParams } from '../src/query/helixInfiniteQuery.ts'
import type { HelixKey } from '../src/query/helixKey.ts'
import type { HelixVariables } from '../src/query/helixMutation.ts'
import type { HookInfiniteQueryOptions, HookMutationOptions, HookQueryOptions } from '../src/query/hookOptions.ts'
import {
  hookInfiniteQuery,
  hookMutation,
  hookQuery,
  type InfiniteQueryCall,
  type MutationCall,
  type QueryCall,
} from '../src/query/hooks.ts'
import { type HelixPermission, permissionOf } from '../src/query/permission.ts'
import type { IfOptional, Mutable, PagedQueryable, Queryable } from '../src/query/queryable.ts'
import { type ClientOption, type PageClient, requireClient, type SessionView } from '../src/query/sessionView.ts'
import type { AuthState, OptimisticUse, Params, WriteUse } from '../src/spec.ts'

export type { ClientOption, HelixPermission }

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
export function setHelixClient(client: PageClient): PageClient {
  return setContext(key, client)
}

const given = (): PageClient | undefined => getContext(key)

const advice = 'call setHelixClient(client) in a component further up'

function createSession(options?: () => ClientOption): SessionView {
  const provided = given()
  const queryClient = getQueryClientContext()
  /** For each client what tells Svelte that its auth has been read. */
  const readings = new WeakMap<PageClient, () => void>()

  const client = () => requireClient(options?.().client, provided, advice)
  const state = () => {
    const current = client()
    const read = readings.get(current) ?? createSubscriber(update => followSession(queryClient, current, update))
    readings.set(current, read)
    read()
    return (isAtServer() ? stateAtServer : stateOf)(current)
  }
  return { client, state }
}

/** An object with these members of what `read` returns. Each is read anew wherever it is needed, so that Svelte knows of it. */
function live<T extends object>(read: () => T, ...names: readonly (keyof T)[]): T {
  const getters = names.map(name => [name, { enumerable: true, get: () => read()[name] }])
  return Object.defineProperties({} as T, Object.fromEntries(getters))
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
export function useHelixClient(): PageClient {
  return requireClient(undefined, given(), advice)
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
export function useHelixAuth(options?: () => ClientOption): HelixAuth {
  const view = createSession(options)
  return live(() => authOf(view), 'status', 'session', 'error', 'signIn', 'signOut')
}

/**
 * Whether the user has agreed to what these endpoints need, and the way to ask when a feature is first used. `granted` is
 * `null` while that is not known: while the auth is pending, or where the session's scopes are not known. Its parts are to
 * be read where they are needed.
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
  return live(() => permissionOf(view, endpoints), 'granted', 'missing', 'request')
}

/**
 * TanStack's `createQuery` of an endpoint. Queries that need a user wait until one is signed in; `null` parameters make
 * any query wait. An endpoint with pages gives its first page's rows, or `limit` of them: {@link createHelixInfiniteQuery} has all.
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
/** The same of an endpoint that needs no parameters. One with pages gives its first page's rows: {@link createHelixInfiniteQuery} has all. */
export function createHelixQuery<P, R>(
  endpoint: Queryable<P, R, RegisteredKind> & IfOptional<P>,
): CreateQueryResult<R, HelixError>
export function createHelixQuery(
  ...[endpoint, params, options]: QueryCall<() => CreateHelixQueryOptions<unknown>, () => Params | null>
) {
  const view = createSession(options)
  return createQuery(() => hookQuery(view, endpoint, params?.(), options?.()))
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
  ...[endpoint, options]: MutationCall<P, R, () => CreateHelixMutationOptions<P, R, C>>
): CreateMutationResult<R, HelixError, HelixVariables<P>, C> {
  const view = createSession(options)
  return createMutation(() => hookMutation(view, endpoint, options?.()))
}
