/**
 * Restores the URL where the user was before a redirect. It does so synchronously, so that a router that starts next
 * finds the right URL. A router that runs already gets an event. If the path differs, the page may be another document:
 * then it only removes the redirect's answer from the URL and returns `true`, because the browser must load `home`.
 *
 * @param page The page's URL without the redirect's answer.
 * @param home The URL where the user was, of the same origin.
 * @param stays Whether the session is kept only in this page's memory.
 * @param navigate Brings the page's router to a path with its query and fragment.
 */
export function restoreURL(page: string, home: string, stays?: boolean, navigate?: (url: string) => unknown): boolean {
  const { pathname, hash } = location
  const isAway = !stays && !navigate && new URL(home).pathname !== pathname
  // The origin is left out, because a page that was opened with a name and password refuses its own origin. Two slashes
  // would begin another origin.
  const url = (isAway ? page : home).slice(location.origin.length).replace(/^\/+/, '/')
  try {
    history.replaceState(history.state, '', url)
  } catch {
    // Browsers refuse too many calls, with an error that contains the URL.
    location.replace('#')
  }
  /** Dispatches the same event as the back button. The event gets its state from the history. */
  const follow = () => {
    dispatchEvent(new PopStateEvent('popstate', history))
    if (location.hash !== hash) dispatchEvent(new HashChangeEvent('hashchange'))
  }
  if (!isAway) {
    const tell = navigate ?? follow
    // The call is delayed, because listeners may use the auth, which must have handled the redirect first. A router
    // that has not started throws an error, and finds the URL when it starts.
    void Promise.resolve(url)
      .then(tell)
      .catch(() => {})
  }
  return isAway
}
