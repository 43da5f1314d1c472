import type { Auth } from '../spec.ts'
import { supplyToken } from './suppliedToken.ts'

/**
 * An application's token, or a function that gets one, such as from your server: asked at the first call, and again
 * when Twitch refuses the token before. Meant for servers and tests: a page must not hold an application's secret.
 * Pass `clientId` to `createClient`.
 *
 * @example
 * ```ts
 * import { appToken, createClient } from 'tinyhelix'
 *
 * const auth = appToken(() => fetch('/token').then(answer => answer.text()))
 * const client = createClient({ auth, clientId: 'abc' })
 * ```
 */
export function appToken(token: string | (() => string | Promise<string>)): Auth<'app'> {
  return supplyToken('app', token)
}
