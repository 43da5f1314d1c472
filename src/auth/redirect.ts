/** The answer that Twitch's authorize page added to the URL. */
export interface Redirect {
  readonly params: URLSearchParams
  /** The page's URL without the answer. */
  readonly cleanURL: string
}

const isRefusal = (params: URLSearchParams) => params.has('error') && params.has('state')

/**
 * Finds Twitch's answer in a URL: a token is in the fragment, an error is in the query. Other parts, such as a hash
 * router's route or the page's own query, stay unchanged.
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
    // Names may be percent-encoded. The page's own parameters stay exactly as they are.
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

/** Resolves `to` against the page's URL. Returns it only if it has the page's own origin. */
export function sameOrigin(to: string, page: string): string | null {
  try {
    const { href } = new URL(to, page)
    // This compares the beginning instead of the origin, to refuse a name and password too: the history does not accept
    // them.
    return href.startsWith(new URL('/', page).href) ? href : null
  } catch {
    return null
  }
}
