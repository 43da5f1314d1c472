import { type Auth, type AuthState, createClient, type HelixClient, HelixError, type Session } from 'tinyhelix'

/** A request as it was sent. */
export interface Sent {
  readonly endpoint: string
  readonly query: URLSearchParams
  readonly body: unknown
  readonly token: string | null
  readonly signal: AbortSignal
}

/** What is answered to a request; an error is what `fetch` rejects with. */
export interface Answer {
  readonly status?: number
  readonly json?: unknown
}

export type Script = Answer | Error | ((request: Sent) => Answer | Error | Promise<Answer>)

/** A Twitch that answers what the test says, without a network. */
export interface StubTwitch {
  readonly fetch: typeof fetch
  /** Sets what an endpoint such as `GET /streams` answers from then on. */
  readonly answer: (endpoint: string, script: Script) => void
  /** What was sent so far, to one endpoint if named. */
  readonly sent: (endpoint?: string) => Sent[]
}

export function stubTwitch(): StubTwitch {
  const scripts = new Map<string, Script>()
  const log: Sent[] = []

  const run = async (request: Sent): Promise<Response> => {
    const script = scripts.get(request.endpoint) ?? { status: 501, json: { message: `no script: ${request.endpoint}` } }
    const answer = typeof script === 'function' ? await script(request) : script
    if (answer instanceof Error) throw answer
    const { status = 200, json } = answer
    return new Response(json === undefined ? null : JSON.stringify(json), { status })
  }

  return {
    fetch: (input, init) => {
      const { method, url, headers, signal, body } = {
        ...init,
        method: init?.method ?? 'GET',
        url: new URL(`${input}`),
      } as {
        method: string
        url: URL
        headers?: HeadersInit
        signal: AbortSignal
        body?: string
      }
      const sent: Sent = {
        endpoint: `${method} ${url.pathname.replace('/helix', '')}`,
        query: url.searchParams,
        body: body && JSON.parse(body),
        token: new Headers(headers).get('authorization'),
        signal,
      }
      log.push(sent)
      return new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
        run(sent).then(resolve, reject)
      })
    },
    answer: (endpoint, script) => void scripts.set(endpoint, script),
    sent: endpoint => log.filter(request => !endpoint || request.endpoint === endpoint),
  }
}

/** An auth whose state the test sets. */
export interface StubAuth extends Auth<'user'> {
  readonly signInAs: (user: string, scopes?: string[]) => void
  readonly signOut: () => Promise<void>
  /** How often something asked for a token. */
  readonly starts: () => number
  /** How many listen for changes. */
  readonly listeners: () => number
}

export function stubAuth(user?: string): StubAuth {
  const listeners = new Set<(state: AuthState) => void>()
  let state: AuthState = { status: 'pending', session: null, error: null }
  let starts = 0
  const set = (next: AuthState) => {
    state = next
    for (const listener of [...listeners]) listener(state)
  }
  const signInAs = (id: string, scopes: string[] | null = null) => {
    const session: Session = { userId: id, login: id, clientId: 'client-id', scopes, expiresAt: null }
    set({ status: 'signed-in', session, error: null })
  }
  if (user) signInAs(user)
  return {
    kind: 'user',
    get state() {
      return state
    },
    subscribe: listener => {
      listeners.add(listener)
      listener(state)
      return () => void listeners.delete(listener)
    },
    getToken: async () => {
      starts++
      while (state.status === 'pending') {
        await new Promise<void>(resolve => {
          const heard = () => {
            listeners.delete(heard)
            resolve()
          }
          listeners.add(heard)
        })
      }
      if (state.session) return `token-of-${state.session.userId}`
      throw new HelixError('token', 'Nobody is signed in.')
    },
    invalidate: () => {},
    signInAs,
    signOut: async () => set({ status: 'signed-out', session: null, error: null }),
    starts: () => starts,
    listeners: () => listeners.size,
  }
}

/** A client of the stub, with a user signed in unless an auth is given. */
export const stubClient = (twitch: StubTwitch, auth: Auth<'user'> = stubAuth('1')): HelixClient =>
  createClient({ auth, fetch: twitch.fetch, validate: 'off' })

/** A promise that the test settles. */
export interface Deferred<T> {
  readonly promise: Promise<T>
  readonly resolve: (value: T) => void
}

export function deferred<T>(): Deferred<T> {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>(settle => {
    resolve = settle
  })
  return { promise, resolve }
}
