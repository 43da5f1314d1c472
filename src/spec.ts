import type { HelixError } from './errors.ts'
import type { CheckRows } from './schema/createCheck.ts'
import type { FieldSchema, Schema } from './schema/schema.ts'
import type { Scope } from './scope.ts'

/**
 * The kind of a client's token: `user`, `app`, `extension` (the helixToken of an extension's front end) or `jwt`
 * (signed by an extension's backend).
 */
export type TokenKind = 'user' | 'app' | 'extension' | 'jwt'

/**
 * What is known about the current token. Fields are `null` if this kind of token does not have them. The token itself
 * is not included.
 */
export interface Session {
  readonly userId: string | null
  readonly login: string | null
  readonly clientId: string | null
  /** The scopes that the token has. */
  readonly scopes: readonly string[] | null
  /** When the token expires, in milliseconds since 1970. */
  readonly expiresAt: number | null
  /** The channel that an extension runs in. */
  readonly channelId?: string | null | undefined
}

/** The session of an auth whose tokens always have a user. */
export interface UserSession extends Session {
  readonly userId: string
}

/** The state of an auth: an immutable object, which is replaced on each change. */
export type AuthState<S extends Session = Session> =
  | { readonly status: 'pending'; readonly session: null; readonly error: null }
  | { readonly status: 'signed-out'; readonly session: null; readonly error: HelixError | null }
  /** `error` is set if something failed but the session continues, for example if the user refused further scopes. */
  | { readonly status: 'signed-in'; readonly session: S; readonly error: HelixError | null }

/** The part of a WebSocket that EventSub uses. It never sends, because Twitch closes sockets that send messages. */
export interface Socket {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'close', listener: (event: { readonly code: number }) => void): void
  addEventListener(type: 'error', listener: () => void): void
  close(): void
}

/** The URLs and functions through which this library reaches Twitch. A test can replace them. */
export interface Network {
  /** @defaultValue `https://api.twitch.tv/helix` */
  readonly baseURL?: string | undefined
  /** @defaultValue `https://id.twitch.tv/oauth2` */
  readonly authURL?: string | undefined
  /** @defaultValue `wss://eventsub.wss.twitch.tv/ws` */
  readonly eventSubURL?: string | undefined
  /** For `anonymousChat`. @defaultValue `wss://irc-ws.chat.twitch.tv` */
  readonly ircURL?: string | undefined
  /** @defaultValue the platform's `fetch` at the time of each request */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** @defaultValue the platform's `WebSocket` at the time of each connection; Node has it since version 22 */
  readonly WebSocket?: (new (url: string) => Socket) | undefined
}

/** A token, and what is known about it. */
export interface Credentials {
  readonly token: string
  readonly session: Session
}

/** An auth: a source of tokens. You can destructure its functions. `S` is what is known about its tokens. */
export interface Auth<out K extends TokenKind = TokenKind, out S extends Session = Session> {
  readonly kind: K
  /** The current state. It is replaced on each change, so you can compare it by identity. */
  readonly state: AuthState<S>
  /**
   * Calls `listener` at once and on each change, and returns a function to unsubscribe. In a page, the auths of this
   * library then find out who is signed in.
   */
  readonly subscribe: (listener: (state: AuthState<S>) => void) => () => void
  /**
   * Resolves to a valid token when there is one. It never leaves the page. Rejects with code `token` if nobody is
   * signed in.
   */
  readonly getToken: (signal?: AbortSignal) => Promise<string>
  /** Reports that Twitch refused this token. */
  readonly invalidate: (token: string) => void
  /** See {@link ClosableAuth}. Your own auths can leave it out. */
  readonly close?: (() => void) | undefined
  /**
   * Passes the client's {@link Network} to an auth that has none of its own.
   * @internal
   */
  readonly setNetwork?: ((network: Network) => void) | undefined
  /**
   * Like `getToken`, but resolves to the token and its session together, so that no request mixes one user's ids with
   * another user's token. With `needsUser`, it waits until the user is known, if that is possible.
   * @internal
   */
  readonly getCredentials?: ((signal?: AbortSignal, needsUser?: boolean) => Promise<Credentials>) | undefined
  /**
   * Validates the token now, because Twitch may have revoked it. The session ends if the token is no longer valid.
   * @internal
   */
  readonly validate?: (() => void) | undefined
  /**
   * Waits until the token's own limit allows another request. It is called once for each request.
   * @internal
   */
  readonly waitForTurn?: ((signal?: AbortSignal) => Promise<void>) | undefined
}

