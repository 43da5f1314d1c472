import type { TokenKind } from '../auth/auth.ts'
import type { HelixClient } from '../client.ts'
import { watchState } from './authState.ts'
import type { QueryCacheClient } from './cache.ts'
import { helixFilter } from './helixFilter.ts'

/** The part of TanStack's `QueryClient` that forgets. */
export type ForgettingClient = Pick<QueryCacheClient, 'removeQueries'>

/**
 * Drops what is cached for a user who signs out, or makes room for another one. What is the same for all users stays. The
 * adapters' hooks do this by themselves.
 *
 * @returns The function that ends this.
 * @example
 * ```ts
 * import { QueryClient } from '@tanstack/query-core'
 * import { createClient, userToken } from 'tinyhelix'
 * import { syncSession } from 'tinyhelix/query'
 *
 * const client = createClient({ auth: userToken('your token') })
 * syncSession(new QueryClient(), client)
 * ```
 */
export function syncSession(queryClient: ForgettingClient, client: HelixClient<TokenKind>): () => void {
  let user: string | null | undefined
  return watchState(client, ({ session }) => {
    const before = user
    user = session?.userId
    if (before && before !== user) queryClient.removeQueries(helixFilter({ user: before }))
  })
}
