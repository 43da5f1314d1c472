import { HelixError } from '../errors.ts'

const tokenIn = (part: string | undefined) => {
  const params = new URLSearchParams(part)
  return params.get('access_token') || params.get('token') || null
}

/**
 * Returns the token in the URL of an overlay, written as `#access_token=…` or `#token=…`, or `null` if there is none.
 * The token stays in the URL, because an OBS browser source has no other place for it.
 *
 * @throws {HelixError} `token` if the token is in the query (`?token=…`), because browsers send queries to servers.
 * @example
 * ```ts
 * import { createClient, tokenFromURL, userToken } from 'tinyhelix'
 *
 * const client = createClient({ auth: userToken(tokenFromURL()) })
 * ```
 */
export function tokenFromURL(href: string | undefined = globalThis.location?.href): string | null {
  const [address = '', fragment] = (href ?? '').split('#')
  const token = tokenIn(fragment)
  if (!token && tokenIn(address.split('?')[1])) {
    const reason = 'Browsers send a query to the server, which may log it; they keep a fragment to themselves.'
    throw new HelixError('token', `Write the token behind # instead of ?, as in overlay.html#token=…. ${reason}`)
  }
  return token
}
