/**
 * Brings the user back to where they were after a redirect, at once: an address that is put back synchronously is there
 * for a router that starts next, and one that runs already is told. Where the path differs, the page may be another
 * document than the user's: then the redirect is only removed from the address, and the result is `true`, for `home` is
 * to be loaded.
 *
 * @param page The page's address without what the redirect brought.
 * @param home Where the user was, an address of the same origin.
 * @param stays Whether what is known of the sign-in ends with the page.
 * @param navigate Takes the page's router to a path with its query and fragment.
 */
export function land(page: string, home: string, stays?: boolean, navigate?: (url: string) => unknown): boolean {
  const { pathname, hash } = location
  const isAway = !stays && !navigate && new URL(home).pathname !== pathname
  // Without the origin, for a page that was opened with a name and password refuses its own. Two slashes would begin
  // another origin.
  const url = (isAway ? page : home).slice(location.origin.length).replace(/^\/+/, '/')
  try {
    history.replaceState(history.state, '', url)
  } catch {
    // Refused when called too often, with an error that has the address in it.
    location.replace('#')
  }
  /** Tells as the browser does after the back button. The event takes its state from the history. */
  const follow = () => {
    dispatchEvent(new PopStateEvent('popstate', history))
    if (location.hash !== hash) dispatchEvent(new HashChangeEvent('hashchange'))
  }
  if (!isAway) {
    const tell = navigate ?? follow
    // Not at once, for listeners may use the auth, which has to have dealt with the redirect. A router that has not been
    // started refuses, and finds the address when it starts.
    void Promise.resolve(url)
      .then(tell)
      .catch(() => {})
  }
  return isAway
}
