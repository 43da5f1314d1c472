import type { Auth, Network, TokenKind } from './auth/auth.ts'
import type { EndpointSpec } from './endpoint.ts'
import { failure } from './errors.ts'
import { checkParameters, self } from './parameters.ts'
import { type CheckRows, createCheck, type Mismatch, type Validate } from './schema.ts'
import { type CallOptions, createTransport, parseAnswer, type RateLimitEvent } from './transport.ts'

/** A call's parameters, by Twitch's names. */
export type Given = Readonly<Record<string, unknown>>

/** What came back for one request. */
export interface Reply {
  /** The parsed body; `undefined` if there was none, or nothing had to be asked. */
  readonly body: unknown
  /** The parameters as they were sent, with the ids that were filled in. */
  readonly given: Given
}

/** What endpoints are called with: a plain object that sends described requests. `K` is the kind of its token. */
export interface HelixClient<out K extends TokenKind = 'user'> {
  readonly kind: K
  /** How this client gets its token; `null` if something in between adds it. */
  readonly auth: Auth<K> | null
  readonly network: Network
  /** Checks, fills in and sends one request. Endpoints use this. */
  readonly request: (spec: EndpointSpec, given: Given, options: CallOptions) => Promise<Reply>
  /** Checks rows of an answer against their schema. Endpoints use this. */
  readonly check: CheckRows
}

/** How a client behaves, whatever its token. */
export interface ClientSettings extends Network {
  /** Your application's client id; may be left out when the auth knows it. */
  readonly clientId?: string | undefined
  /** How answers are checked. @defaultValue `'report'` */
  readonly validate?: Validate | undefined
  /** Told of each field that is not as documented. @defaultValue a `console.warn`, once per endpoint and field */
  readonly onMismatch?: ((mismatch: Mismatch) => void) | undefined
  /** Told when Twitch's rate limit makes a request wait. */
  readonly onRateLimit?: ((event: RateLimitEvent) => void) | undefined
  /** Milliseconds that each attempt may take, the answer's body included. @defaultValue `30_000` */
  readonly timeout?: number | undefined
  /** How often a read is tried again after a failed connection or a server error. @defaultValue `2` */
  readonly retry?: number | false | undefined
}

/** A client has an auth, or a server in between that adds a token of the `kind` named. */
export type ClientOptions<K extends TokenKind> = ClientSettings &
  ({ readonly auth: Auth<K>; readonly kind?: undefined } | { readonly auth?: undefined; readonly kind: K })

/**
 * Makes the object that endpoints are called with. It sends nothing by itself and may exist before anyone has signed
 * in: calls then reject with code `token`.
 *
 * @example
 * ```ts
 * import { createClient, getStreams, userToken } from 'tinyhelix'
 *
 * const client = createClient({ auth: userToken('your token') })
 * const streams = await getStreams(client, { game_id: '509658' })
 * ```
 */
export function createClient<const K extends TokenKind>(options: ClientOptions<K>): HelixClient<K> {
  const { auth = null, clientId, validate = 'report', onMismatch, timeout, retry, onRateLimit } = options
  const kind = options.auth ? options.auth.kind : options.kind
  auth?.connect?.(options)
  const send = createTransport({ network: options, auth, clientId, timeout, retry, onRateLimit })

  return {
    kind,
    auth,
    network: options,
    check: createCheck(validate, onMismatch),
    request: async (spec, params, options) => {
      const { method, path, tokens, scopes } = spec
      const endpoint = `${method} ${path}`
      const anonymous = !tokens.length
      if (!anonymous && !tokens.includes(kind)) {
        throw failure('token', endpoint, `needs a token of kind ${tokens.join(' or ')}, not ${kind}.`)
      }
      checkParameters(endpoint, spec, params, kind)
      if (asksForNothing(spec, params)) return { body: undefined, given: params }

      if (kind === 'user' && !anonymous) await auth?.getToken(options.signal)
      const session = kind === 'user' ? auth?.state.session : null
      const given: Record<string, unknown> = { ...params }
      for (const key of Object.keys(spec.params)) {
        if (spec.params[key] === self && !(key in given)) {
          if (!session?.userId) throw failure('parameter', endpoint, `needs ${key}: no user is signed in.`)
          given[key] = session.userId
        }
      }
      if (scopes.length && session?.scopes && !scopes.some(scope => session.scopes?.includes(scope))) {
        const problem = `needs the scope ${scopes.join(' or ')}: ask for it when signing in.`
        throw failure('scope', endpoint, problem, { missing: scopes })
      }
      const text = await send({ method, path, ...splitParameters(spec, given) }, options, anonymous)
      return { body: spec.kind === 'text' ? text : parseAnswer(endpoint, text), given }
    },
  }
}

const isEmptyList = (value: unknown) => Array.isArray(value) && !value.length

/** A list of ids with nothing in it asks for nothing; sent as it is, Twitch would read it as "no filter". */
function asksForNothing({ kind, union = [] }: EndpointSpec, given: Given): boolean {
  if (kind !== 'list' && kind !== 'page') return false
  const filled = union.some(key => given[key] !== undefined && !isEmptyList(given[key]))
  return Object.keys(given).some(key => isEmptyList(given[key]) && !(filled && union.includes(key)))
}

/** Sorts parameters into query and JSON body, the latter in the wrapping that Twitch wants. */
function splitParameters({ query: inQuery, data }: EndpointSpec, given: Given) {
  const query: Record<string, unknown> = {}
  const rest: Record<string, unknown> = {}
  for (const key of Object.keys(given)) (inQuery && !inQuery.includes(key) ? rest : query)[key] = given[key]
  return inQuery ? { query, body: data ? { data: data === true ? rest : rest[data] } : rest } : { query }
}