/** An auth of this library. */
export interface ClosableAuth<out K extends TokenKind = TokenKind, out S extends Session = Session> extends Auth<K, S> {
  /**
   * Removes everything that the auth has set up in the page: listeners, timers, channels and locks. Calls then reject
   * with code `token`, and pending sign-ins with code `sign_in`. The stored session and its token stay as they are. A
   * renewal under way is completed, because Twitch accepts each refresh token once. Only you call it.
   */
  readonly close: () => void
}

/** An auth whose user can sign out. `S` is what is known about its tokens. */
export interface UserAuth<out S extends Session = UserSession> extends ClosableAuth<'user', S> {
  /**
   * Completes a sign-in, restores the stored session, or gets the token that the page supplies. A token that may have
   * expired is renewed or validated first; without an answer of Twitch, it resolves to the session after ten seconds,
   * and the auth goes on trying. It never starts a sign-in, and never rejects: see `state.error`.
   */
  readonly restore: () => Promise<S | null>
  /**
   * Ends the session, in all tabs that share it, and revokes the token. Resolves when this page has deleted the
   * session. Pending sign-ins reject with code `sign_in` and reason `cancelled`.
   */
  readonly signOut: () => Promise<void>
}

/** The parameters of a call, with Twitch's names. */
export type Params = Readonly<Record<string, unknown>>

