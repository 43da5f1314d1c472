import type { Auth, HelixClient, Session, TokenKind } from '../spec.ts'
import type { QueryCacheClient } from './cache.ts'
import { helixFilter } from './helixFilter.ts'

/** The part of TanStack's `QueryClient` that forgets and asks again. */
export type ForgettingClient = Pick<QueryCacheClient, 'invalidateQueries' | 'removeQueries'>

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
export function syncSession(queryClient: ForgettingClient, { auth }: HelixClient<TokenKind>): () => void {
  return auth ? syncSince({ session: null }, queryClient, auth) : () => {}
}

/** The same from a session on that was known before, where the present one is kept. */
export function syncSince(known: { session: Session | null }, queryClient: ForgettingClient, auth: Auth): () => void {
  return auth.subscribe(({ session }) => {
    const { userId, scopes }: Partial<Session> = known.session ?? {}
    const now: Partial<Session> = session ?? {}
    known.session = session
    if (userId && userId !== now.userId) queryClient.removeQueries(helixFilter({ user: userId }))
    // A new token for the same is no reason. And only after components have moved on to what is the new user's.
    if (session && `${now.userId} ${now.scopes}` !== `${userId} ${scopes}`) {
      setTimeout(() =>
        queryClient.invalidateQueries({ queryKey: ['tinyhelix'], predicate: ({ state }) => state?.status === 'error' }),
      )
    }
  })
}
