/**
 * Reads a token that an overlay keeps in its own address, as `#access_token=…` or `#token=…`, and leaves it there: an
 * OBS browser source has no other place for it. `null` if there is none. A token in the query (`?token=…`) is not read,
 * because queries are sent to servers.
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
