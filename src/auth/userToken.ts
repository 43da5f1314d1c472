import { HelixError } from '../errors.ts'
import type { Scope } from '../scope.ts'
import type { Network, Session, UserAuth } from '../spec.ts'
import { confirmToken } from './confirmToken.ts'
import { revokeToken } from './revokeToken.ts'
import { supplyToken, type TokenSupply } from './suppliedToken.ts'

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
  token: TokenSupply,
  options: UserTokenOptions & { readonly user: NonNullable<UserTokenOptions['user']> },
): UserAuth
export function userToken(token: TokenSupply, options?: UserTokenOptions): UserAuth<Session>
export function userToken(token: TokenSupply, options: UserTokenOptions = {}): UserAuth<Session> {
  const { user, scopes = null } = options
  const { id: userId = null, login = null } = typeof user === 'string' ? { id: user } : { ...user }
  const network: UserTokenOptions = { ...options }
  const { auth, held, settle, stop } = supplyToken('user', token, {
    network,
    // The client has filled in its network and client id before this is called.
    known: () => ({ userId, login, clientId: network.clientId ?? null, scopes, expiresAt: null }),
    confirm: async (grant, closed) => {
      const confirmed = await confirmToken(grant, network, closed)
      if (confirmed.session.userId) return confirmed
      throw new HelixError('token', "This is an app's token: pass it to appToken, or get one of a user.")
    },
  })
  return Object.assign(auth, {
    restore: async () => {
      await settle()
      return auth.state.session
    },
    signOut: async () => {
      const grant = held()
      stop()
      const clientId = grant?.session.clientId
      if (grant && clientId) revokeToken(grant.token, { ...network, clientId }).catch(() => {})
    },
  })
}
