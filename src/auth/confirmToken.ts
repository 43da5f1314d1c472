import { isHelixError } from '../errors.ts'
import type { Network, Session } from '../spec.ts'
import { type Grant, hasEnded, isFinal } from './grant.ts'
import { userOfToken } from './userOfToken.ts'
import { validateToken } from './validateToken.ts'

/** For how long Twitch's answer about a token counts. */
const hour = 3_600_000

const isOver = ({ deadline }: Grant) => Number(deadline) <= performance.now()

/** Whether Twitch is to be asked about a token. A time that is too far away was set by a wrong clock. */
export const isDue = (grant: Grant): boolean => {
  const left = grant.checkAt - Date.now()
  return left > hour || left <= 0 || isOver(grant)
}

/**
 * Asks Twitch about a token, and adds the answer to what is known. Rejects with code `token` if the token has ended, and
 * with another code if Twitch could not be asked.
 */
export async function confirmToken(grant: Grant, network: Network): Promise<Grant> {
  const { token, session } = grant
  if (isOver(grant)) throw hasEnded()
  const found: Partial<Session> = await validateToken(token, { ...network, timeout: 10_000 })
    .catch(error => {
      if (session.userId || !session.clientId || isFinal(error)) throw error
      return userOfToken(token, session.clientId, network)
    })
    .catch(error => {
      throw isHelixError(error, 'unauthorized') ? hasEnded() : error
    })
  // In its last second a token has 0 seconds left, which otherwise means that it never ends.
  let expiresAt = found.expiresAt ?? session.expiresAt
  // Twitch counts in seconds: a smaller difference is none.
  if (Math.abs(Number(expiresAt) - Number(session.expiresAt)) < 2000) expiresAt = session.expiresAt
  const now = Date.now()
  const left = (expiresAt ?? Infinity) - now
  return {
    ...grant,
    session: { ...session, ...found, expiresAt },
    // Helix tells no scopes: then Twitch's validation is tried again soon.
    checkAt: now + Math.min(left, found.scopes ? hour : 60_000),
    deadline: Math.floor(performance.now() + left),
  }
}