/** A condition between parameters. */
export interface Rule<Key extends string = string> {
  readonly keys: readonly Key[]
  /** What is expected. In messages it follows the words "expected them". */
  readonly expected: string
  readonly test: (given: Params, kind: TokenKind) => boolean
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** The kind of a call's result: the name of the function of `defineEndpoint` that describes it. */
export type ResultKind = 'one' | 'maybe' | 'list' | 'object' | 'envelope' | 'page' | 'text' | 'void'

/** The description of an endpoint. */
export interface EndpointSpec {
  readonly result: ResultKind
  readonly method: Method
  /** The path below the API's base URL. */
  readonly path: string
  /** The kinds of token that Twitch accepts. If the list is empty, no token is needed. */
  readonly tokens: readonly TokenKind[]
  /** The scopes of a user token: any one of them is enough. If the list is empty, no scope is needed. */
  readonly scopes: readonly Scope[]
  /**
   * Whether the answer is the same for all users; a function if that depends on the parameters. If it is left out, a
   * cached answer belongs to the user who asked.
   */
  readonly public?: true | ((params: Params) => boolean) | undefined
  /**
   * Ids that default to the signed-in user, but can also be another user's. An id beside a `moderator_id` can always be
   * a channel that the user moderates.
   */
  readonly othersIds?: readonly string[] | undefined
  /** The schema of each parameter. */
  readonly params: Readonly<Record<string, FieldSchema>>
  /** Conditions between parameters. */
  readonly rules: readonly Rule[]
  /** The parameters that go into the query; the others form the JSON body. If it is left out, all go into the query. */
  readonly query?: readonly string[] | undefined
  /** Wraps the JSON body in a field `data`: the whole body, or only this parameter. */
  readonly data?: true | string | undefined
  /** The schema of a row; for `envelope` of the whole answer, for `object` of `data`. */
  readonly item?: Schema | undefined
  /** The schema of the other fields of a page. */
  readonly extra?: Schema | undefined
  /** The field of `data` that holds a page's rows, where `data` is an object. */
  readonly rows?: string | undefined
  /** The maximum number of rows in a page. If it is left out, Twitch decides how many rows a page has. */
  readonly maxFirst?: number | undefined
  /** Whether Twitch accepts `before`. */
  readonly backward?: boolean | undefined
  /** Whether a page before the end of the list may be empty. */
  readonly emptyPages?: boolean | undefined
  /** Whether status 404 means that there is no row. */
  readonly notFoundIsEmpty?: boolean | undefined
  /** The fields of the answer that an `envelope` leaves out. */
  readonly without?: readonly string[] | undefined
  /** Id parameters whose values can be merged into one request; rows have a field of the same name. */
  readonly batch?: readonly string[] | undefined
  /** How long a cached answer is fresh, in milliseconds. */
  readonly staleTime?: number | undefined
  /** The paths whose cached answers are stale after this write. If it is left out, it is the endpoint's own path. */
  readonly invalidates?: readonly string[] | undefined
  /** How a write's change can be shown before Twitch has answered. */
  readonly optimistic?: OptimisticChange | undefined
}

/**
 * A change that can be shown before Twitch has answered. `true`: the write's parameters are fields of the row that a read
 * of the same path returns. An object: the write changes the rows whose field `row` is one of its parameter `from`. They
 * get its other parameters, and leave the answers for another `status`. Without a parameter `status` they are removed.
 */
export type OptimisticChange =
  | true
  | {
      /** The path of the reads. @defaultValue the write's path */
      readonly path?: string | undefined
      readonly row: string
      readonly from: string
    }

/**
 * The hooks or functions of `tinyhelix/query` that accept an endpoint. The compiler's message shows these words if an
 * endpoint is passed to another function.
 */
export type ReadUse = 'a read: use useHelixQuery or helixQuery'
/** The same for reads that come in pages. */
export type PagedUse = 'a read in pages: use useHelixQuery, useHelixInfiniteQuery, helixQuery or helixInfiniteQuery'
/** The same for writes. */
export type WriteUse = 'a write: use useHelixMutation or helixMutation'
/** The same for writes that can be optimistic. */
export type OptimisticUse = 'a write that can be optimistic: use useHelixMutation or helixMutation'

/** What an endpoint takes and returns, for generic code. It exists only for the compiler. */
export interface EndpointTypes<P, R, Use = unknown> {
  readonly params: P
  readonly result: R
  readonly use: Use
}

/** The parameters of an endpoint. */
export type ParamsOf<E extends { readonly '~types'?: EndpointTypes<unknown, unknown> | undefined }> = NonNullable<
  E['~types']
>['params']

/** The type that an awaited call of an endpoint returns. */
export type ResultOf<E extends { readonly '~types'?: EndpointTypes<unknown, unknown> | undefined }> = NonNullable<
  E['~types']
>['result']

/** Options for a call of any endpoint. */
export interface CallOptions {
  /** Aborts the call, even while it waits. It then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /**
   * The maximum time for each attempt in milliseconds, including the answer's body; `Infinity` for no limit.
   * @defaultValue the client's `timeout`
   */
  readonly timeout?: number | undefined
  /**
   * The caller, if it is already known: a later page belongs to the user of the first page.
   * @internal
   */
  readonly caller?: Caller | undefined
}

/** The user who makes a call. `null` until it is known, and for tokens without a user. */
export interface Caller {
  userId: string | null
}

/**
 * Checks the parameters, sends one request, and repeats it if that is safe. It resolves to the parsed body of the
 * answer, or to `undefined` if the answer has no body or if no request was needed.
 */
export type SendRequest = (spec: EndpointSpec, params: Params, options: CallOptions) => Promise<unknown>

/** A client: a plain object that sends the requests of endpoints. `K` is the kind of its token. */
export interface HelixClient<out K extends TokenKind = 'user'> {
  readonly kind: K
  /** The auth that provides the token; `null` if a server in between adds the token. */
  readonly auth: Auth<K> | null
  readonly network: Network
  /**
   * Checks and sends one request. Endpoints use this.
   * @internal
   */
  readonly request: SendRequest
  /**
   * Checks rows of an answer against their schema. Endpoints use this.
   * @internal
   */
  readonly check: CheckRows
}
