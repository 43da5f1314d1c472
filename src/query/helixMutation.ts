import { failure, type HelixError } from '../errors.ts'
import type { HelixClient, TokenKind } from '../spec.ts'
import type { QueryCacheClient } from './cache.ts'
import { helixFilter } from './helixFilter.ts'
import { showAtOnce } from './optimistic.ts'
import type { Queryable } from './queryable.ts'

/** What a mutation of this library takes beside TanStack's options. */
export interface WriteOptions {
  /** Milliseconds that each attempt may take. @defaultValue the client's */
  timeout?: number | undefined
  /**
   * Shows the change in cached reads at once, and takes it back if Twitch refuses: for `updateChatSettings`,
   * `modifyChannelInformation` and `updateShieldModeStatus`.
   */
  optimistic?: boolean | undefined
  /** The cache to keep true. @defaultValue the one that TanStack runs the mutation in */
  queryClient?: QueryCacheClient | undefined
}

/** What `mutate` takes: nothing, if nothing is required. */
// biome-ignore lint/suspicious/noConfusingVoidType: only `void` lets an argument be left out
export type HelixVariables<P> = Record<never, never> extends P ? P | void : P

/** TanStack's options of a mutation, by their names and with their meaning there. */
export interface HelixMutationOptions<P, R, C = unknown> extends WriteOptions {
  mutationKey?: readonly unknown[]
  onMutate?: (variables: HelixVariables<P>) => C | Promise<C>
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
  /** @defaultValue `'always'`: what waits until the page is online again might be sent as another user */
  networkMode?: 'online' | 'always' | 'offlineFirst'
  scope?: { id: string }
  throwOnError?: boolean | ((error: HelixError) => boolean)
  /** @defaultValue `false`: the client already tries again what is safe to */
  retry?: boolean | number | ((failureCount: number, error: HelixError) => boolean)
}

/** What every adapter of TanStack Query takes as a mutation. */
export interface HelixMutation<P, R, C = unknown> extends Omit<HelixMutationOptions<P, R, C>, keyof WriteOptions> {
  mutationKey: readonly unknown[]
  mutationFn: (variables: HelixVariables<P>, context?: MutationContext) => Promise<R>
}

/** The part of what TanStack calls a mutation function with that is used. */
export interface MutationContext {
  readonly client: QueryCacheClient
}

/**
 * A mutation of an endpoint, for any adapter of TanStack Query: `mutate` takes the endpoint's parameters. Afterwards it
 * invalidates the cached reads that it changes.
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
export function helixMutation<P, R, K extends TokenKind, C = unknown>(
  client: HelixClient<K>,
  endpoint: Queryable<P, R, NoInfer<K>>,
  { timeout, optimistic, queryClient: given, ...rest }: HelixMutationOptions<NoInfer<P>, NoInfer<R>, C> = {},
): HelixMutation<P, R, C> {
  const { spec } = endpoint
  const { path, invalidates = [path] } = spec
  if (optimistic && !spec.optimistic) {
    throw failure('parameter', spec, 'cannot be optimistic: leave that out.')
  }
  return {
    mutationKey: ['tinyhelix', path, spec.method],
    retry: false,
    networkMode: 'always',
    ...rest,
    mutationFn: async (variables: HelixVariables<P>, context?: MutationContext): Promise<R> => {
      const queryClient = given ?? context?.client
      const params: Readonly<Record<string, unknown>> = Object(variables)
      const settle = optimistic && queryClient && (await showAtOnce(queryClient, client, spec, params))
      let failed: unknown
      try {
        return (await endpoint(client, params as never, { timeout })) as R
      } catch (error) {
        failed = error
        throw error
      } finally {
        // Without a good answer nobody knows whether Twitch did it. And of several changes that are shown at once, the last
        // to end leaves things as they are.
        if (settle ? settle(failed) : !failed || /network|timeout|server|schema/.test(Object(failed).code)) {
          for (const path of invalidates) void queryClient?.invalidateQueries(helixFilter({ path }))
        }
      }
    },
  }
}
