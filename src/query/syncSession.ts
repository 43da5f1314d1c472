import type { Auth, HelixClient, Session, TokenKind } from '../spec.ts'
import type { CachedQuery, QueryCacheClient } from './cache.ts'
import { helixFilter } from './helixFilter.ts'

/** The part of TanStack's `QueryClient` that finds, removes and refetches queries. */
export type ForgettingClient = Pick<QueryCacheClient, 'getQueriesData' | 'invalidateQueries' | 'removeQueries'>

/**
 * Removes the cached answers of a user when they sign out or another user signs in. Answers that are the same for all
 * users stay. Failed queries are fetched again when a user signs in or grants more scopes. The adapters' hooks do this
 * themselves.
 *
 * @returns A function to stop.
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
  return auth ? syncSince({}, queryClient, auth) : () => {}
}

/** The last session that was seen; `undefined` before the first one. */
export interface KnownSession {
  session?: Session | null
}

const hasFailed = ({ state }: CachedQuery) => state?.status === 'error'

/** The same, but it begins with an earlier session. `known` keeps the current session. */
export function syncSince(known: KnownSession, queryClient: ForgettingClient, auth: Auth): () => void {
  return auth.subscribe(({ session }) => {
    const isFirst = known.session === undefined
    const { userId, scopes }: Partial<Session> = known.session ?? {}
    const now: Partial<Session> = session ?? {}
    known.session = session
    if (userId && userId !== now.userId) queryClient.removeQueries(helixFilter({ user: userId }))
    // A new token of the same user with the same scopes changes nothing.
    if (isFirst || !session || `${now.userId} ${now.scopes}` === `${userId} ${scopes}`) return
    // Queries that fail later have failed with the new session. They are not repeated.
    const failed = queryClient.getQueriesData({ queryKey: ['tinyhelix'], predicate: hasFailed })
    // The refetch waits until components show the new user's queries.
    setTimeout(() => {
      for (const [queryKey] of failed) {
        void queryClient.invalidateQueries({ queryKey, exact: true, predicate: hasFailed })
      }
    })
  })
}
