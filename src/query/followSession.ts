import type { HelixClient, TokenKind } from '../spec.ts'
import { type ForgettingClient, syncSession } from './syncSession.ts'

const followed = /* @__PURE__ */ new WeakMap<object, WeakSet<object>>()

/**
 * What every component does once it is in a page: starts the auth, which nothing else may have done, and keeps the cache
 * true to it from then on, whichever components are there.
 */
export function followSession(queryClient: ForgettingClient, client: HelixClient<TokenKind>): void {
  const { auth } = client
  if (!auth) return
  const caches = followed.get(auth) ?? new WeakSet()
  followed.set(auth, caches)
  if (!caches.has(queryClient)) {
    caches.add(queryClient)
    syncSession(queryClient, client)
  }
  if (auth.state.status === 'pending') auth.getToken().catch(() => {})
}
