import { HelixError } from '../errors.ts'
import { unknownSession } from '../request/caller.ts'
import type { Session, TokenKind } from '../spec.ts'
import type { Grant } from './grant.ts'
import { keepToken, type TokenKeeper, type TokenSource } from './keepToken.ts'
import { checkedToken } from './validateToken.ts'

/**
 * A token, or a function that returns one. The function is called at first, and when the previous token has ended.
 * `null` means that there is none. The function gets a signal that aborts when the auth is closed.
 */
export type TokenSupply = string | null | ((closed: AbortSignal) => string | Promise<string>)

/** Options for a supplied token. */
export interface SuppliedTokenPlan extends Partial<Pick<TokenSource<TokenKind, Session>, 'network' | 'confirm'>> {
  /** What is known about each supplied token. */
  readonly known?: () => Session
}

/** Keeps a token that the page supplies as a text or with a function. */
export function supplyToken<K extends TokenKind>(
  kind: K,
  supply: TokenSupply,
  plan: SuppliedTokenPlan = {},
): TokenKeeper<K, Session> {
  const isRenewable = typeof supply === 'function'
  const load = async (_: unknown, closed: AbortSignal): Promise<Grant> => {
    const token = isRenewable ? await supply(closed) : supply
    if (token === null)
      throw new HelixError('token', 'There is no token: tokenFromURL() returns null if the address has none.')
    return { token: checkedToken(token), session: plan.known?.() ?? unknownSession, checkAt: 0 }
  }
  const renew = isRenewable ? load : undefined
  return keepToken({ kind, toSignIn: 'make a new auth', network: {}, load, renew, ...plan })
}
