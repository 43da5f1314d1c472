import { HelixError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import type { Auth, Network } from '../spec.ts'
import { confirmToken, isDue } from './confirmToken.ts'
import { supplyToken } from './suppliedToken.ts'

/** What you know about a token. It is used even if Twitch cannot be reached. */
export interface UserTokenOptions extends Network {
  /** The client id that the token was issued for. */
  readonly clientId?: string | undefined
  /** The user of the token: the id, or id and login. */
  readonly user?: string | { readonly id: string; readonly login?: string | undefined } | undefined
  readonly scopes?: readonly Scope[] | undefined
}

/**
 * Creates an auth from a user's token that you already have, or from a function that returns one. The function is
 * called at the first call, and again each time that Twitch refuses the previous token. `null`, which `tokenFromURL()`
 * may return, means that nobody is signed in: calls then reject with code `token`. The auth validates the token at
 * first and then every hour, to get client id, user and scopes. Calls wait for the first answer only if you give
 * neither `user` nor `scopes`.
 *
 * @example
 * ```ts
 * import { createClient, userToken } from 'tinyhelix'
 *
 * const client = createClient({ auth: userToken('your token') })
 * ```
 */
export function userToken(
  token: string | null | (() => string | Promise<string>),
  options: UserTokenOptions = {},
): Auth<'user'> {
  const { user, scopes = null } = options
  const { id: userId = null, login = null } = typeof user === 'string' ? { id: user } : { ...user }
  const network: UserTokenOptions = { ...options }
  return supplyToken('user', token, {
    network,
    // The client has filled in its network and client id before this is called.
    known: () => ({ userId, login, clientId: network.clientId ?? null, scopes, expiresAt: null }),
    check: {
      isDue,
      confirm: async grant => {
        const confirmed = await confirmToken(grant, network)
        if (confirmed.session.userId) return confirmed
        throw new HelixError('token', "This is an app's token: pass it to appToken, or get one of a user.")
      },
    },
  })
}
