import type { ClosableAuth } from '../spec.ts'
import { supplyToken } from './suppliedToken.ts'

/**
 * Creates an auth from an application's token, or from a function that returns one, for example from your server. The
 * function is called at the first call, and again when Twitch refuses the previous token. It is meant for servers and
 * tests: a page must not contain an application's secret. Pass `clientId` to `createClient`.
 *
 * @example
 * ```ts
 * import { appToken, createClient } from 'tinyhelix'
 *
 * const auth = appToken(() => fetch('/token').then(answer => answer.text()))
 * const client = createClient({ auth, clientId: 'abc' })
 * ```
 */
export function appToken(token: string | (() => string | Promise<string>)): ClosableAuth<'app'> {
  return supplyToken('app', token).auth
}
