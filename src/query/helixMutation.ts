import { callError, type HelixError, isHelixError } from '../errors.ts'
import { callerOf } from '../request/caller.ts'
import { copyParameters } from '../request/copyParameters.ts'
import type { Auth, AuthState, Caller, HelixClient, OptimisticUse, Params, TokenKind, WriteUse } from '../spec.ts'
import { stateOf } from './authState.ts'
import type { QueryCacheClient } from './cache.ts'
import { helixFilter } from './helixFilter.ts'
import { showAtOnce } from './optimistic.ts'
import type { Mutable, OnlyWrite } from './queryable.ts'

/** Whether a write accepts `optimistic`. If it does not, the compiler's message shows these words. */
export type Optimistic<Use> = Use extends OptimisticUse
  ? boolean
  : 'This write cannot be optimistic: leave the option out'

/** The options of a mutation in addition to TanStack's. */
export interface WriteOptions<Use = WriteUse | OptimisticUse> {
  /** The maximum time for each attempt in milliseconds. @defaultValue the client's `timeout` */
  timeout?: number | undefined
  /**
   * Shows the change in cached reads at once, and reverts it if Twitch refuses. Only for `updateChatSettings`,
   * `modifyChannelInformation`, `updateShieldModeStatus`, `unbanUser`, `updateRedemptionStatus` and
   * `resolveUnbanRequest`. Rows that no longer belong to an answer, such as one for another `status`, leave it.
   */
  optimistic?: Optimistic<Use> | undefined
  /** The cache to update. @defaultValue the cache of the `QueryClient` that runs the mutation */
  queryClient?: QueryCacheClient | undefined
}

/** The argument of `mutate`. It is optional if no parameter is required. */
// biome-ignore lint/suspicious/noConfusingVoidType: only `void` lets an argument be left out
export type HelixVariables<P> = Record<never, never> extends P ? P | void : P

/** TanStack's options of a mutation, with the same names and meanings. */
export interface HelixMutationOptions<P, R, C = unknown, Use = WriteUse | OptimisticUse> extends WriteOptions<Use> {
  mutationKey?: readonly unknown[]
  onMutate?: (variables: HelixVariables<P>, context?: MutationContext) => C | Promise<C>
  onSuccess?: (data: R, variables: HelixVariables<P>, onMutateResult: C) => unknown
  onError?: (error: HelixError, variables: HelixVariables<P>, onMutateResult: C | undefined) => unknown
  onSettled?: (
    data: R | undefined,
    error: HelixError | null,
    variables: HelixVariables<P>,
    onMutateResult: C | undefined,
  ) => unknown
  gcTime?: number
  meta?: Record<string, unknown>
  /** @defaultValue `'always'`, because a mutation that waits for the network could be sent as another user */
  networkMode?: 'online' | 'always' | 'offlineFirst'
  scope?: { id: string }
  throwOnError?: boolean | ((error: HelixError) => boolean)
  /** @defaultValue `false`, because the client already repeats requests if that is safe */
  retry?: boolean | number | ((failureCount: number, error: HelixError) => boolean)
}

/** A mutation that every adapter of TanStack Query accepts. */
export interface HelixMutation<P, R, C = unknown> extends Omit<HelixMutationOptions<P, R, C>, keyof WriteOptions> {
  mutationKey: readonly unknown[]
  mutationFn: (variables: HelixVariables<P>, context?: MutationContext) => Promise<R>
}

/** The part of a mutation function's second argument that this library uses. */
export interface MutationContext {
  readonly client: QueryCacheClient
  readonly meta?: Readonly<Record<string, unknown>> | undefined
}

/**
 * Creates a mutation for an endpoint, for any adapter of TanStack Query. `mutate` takes the endpoint's parameters.
 * Afterwards the mutation invalidates the cached reads that it has changed.
 *
 * @example
 * ```ts
 * import { MutationObserver, type QueryClient } from '@tanstack/query-core'
 * import { type HelixClient, updateChatSettings } from 'tinyhelix'
 * import { helixMutation } from 'tinyhelix/query'
 *
 * async function calmDown(queryClient: QueryClient, client: HelixClient) {
 *   const settings = new MutationObserver(queryClient, helixMutation(client, updateChatSettings, { optimistic: true }))
 *   await settings.mutate({ slow_mode: true })
 * }
 * ```
 */
