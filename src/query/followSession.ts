import type { HelixClient, Session, TokenKind } from '../spec.ts'
import { type ForgettingClient, syncSince } from './syncSession.ts'

const starts = /* @__PURE__ */ new WeakMap<object, Promise<unknown>>()

/** Starts an auth that has not been started, once for all that ask; resolves when it has settled, if it has to. */
export function startAuth({ auth }: HelixClient<TokenKind>): Promise<unknown> | undefined {
  if (auth?.state.status !== 'pending') return
  const start = starts.get(auth) ?? auth.getToken().catch(() => {})
  starts.set(auth, start)
  return start
}

/** A cache that follows an auth while some component does. */
interface Following {
  components: number
  /** Whose answers the cache may hold, also if nobody follows: whoever follows next sees whether the user has changed. */
  readonly known: { session: Session | null }
  stop: () => void
}

const followings = /* @__PURE__ */ new WeakMap<object, WeakMap<object, Following>>()

/**
 * What every component does once it is in a page: starts the auth, which nothing else may have done, keeps the cache true
 * to it together with all other components, and calls `update` whenever the auth's state changes.
 *
 * @returns The function that ends this. After the last component's, the auth holds nothing of the cache.
 */
export function followSession(
  queryClient: ForgettingClient,
  client: HelixClient<TokenKind>,
  update: () => void,
): () => void {
  const { auth } = client
  if (!auth) return () => {}
  const caches = followings.get(auth) ?? new WeakMap<object, Following>()
  followings.set(auth, caches)
  const following = caches.get(queryClient) ?? { components: 0, known: { session: null }, stop: () => {} }
  caches.set(queryClient, following)
  if (!following.components++) following.stop = syncSince(following.known, queryClient, auth)

  let isLater = false
  const stopWatching = auth.subscribe(() => isLater && update())
  isLater = true
  void startAuth(client)
  return () => {
    stopWatching()
    if (!--following.components) following.stop()
  }
}
