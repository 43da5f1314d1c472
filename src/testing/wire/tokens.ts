import type { TokenKind } from '../../spec.ts'
import { letterCode } from '../world/random.ts'
import { perWorld, type World } from '../world/world.ts'

/** A token that the fake issued. */
export interface Token {
  readonly token: string
  /** The grant of the token. A renewed token keeps the grant of the old one. */
  readonly grantId: number
  readonly kind: TokenKind
  readonly clientId: string
  /** `null` for tokens of an application. */
  readonly userId: string | null
  readonly scopes: readonly string[]
  /** In milliseconds since 1970; `null`: never. */
  readonly expiresAt: number | null
  readonly refreshToken: string | null
  /** In milliseconds since 1970. */
  readonly issuedAt: number
}

/** The options of a new token. */
export interface TokenOptions {
  readonly kind: TokenKind
  readonly clientId: string
  readonly userId: string | null
  readonly scopes: readonly string[]
  /** Seconds; `null`: no end. */
  readonly expiresIn: number | null
  /** Whether it can be renewed. */
  readonly renewable?: boolean
  /** The grant that it renews. @defaultValue a new one */
  readonly grantId?: number
  /** The token itself. @defaultValue random letters */
  readonly text?: string
}

/** The tokens of one fake. */
export interface Tokens {
  readonly issue: (options: TokenOptions) => Token
  /** Finds a token, unless it is unknown, expired or revoked. */
  readonly find: (token: string) => Token | undefined
  /** All valid tokens, the oldest first. */
  readonly all: () => readonly Token[]
  /** Revokes a token. Returns whether it existed. */
  readonly revoke: (token: string) => boolean
  /** Issues new tokens for a refresh token, which is valid once and for that many seconds. */
  readonly renew: (refreshToken: string, clientId: string, expiresIn: number, within: number) => Token | undefined
  /**
   * The scopes that a user granted to an application, until its tokens are revoked; `null`: the user never authorized
   * it.
   */
  readonly grantedBy: (userId: string, clientId: string) => ReadonlySet<string> | null
  /** Whether a grant still has a token, which may have expired. */
  readonly isGranted: (grantId: number) => boolean
}

/** The tokens of a fake. */
export const tokensOf: (world: World) => Tokens = perWorld(({ seed, now }) => {
  const tokens = new Map<string, Token>()
  let count = 0
  const issue: Tokens['issue'] = ({ kind, clientId, userId, scopes, expiresIn, renewable, text, grantId = count }) => {
    const token: Token = {
      token: text ?? letterCode(30, seed, 'token', count),
      grantId,
      kind,
      clientId,
      userId,
      scopes: [...scopes],
      expiresAt: expiresIn === null ? null : now() + expiresIn * 1000,
      issuedAt: now(),
      refreshToken: renewable ? letterCode(50, seed, 'refresh', count + 1) : null,
    }
    count++
    tokens.set(token.token, token)
    return token
  }
  const isValid = ({ expiresAt }: Token) => expiresAt === null || expiresAt > now()
  return {
    issue,
    find: text => {
      const token = tokens.get(text)
      return token && isValid(token) ? token : undefined
    },
    all: () => [...tokens.values()].filter(isValid),
    revoke: text => tokens.delete(text),
    renew: (refreshToken, clientId, expiresIn, within) => {
      const old = [...tokens.values()].find(token => token.refreshToken === refreshToken && token.clientId === clientId)
      if (!old || !refreshToken || now() >= old.issuedAt + within * 1000) return undefined
      tokens.delete(old.token)
      return issue({ ...old, expiresIn, renewable: true })
    },
    // An expired token still counts as granted.
    grantedBy: (userId, clientId) => {
      const own = [...tokens.values()].filter(token => token.userId === userId && token.clientId === clientId)
      return own.length ? new Set(own.flatMap(({ scopes }) => scopes)) : null
    },
    isGranted: id => [...tokens.values()].some(({ grantId }) => grantId === id),
  }
})
