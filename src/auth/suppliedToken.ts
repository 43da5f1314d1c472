import { HelixError } from '../errors.ts'
import { unknownSession } from '../request/caller.ts'
import type { Network, Session, TokenKind } from '../spec.ts'
import type { Grant } from './grant.ts'
import { keepToken, type TokenCheck, type TokenKeeper } from './keepToken.ts'
import { checkedToken } from './validateToken.ts'

/**
 * A token, or a function that returns one. The function is called at first, and when the previous token has ended.
 * `null` means that there is none. The function gets a signal that aborts when the auth is closed.
 */
export type TokenSupply = string | null | ((closed: AbortSignal) => string | Promise<string>)

/** Options for a supplied token. */
export interface SuppliedTokenPlan {
  /** Completed by the client's. */
  readonly network?: Network
  /** What is known about each supplied token. */
  readonly known?: () => Session
  /** How a token is validated. If it is left out, the token is not validated. */
  readonly check?: TokenCheck<Session>
}

/** Keeps a token that the page supplies as a text or with a function. */
export function supplyToken<K extends TokenKind>(
  kind: K,
  supply: TokenSupply,
  { network = {}, known = () => unknownSession, check }: SuppliedTokenPlan = {},
): TokenKeeper<K, Session> {
  const supplied = async (_: unknown, closed: AbortSignal): Promise<Grant> => {
    const token = typeof supply === 'function' ? await supply(closed) : supply
    if (token === null)
      throw new HelixError('token', 'There is no token: tokenFromURL() returns null if the address has none.')
    return { token: checkedToken(token), session: known(), checkAt: 0 }
  }
  return keepToken({
    kind,
    network,
    load: supplied,
    renew: typeof supply === 'function' ? supplied : undefined,
    check,
  })
}
