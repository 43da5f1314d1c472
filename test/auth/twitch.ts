import { onTestFinished, vi } from 'vitest'

/** A request as it was sent. */
export interface Sent {
  /** Method and path, such as `GET /oauth2/validate`. */
  readonly endpoint: string
  readonly url: URL
  readonly headers: Headers
  readonly form: URLSearchParams
  /** When, in milliseconds since 1970. */
  readonly at: number
}

/** Whose token it is. */
export interface Owner {
  readonly login?: string
  readonly clientId?: string
  readonly scopes?: readonly string[] | null
  /** When the token ends, in milliseconds since 1970. */
  readonly expiresAt?: number
}

type Answer = (request: Sent) => Response | Promise<Response>

export interface Twitch {
  /** For the options of an auth or a client. */
  readonly network: { readonly fetch: typeof globalThis.fetch }
  /** Makes a token valid. */
  readonly grant: (token: string, owner?: Owner) => string
  /** Ends a token. */
  readonly revoke: (token: string) => void
  readonly isValid: (token: string) => boolean
  /** Answers requests to an endpoint in this way from now on. */
  readonly answer: (endpoint: string, answer: Answer) => void
  /** Lets requests to these endpoints fail as they do offline; none: all are reachable again. */
  readonly cutOff: (...endpoints: string[]) => void
  /** What was sent, all or to one endpoint. */
  readonly sent: (endpoint?: string) => Sent[]
}

/** The tokens of these tests have this in them, so that one that gets out is found. */
export const mark = 'SECRET'

export const day = 86_400_000
export const hour = 3_600_000

export const validate = 'GET /oauth2/validate'
const revoke = 'POST /oauth2/revoke'
export const device = 'POST /oauth2/device'
export const token = 'POST /oauth2/token'
export const users = 'GET /helix/users'
export const streams = 'GET /helix/streams'

/** An answer with a JSON body. */
export const json = (status: number, body: unknown): Response => Response.json(body, { status })

/** An error of id.twitch.tv, which has no `error` field. */
export const refusal = (status: number, message: string): Response => json(status, { status, message })

const idOf = (login: string) => `id-of-${login}`

/** A Twitch that knows the tokens it is told of, and is as narrow as the true one in what a page may send it. */
export function startTwitch(): Twitch {
  const owners = new Map<string, Required<Owner>>()
  const answers = new Map<string, Answer>()
  const log: Sent[] = []
  let unreachable: string[] = []

  const ownerOf = (token: string) => {
    const owner = owners.get(token)
    return owner && owner.expiresAt > Date.now() ? owner : undefined
  }

  answers.set(validate, ({ headers }) => {
    const owner = ownerOf(headers.get('authorization')?.replace(/^(OAuth|Bearer) /, '') ?? '')
    if (!owner) return refusal(401, 'invalid access token')
    const { login, clientId, scopes, expiresAt } = owner
    const expires_in = Math.round((expiresAt - Date.now()) / 1000)
    return json(200, { client_id: clientId, login, user_id: idOf(login), scopes, expires_in })
  })
  answers.set(revoke, ({ form }) => {
    if (!owners.delete(form.get('token') ?? '')) return refusal(400, 'Invalid token')
    return new Response(null, { status: 200 })
  })
  const asHelix = (answer: (owner: Required<Owner>) => Response): Answer => {
    return ({ headers }) => {
      const owner = ownerOf(headers.get('authorization')?.replace(/^(Bearer|Extension) /, '') ?? '')
      const problem = (message: string) => json(401, { error: 'Unauthorized', status: 401, message })
      if (!owner) return problem('Invalid OAuth token')
      if (headers.get('client-id') !== owner.clientId) return problem('Client ID and OAuth token do not match')
      return answer(owner)
    }
  }
  answers.set(
    users,
    asHelix(({ login }) => json(200, { data: [{ id: idOf(login), login }] })),
  )
  answers.set(
    streams,
    asHelix(() => json(200, { data: [], pagination: {} })),
  )

  const fetch: typeof globalThis.fetch = async (input, { method = 'GET', headers: given, body, signal } = {}) => {
    const url = new URL(String(input))
    const headers = new Headers(given)
    const endpoint = `${method} ${url.pathname}`
    const isForm = body instanceof URLSearchParams
    const sent: Sent = { endpoint, url, headers, form: isForm ? body : new URLSearchParams(), at: Date.now() }
    log.push(sent)
    const isNarrow = url.host === 'id.twitch.tv'
    const allowed = isNarrow ? ['authorization', 'accept'] : ['authorization', 'accept', 'client-id', 'content-type']
    for (const name of headers.keys()) {
      if (!allowed.includes(name.toLowerCase())) throw new TypeError('Failed to fetch')
    }
    if (unreachable.includes(endpoint)) throw new TypeError('Failed to fetch')
    const answer = answers.get(endpoint)
    if (!answer) return json(404, { error: 'Not Found', status: 404, message: '' })
    return await new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason))
      Promise.resolve(answer(sent)).then(resolve, reject)
    })
  }

  return {
    network: { fetch },
    grant: (token, { login = 'ada', clientId = 'client', scopes = [], expiresAt = Date.now() + 60 * day } = {}) => {
      owners.set(token, { login, clientId, scopes, expiresAt })
      return token
    },
    revoke: token => void owners.delete(token),
    isValid: token => ownerOf(token) !== undefined,
    answer: (endpoint, answer) => void answers.set(endpoint, answer),
    cutOff: (...endpoints) => {
      unreachable = endpoints
    },
    sent: endpoint => log.filter(sent => !endpoint || sent.endpoint === endpoint),
  }
}

/** Puts clock and timers in the test's hands. */
export function stopTime(): void {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
}

/** Lets time pass, and everything that is due happen. */
export const pass = async (ms = 0): Promise<void> => void (await vi.advanceTimersByTimeAsync(ms))

/** What a promise resolves to when it has that long; what it rejects with goes on. */
export async function within<T>(ms: number, promise: PromiseLike<T>): Promise<T> {
  // Whoever asked is not there yet when it rejects meanwhile.
  Promise.resolve(promise).catch(() => {})
  await pass(ms)
  return await promise
}
