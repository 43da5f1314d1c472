import { HelixError } from '../errors.ts'
import { nothingKnown } from '../request/caller.ts'
import type { Auth, Network, Session, TokenKind } from '../spec.ts'
import type { Grant } from './grant.ts'
import { keepToken, type TokenCheck } from './keepToken.ts'
import { checkedToken } from './validateToken.ts'

/** A token, or a function that gets one: called at first, and when the token before has ended. `null`: there is none. */
export type TokenSupply = string | null | (() => string | Promise<string>)

/** How a supplied token is kept. */
export interface SuppliedTokenPlan {
  /** Completed by the client's. */
  readonly network?: Network
  /** What is known of each token that is supplied. */
  readonly known?: () => Session
  /** How Twitch is asked about a token. Left out: it is taken as it is. */
  readonly check?: TokenCheck
}

/** The `Auth` of a token that is supplied as it is, or by a function. */
export function supplyToken<K extends TokenKind>(
  kind: K,
  supply: TokenSupply,
  { network = {}, known = () => nothingKnown, check }: SuppliedTokenPlan = {},
): Auth<K> {
  const supplied = async (): Promise<Grant> => {
    const token = typeof supply === 'function' ? await supply() : supply
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
  }).auth
}
