/**
 * Returns the token in the URL of an overlay, written as `#access_token=…` or `#token=…`, or `null` if there is none.
 * The token stays in the URL, because an OBS browser source has no other place for it. A token in the query
 * (`?token=…`) is not read, because queries are sent to servers.
 *
 * @example
 * ```ts
 * import { createClient, tokenFromURL, userToken } from 'tinyhelix'
 *
 * const client = createClient({ auth: userToken(tokenFromURL()) })
 * ```
 */
export function tokenFromURL(href: string | undefined = globalThis.location?.href): string | null {
  const fragment = new URLSearchParams((href ?? '').split('#')[1])
  return fragment.get('access_token') || fragment.get('token') || null
}
