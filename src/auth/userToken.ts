import type { Auth, Network } from '../spec.ts'
import { askHelix } from './askHelix.ts'
import { confirm } from './confirm.ts'
import { supplyToken } from './suppliedToken.ts'
import { validateToken } from './validateToken.ts'

/** What you know of a token, so that it holds even when Twitch cannot be asked. */
export interface UserTokenOptions extends Network {
  /** The application that the token was made for. */
  readonly clientId?: string | undefined
  /** Whose token it is: the user's id, or id and login. */
  readonly user?: string | { readonly id: string; readonly login?: string | undefined } | undefined
  readonly scopes?: readonly string[] | undefined
}

/**
 * A user's token that you already have, or a function that gets one: asked at the first call, and again whenever
 * Twitch refuses the token before. Client id, user and scopes are found out from Twitch, which is asked at the first
 * call and then every hour.
 *
 * @example
 * ```ts
 * import { createClient, userToken } from 'tinyhelix'
 *
 * const client = createClient({ auth: userToken('your token') })
 * ```
 */
export function userToken(
  token: string | (() => string | Promise<string>),
  options: UserTokenOptions = {},
): Auth<'user'> {
  const { user, scopes = null } = options
  const { id: userId = null, login = null } = typeof user === 'string' ? { id: user } : { ...user }
  const known: UserTokenOptions = { ...options }

  return supplyToken(
    'user',
    token,
    (token, session) => {
      // The client's network has been filled in by now.
      const { clientId = null } = known
      return confirm(session ?? { userId, login, clientId, scopes, expiresAt: null }, () =>
        validateToken(token, known).catch(error => {
          if (userId || session || !clientId || error.status === 401) throw error
          return askHelix(token, clientId, known)
        }),
      )
    },
    known,
  )
}
