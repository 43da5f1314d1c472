import { now } from '../clock.ts'
import { isHelixError } from '../errors.ts'
import type { Network, Session } from '../spec.ts'
import { expiredError, type Grant, isFinal } from './grant.ts'
import { userOfToken } from './userOfToken.ts'
import { validateToken } from './validateToken.ts'

/** How long Twitch's answer about a token is valid. */
const hour = 3_600_000

const isOver = ({ deadline }: Grant) => Number(deadline) <= performance.now()

/** Whether the token must be validated now. A time that is too far in the future comes from a wrong clock. */
export const mustConfirm = (grant: Grant): boolean => {
  const left = grant.checkAt - now()
  return !(left > 0 && left <= hour) || isOver(grant)
}

/**
 * Validates a token at Twitch, and adds the answer to the grant. Rejects with code `token` if the token has ended, and
 * with another code if Twitch did not answer.
 */
export async function confirmToken(grant: Grant, network: Network, signal: AbortSignal): Promise<Grant> {
  const { token, session } = grant
  if (isOver(grant)) throw expiredError()
  const found: Partial<Session> = await validateToken(token, { ...network, timeout: 10_000, signal })
    .catch(error => {
      if (session.userId || !session.clientId || isFinal(error) || signal.aborted) throw error
      return userOfToken(token, session.clientId, network, signal)
    })
    .catch(error => {
      throw isHelixError(error, 'unauthorized') ? expiredError() : error
    })
  // In its last second a token has 0 seconds left. In other answers, 0 means that the token never expires.
  let expiresAt = found.expiresAt ?? session.expiresAt
  // Twitch counts in whole seconds, so smaller differences are ignored.
  if (Math.abs(Number(expiresAt) - Number(session.expiresAt)) < 2000) expiresAt = session.expiresAt
  const left = (expiresAt ?? Infinity) - Date.now()
  return {
    ...grant,
    session: { ...session, ...found, expiresAt },
    // Helix does not return scopes, so the token is validated again soon.
    checkAt: now() + Math.min(left, found.scopes ? hour : 60_000),
    deadline: Math.floor(performance.now() + left),
  }
}
