import type { HelixError } from './errors.ts'
import type { CheckRows } from './schema/createCheck.ts'
import type { FieldSchema, Schema } from './schema/schema.ts'
import type { Scope } from './scope.ts'

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
  /** With an `error` if something went wrong that leaves the session as it is, such as a refusal of further scopes. */
  | { readonly status: 'signed-in'; readonly session: Session; readonly error: HelixError | null }

/** What EventSub needs of a WebSocket. It sends nothing, for Twitch closes sockets that do. */
export interface Socket {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'close', listener: (event: { readonly code: number }) => void): void
  addEventListener(type: 'error', listener: () => void): void
  close(): void
}

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
  /** @defaultValue the platform's `WebSocket` at the time of each connection; Node has one from version 22 on */
  readonly WebSocket?: (new (url: string) => Socket) | undefined
}

/** A token and what is known of it. */
export interface Credentials {
  readonly token: string
  readonly session: Session
}

/** A way to get a token. Its members work detached from it. */
export interface Auth<out K extends TokenKind = TokenKind> {
  readonly kind: K
  /** Replaced on each change, so it can be compared by identity. */
  readonly state: AuthState
  /**
   * Calls `listener` at once and on each change; returns the function that ends this. In a page the auths of this library
   * then find out who is signed in.
   */
  readonly subscribe: (listener: (state: AuthState) => void) => () => void
  /** Resolves to a valid token, once there is one; never navigates. Rejects with code `token` when signed out. */
  readonly getToken: (signal?: AbortSignal) => Promise<string>
  /** Says that Twitch refused this token. */
  readonly invalidate: (token: string) => void
  /** Gives the client's {@link Network} to an auth that was given none of its own. */
  readonly setNetwork?: ((network: Network) => void) | undefined
  /**
   * Resolves as `getToken` does, to the token together with its session, so that no request goes out with one user's
   * ids and another user's token. With `needsUser` it waits until the user is known, where that can be found out.
   * @internal
   */
  readonly getCredentials?: ((signal?: AbortSignal, needsUser?: boolean) => Promise<Credentials>) | undefined
  /**
   * Waits until the token's own limit lets another request out. Called once for each request that is sent.
   * @internal
   */
  readonly waitForTurn?: ((signal?: AbortSignal) => Promise<void>) | undefined
}

/** A call's parameters, by Twitch's names. */
export type Params = Readonly<Record<string, unknown>>

