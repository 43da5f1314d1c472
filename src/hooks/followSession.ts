import { type ForgettingClient, type KnownSession, syncSince } from '../query/syncSession.ts'
import type { HelixClient, TokenKind } from '../spec.ts'

const starts = /* @__PURE__ */ new WeakMap<object, Promise<unknown>>()

/** Starts an auth that has not been started, once for all callers. Returns a promise if the auth is still pending. */
export function startAuth({ auth }: HelixClient<TokenKind>): Promise<unknown> | undefined {
  if (auth?.state.status !== 'pending') return
  const start = starts.get(auth) ?? auth.getToken().catch(() => {})
  starts.set(auth, start)
  return start
}

/** A cache that follows an auth as long as at least one component does. */
interface Following {
  components: number
  /**
   * The session whose answers the cache may contain. It is kept while no component follows, so that the next one can
   * see whether the user has changed.
   */
  readonly known: KnownSession
  stop: () => void
}

const followings = /* @__PURE__ */ new WeakMap<object, WeakMap<object, Following>>()

/**
 * Called by every component when it is mounted. It starts the auth if necessary, keeps the cache in step with the auth
 * together with all other components, and calls `update` on each change of the auth's state.
 *
 * @returns A function to stop. After the last component has stopped, the auth has no reference to the cache.
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
  const following = caches.get(queryClient) ?? { components: 0, known: {}, stop: () => {} }
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
