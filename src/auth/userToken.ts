import { HelixError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import type { Auth, Network } from '../spec.ts'
import { confirmToken, isDue } from './confirmToken.ts'
import { supplyToken } from './suppliedToken.ts'

/** What you know of a token, so that it holds even when Twitch cannot be asked. */
export interface UserTokenOptions extends Network {
  /** The application that the token was made for. */
  readonly clientId?: string | undefined
  /** Whose token it is: the user's id, or id and login. */
  readonly user?: string | { readonly id: string; readonly login?: string | undefined } | undefined
  readonly scopes?: readonly Scope[] | undefined
}

/**
 * A user's token that you already have, or a function that gets one: called at the first call, and again whenever Twitch
 * refuses the token before. `null`, as `tokenFromURL()` may return, means that nobody is signed in: calls reject with code
 * `token`. Twitch is asked for client id, user and scopes at first, and then every hour; calls wait for the first answer
 * only if you give neither `user` nor `scopes`.
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
    // The client's network and client id have been filled in by then.
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