/** A condition between parameters. */
export interface Rule<Key extends string = string> {
  readonly keys: readonly Key[]
  /** What belongs there, to be read after "expected them". */
  readonly expected: string
  readonly test: (given: Params, kind: TokenKind) => boolean
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What a call resolves to: see the function of the same name in {@link defineEndpoint}. */
export type ResultKind = 'one' | 'maybe' | 'list' | 'object' | 'envelope' | 'page' | 'text' | 'void'

/** An endpoint's description of itself. */
export interface EndpointSpec {
  readonly result: ResultKind
  readonly method: Method
  /** Below the API's base URL. */
  readonly path: string
  /** Kinds of token that Twitch takes; none: it needs no token. */
  readonly tokens: readonly TokenKind[]
  /** Scopes of a user token of which any one suffices; none: it needs no scope. */
  readonly scopes: readonly Scope[]
  /**
   * Whether the answer is the same whoever asks; a function where that depends on the parameters. Left out, a cached answer
   * belongs to the user who asked.
   */
  readonly public?: true | ((params: Params) => boolean) | undefined
  /**
   * Ids that default to the signed-in user's and may be another user's. Those beside a `moderator_id` always may, where the
   * user moderates.
   */
  readonly othersIds?: readonly string[] | undefined
  /** Every parameter's schema. */
  readonly params: Readonly<Record<string, FieldSchema>>
  /** Conditions between parameters. */
  readonly rules: readonly Rule[]
  /** Parameters that go in the query while the others form the JSON body. Left out: all go in the query. */
  readonly query?: readonly string[] | undefined
  /** Wraps the JSON body in a field `data`: all of it, or only this parameter. */
  readonly data?: true | string | undefined
  /** The schema of a row; for `envelope` of the whole answer, for `object` of `data`. */
  readonly item?: Schema | undefined
  /** The schema of what a page carries beside its rows. */
  readonly extra?: Schema | undefined
  /** The field of `data` that holds a page's rows, where `data` is an object. */
  readonly rows?: string | undefined
  /** The most rows that a page can have. Left out: Twitch decides how many a page has. */
  readonly largest?: number | undefined
  /** Whether Twitch takes `before`. */
  readonly backward?: boolean | undefined
  /** Whether an empty page may occur before the end of the list. */
  readonly emptyPages?: boolean | undefined
  /** Whether 404 means that there is none. */
  readonly notFoundIsEmpty?: boolean | undefined
  /** Fields of the answer that an `envelope` leaves out. */
  readonly without?: readonly string[] | undefined
  /** Id parameters whose values can be merged into one request; rows have a field of the same name. */
  readonly batch?: readonly string[] | undefined
  /** For how long a cached answer counts as fresh, in milliseconds. */
  readonly staleTime?: number | undefined
  /** Paths whose cached answers are stale after this write. Left out: its own path. */
  readonly invalidates?: readonly string[] | undefined
  /** Whether a write's parameters are fields of the row that a read of the same path returns. */
  readonly optimistic?: boolean | undefined
}

/**
 * Which hook or function of `tinyhelix/query` takes an endpoint. The compiler's message shows these words when an endpoint
 * is given to another one.
 */
export type ReadUse = 'a read: use useHelixQuery or helixQuery'
/** The same for reads that come in pages. */
export type PagedUse = 'a read in pages: use useHelixQuery, useHelixInfiniteQuery, helixQuery or helixInfiniteQuery'
/** The same for writes. */
export type WriteUse = 'a write: use useHelixMutation or helixMutation'
/** The same for writes that can be optimistic. */
export type OptimisticUse = 'a write that can be optimistic: use useHelixMutation or helixMutation'

/** What an endpoint takes and returns, for generic code; it exists for the compiler only. */
export interface EndpointTypes<P, R, Use = unknown> {
  readonly params: P
  readonly result: R
  readonly use: Use
}

/** The parameters of an endpoint. */
export type ParamsOf<E extends { readonly '~types'?: EndpointTypes<unknown, unknown> | undefined }> = NonNullable<
  E['~types']
>['params']

/** What awaiting an endpoint's call gives. */
export type ResultOf<E extends { readonly '~types'?: EndpointTypes<unknown, unknown> | undefined }> = NonNullable<
  E['~types']
>['result']

/** What a call may be given beside its parameters. */
export interface CallOptions {
  /** Ends the call, its waits included; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** Milliseconds that each attempt may take, the answer's body included; `Infinity` for any. @defaultValue the client's */
  readonly timeout?: number | undefined
  /**
   * Whose call it is, if that was settled earlier: a later page belongs to the user of the first one.
   * @internal
   */
  readonly caller?: Caller | undefined
}

/** Whose call it is. `null` until that is known, and for tokens without a user. */
export interface Caller {
  userId: string | null
}

/**
 * Checks the parameters, sends one request, again where that is safe, and resolves to the parsed body of its answer:
 * `undefined` if there is none, for Twitch had nothing to say or nothing had to be asked.
 */
export type SendRequest = (spec: EndpointSpec, params: Params, options: CallOptions) => Promise<unknown>

/** What endpoints are called with: a plain object that sends described requests. `K` is the kind of its token. */
export interface HelixClient<out K extends TokenKind = 'user'> {
  readonly kind: K
  /** How this client gets its token; `null` if something in between adds it. */
  readonly auth: Auth<K> | null
  readonly network: Network
  /** Checks and sends one request. Endpoints use this. */
  readonly request: SendRequest
  /** Checks rows of an answer against their schema. Endpoints use this. */
  readonly check: CheckRows
}
