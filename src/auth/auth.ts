import type { HelixError } from '../errors.ts'

/**
 * Whose token a client carries: a `user`'s, an `app`'s, an `extension` front end's helixToken, or a `jwt` that an
 * extension's backend signed.
 */
export type TokenKind = 'user' | 'app' | 'extension' | 'jwt'

/** What is known of the token in use; `null` where its kind does not tell. The token itself is not in it. */
export interface Session {
  readonly userId: string | null
  readonly login: string | null
  readonly clientId: string | null
  /** The scopes that the token has. */
  readonly scopes: readonly string[] | null
  /** When the token ends, in milliseconds since 1970. */
  readonly expiresAt: number | null
  /** The channel that an extension runs in. */
  readonly channelId?: string | null | undefined
}

/** Where signing in stands. One immutable object, replaced on each change. */
export type AuthState =
  | { readonly status: 'pending'; readonly session: null; readonly error: null }
  | { readonly status: 'signed-out'; readonly session: null; readonly error: HelixError | null }
  | { readonly status: 'signed-in'; readonly session: Session; readonly error: null }

/** The addresses and functions through which this library reaches Twitch; a test puts its own here. */
export interface Network {
  /** @defaultValue `https://api.twitch.tv/helix` */
  readonly baseURL?: string | undefined
  /** @defaultValue `https://id.twitch.tv/oauth2` */
  readonly authURL?: string | undefined
  /** @defaultValue `wss://eventsub.wss.twitch.tv/ws` */
  readonly eventSubURL?: string | undefined
  /** @defaultValue the platform's `fetch` at the time of each request */
  readonly fetch?: typeof globalThis.fetch | undefined
}

/** A way to get a token. Its members work detached from it. */
export interface Auth<out K extends TokenKind = TokenKind> {
  readonly kind: K
  /** Replaced on each change, so it can be compared by identity. */
  readonly state: AuthState
  /** Calls `listener` at once and on each change; returns the function that ends this. */
  readonly subscribe: (listener: (state: AuthState) => void) => () => void
  /** A valid token, once there is one; never navigates. Rejects with code `token` when signed out. */
  readonly getToken: (signal?: AbortSignal) => Promise<string>
  /** Says that Twitch refused this token. */
  readonly invalidate: (token: string) => void
  /** Lends the client's {@link Network} to an auth that was given none of its own. */
  readonly connect?: ((network: Network) => void) | undefined
}
