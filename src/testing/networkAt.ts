import { HelixError } from '../errors.ts'
import type { Network } from '../spec.ts'

/** The URLs of a served fake. */
export interface ServedNetwork extends Omit<Network, 'fetch' | 'WebSocket'> {
  readonly baseURL: string
  readonly authURL: string
  readonly eventSubURL: string
  readonly ircURL: string
  /** The base URL of images, for `emoteURL` and `messageParts`. Addresses in answers and events have it already. */
  readonly imagesURL: string
}

/**
 * Returns the URLs of a fake Twitch that is served, for example by `npx tinyhelix fake`, for a page in development.
 * Without a `url` the result is empty, and the page uses Twitch.
 *
 * @param url - The URL of the fake, such as `http://localhost:4000`.
 * @throws {HelixError} `parameter` if that is no URL of a server, for example without `http://`.
 * @example
 * ```ts
 * import { createClient, implicitGrant } from 'tinyhelix'
 * import { networkAt } from 'tinyhelix/testing'
 *
 * declare const env: { readonly DEV: boolean; readonly CLIENT_ID: string } // your build's, such as `import.meta.env`
 * const auth = implicitGrant({ clientId: env.DEV ? 'tinyhelix-demo' : env.CLIENT_ID })
 * const client = createClient({ auth, ...(env.DEV ? networkAt('http://localhost:4000') : {}) })
 * ```
 */
export function networkAt(url: string): ServedNetwork
export function networkAt(url: string | undefined): Partial<ServedNetwork>
export function networkAt(url: string | undefined): Partial<ServedNetwork> {
  if (!url) return {}
  const base = url.replace(/\/+$/, '')
  if (!/^https?:\/\/[^/]/.test(base)) {
    throw new HelixError('parameter', `networkAt needs a URL such as http://localhost:4000, not "${url}".`)
  }
  return {
    baseURL: `${base}/helix`,
    authURL: `${base}/oauth2`,
    eventSubURL: `${base.replace(/^http/, 'ws')}/ws`,
    ircURL: `${base.replace(/^http/, 'ws')}/irc`,
    imagesURL: `${base}/images`,
  }
}