export function helixMutation<P, R, K extends TokenKind, C = unknown, Use = WriteUse>(
  client: HelixClient<K>,
  endpoint: Mutable<P, R, NoInfer<K>, Use> & OnlyWrite<Use>,
  options?: HelixMutationOptions<NoInfer<P>, NoInfer<R>, C, NoInfer<Use>>,
): HelixMutation<P, R, C>
export function helixMutation<P, R, K extends TokenKind, C = unknown>(
  client: HelixClient<K>,
  endpoint: Mutable<P, R, NoInfer<K>>,
  options: HelixMutationOptions<P, R, C> = {},
): HelixMutation<P, R, C> {
  return mutationFor(client, stateOf(client), endpoint, options)
}

/** The page's callbacks that this library extends. */
export interface OwnOptions<P, C, Context> {
  readonly onMutate?: ((variables: HelixVariables<P>, context: Context) => C) | undefined
  readonly meta?: Record<string, unknown> | undefined
}

/** The parts of every mutation of this library. */
export interface BuiltMutation<P, R, C, Context> {
  readonly mutationKey: readonly unknown[]
  readonly mutationFn: (variables: HelixVariables<P>, context?: Context) => Promise<R>
  readonly onMutate: (variables: HelixVariables<P>, context: Context) => C
  readonly meta: Record<string, unknown>
}

/** One call of `mutate`: its user, and a copy of its parameters, because pages empty a form that they have sent. */
interface Call {
  readonly caller: Caller
  readonly params?: Params
}

/** The calls by the context that TanStack passes to every callback of one mutation. */
const calls = /* @__PURE__ */ new WeakMap<object, Call>()

/**
 * The call of a mutation. TanStack does not call `onMutate` for a mutation that it restores from a storage. It keeps
 * `meta`, which names the user.
 */
const callOf = (context: MutationContext | undefined, auth: Auth | null): Call => {
  const userId = context?.meta?.['helixUser']
  const restored = { caller: typeof userId === 'string' ? { userId } : callerOf(auth) }
  return (context && calls.get(context)) ?? restored
}

/** Creates the mutation for a component that has rendered the auth in this state. */
export function mutationFor<
  P,
  R,
  K extends TokenKind,
  C,
  Context extends MutationContext | undefined,
  O extends WriteOptions,
>(
  client: HelixClient<K>,
  { session }: AuthState,
  endpoint: Mutable<P, R, NoInfer<K>>,
  { timeout, optimistic, queryClient: given, onMutate, meta, ...rest }: O & OwnOptions<P, C, Context>,
): Omit<O & OwnOptions<P, C, Context>, keyof WriteOptions | keyof OwnOptions<P, C, Context>> &
  BuiltMutation<P, R, C, Context> {
  const { spec } = endpoint
  const { path, method, invalidates = [path] } = spec
  if (method === 'GET') throw callError('parameter', spec, 'is a read: use helixQuery or useHelixQuery.')
  if (optimistic && !spec.optimistic) {
    throw callError('parameter', spec, 'cannot be optimistic: leave that option out.')
  }
  const copy = (variables: unknown = {}) => copyParameters(spec, variables)

  return {
    mutationKey: ['tinyhelix', path, method],
    retry: false,
    networkMode: 'always',
    ...rest,
    meta: { ...meta, ...(session?.userId && { helixUser: session.userId }) },
    onMutate: (variables: HelixVariables<P>, context: Context) => {
      if (context) calls.set(context, { caller: callerOf(client.auth), params: copy(variables) })
      // If the caller gave no function, there is no result of it.
      return onMutate?.(variables, context) as C
    },
    mutationFn: async (variables: HelixVariables<P>, context?: Context) => {
      const { caller, params = copy(variables) } = callOf(context, client.auth)
      const queryClient = given ?? context?.client
      // A change is not shown if it will be refused because another user is signed in.
      const isTheirs = caller.userId === callerOf(client.auth).userId
      const settle =
        optimistic && queryClient && isTheirs && (await showAtOnce(queryClient, caller.userId, spec, params))
      let failed: unknown
      try {
        return (await endpoint(client, params as never, { timeout, caller })) as R
      } catch (error) {
        failed = error
        throw error
      } finally {
        // Without a good answer, it is unknown whether Twitch made the change. If several changes are shown at the same
        // time, only the last one to end invalidates the reads.
        if (settle ? settle(failed) : !failed || isUncertain(failed)) {
          for (const path of invalidates) void queryClient?.invalidateQueries(helixFilter({ path }))
        }
      }
    },
  }
}

/** Whether Twitch may have made the change although the call failed. */
const isUncertain = (error: unknown) =>
  isHelixError(error, 'network') ||
  isHelixError(error, 'timeout') ||
  isHelixError(error, 'server_error') ||
  isHelixError(error, 'schema')
