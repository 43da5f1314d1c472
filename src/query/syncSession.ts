import type { Session, TokenKind } from '../auth/auth.ts'
import type { HelixClient } from '../client.ts'
import { watchState } from './authState.ts'
import type { CachedQuery, QueryCacheClient } from './cache.ts'
import { helixFilter } from './helixFilter.ts'

/** The part of TanStack's `QueryClient` that forgets and asks again. */
export type ForgettingClient = Pick<QueryCacheClient, 'invalidateQueries' | 'removeQueries'>

const hasFailed = ({ state }: CachedQuery) => state?.status === 'error'

/**
 * Drops what is cached for a user who signs out, or makes room for another one. What is the same for all users stays. What
 * had failed is asked for again once somebody signs in, or grants more. The adapters' hooks do this by themselves.
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
  let last: Session | null = null
  return watchState(client, ({ session }) => {
    const { userId, scopes }: Partial<Session> = last ?? {}
    last = session
    if (userId && userId !== session?.userId) queryClient.removeQueries(helixFilter({ user: userId }))
    // A new token for the same is no reason. And only after components have moved on to what is the new user's.
    if (session && `${session.userId} ${session.scopes}` !== `${userId} ${scopes}`) {
      setTimeout(() => queryClient.invalidateQueries({ queryKey: ['tinyhelix'], predicate: hasFailed }))
    }
  })
}
