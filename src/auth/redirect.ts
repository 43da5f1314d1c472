/** What Twitch's authorize page sent back. */
export interface Redirect {
  readonly params: URLSearchParams
  /** The page's address without it. */
  readonly cleanURL: string
}

const isRefusal = (params: URLSearchParams) => params.has('error') && params.has('state')

/**
 * Finds what Twitch sent back in an address: a token comes in the fragment, an error in the query. Anything else there
 * (a hash router's route, the page's own query) is left alone.
 */
export function readRedirect(href: string | undefined): Redirect | null {
  try {
    const url = new URL(href ?? '')
    const fragment = new URLSearchParams(url.hash.slice(1))
    if (fragment.has('access_token') || isRefusal(fragment)) {
      url.hash = ''
      return { params: fragment, cleanURL: url.href }
    }
    const params = new URLSearchParams(url.search)
    if (!isRefusal(params)) return null
    // Names may be percent-encoded; what belongs to the page stays as it is written.
    const isOurs = (pair: string) => /^(error\w*|state)=/.test(`${new URLSearchParams(pair)}`)
    url.search = url.search
      .slice(1)
      .split('&')
      .filter(pair => !isOurs(pair))
      .join('&')
    return { params, cleanURL: url.href }
  } catch {
    return null
  }
}

/** The address that `to` means for a page, if it is of the page's own origin. */
export function sameOrigin(to: string, page: string): string | null {
  try {
    const { href } = new URL(to, page)
    // Comparing the beginning, unlike the origin, also refuses a name and password, which the history would not take.
    return href.startsWith(new URL('/', page).href) ? href : null
  } catch {
    return null
  }
}
