import type { ClosableAuth } from '../spec.ts'
import { supplyToken } from './suppliedToken.ts'

/**
 * Creates an auth from a JWT that an extension's backend signed, or from a function that gets one from the backend. The
 * JWT is neither the helper's `token` nor its `helixToken`. Pass the extension's client id to `createClient`.
 *
 * @see https://dev.twitch.tv/docs/extensions/building/#signing-the-jwt
 * @example
 * ```ts
 * import { createClient, jwtToken } from 'tinyhelix'
 *
 * const auth = jwtToken(() => fetch('/jwt').then(answer => answer.text()))
 * const client = createClient({ auth, clientId: 'abc' })
 * ```
 */
export function jwtToken(token: string | (() => string | Promise<string>)): ClosableAuth<'jwt'> {
  return supplyToken('jwt', token).auth
}
