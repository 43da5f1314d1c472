/** What Twitch's authorize page sent back. */
export interface Redirect {
  readonly params: URLSearchParams
  /** The page's address without it. */
  readonly cleanURL: string
}

/**
 * Finds what Twitch sent back in an address: a token comes in the fragment, an error in the query. Anything else there
 * (a hash router's route, the page's own query) is left alone.
 */
export function readRedirect(href: string): Redirect | null {
  let url: URL
  try {
    url = new URL(href)
  } catch {
    return null
  }
  const fragment = new URLSearchParams(url.hash.slice(1))
  if (fragment.has('access_token') || (fragment.has('error') && fragment.has('state'))) {
    url.hash = ''
    return { params: fragment, cleanURL: url.href }
  }
  if (!url.searchParams.has('error') || !url.searchParams.has('state')) return null
  const params = new URLSearchParams(url.search)
  for (const key of ['error', 'error_description', 'state']) url.searchParams.delete(key)
  return { params, cleanURL: url.href }
}

/** The address that `to` means for a page, if it is of the page's own origin. */
export function sameOrigin(to: string, page: string): string | null {
  try {
    const url = new URL(to, page)
    return url.origin === new URL(page).origin && /^(https?|file):/.test(url.protocol) ? url.href : null
  } catch {
    return null
  }
}
