import type { Auth, HelixClient, Network, Session, Socket, TokenKind } from 'tinyhelix'
import { createClient } from 'tinyhelix'
import type { FakeTwitch } from 'tinyhelix/testing'

/** An account of the fake. */
export interface Account {
  readonly id: string
  readonly login: string
}

/** Accounts to choose from; the fake has thousands. */
export const accounts: readonly Account[] = [
  { id: '1001', login: 'ada' },
  { id: '1002', login: 'pixelfox' },
  { id: '1003', login: 'nightowl_fm' },
]

/** A fake Twitch that is loaded when somebody first asks it something. */
export class LazyFake {
  #loading: Promise<FakeTwitch> | undefined

  readonly load = (): Promise<FakeTwitch> => {
    // After a failed download it is tried again.
    this.#loading ??= import('tinyhelix/testing')
      .then(({ createFakeTwitch }) => createFakeTwitch({ streamLag: 0 }))
      .catch((error: unknown) => {
        this.#loading = undefined
        throw error
      })
    return this.#loading
  }

  get isLoaded(): boolean {
    return this.#loading !== undefined
  }

  /** How a client reaches it. */
  readonly network: Network = {
    fetch: async (...request) => (await this.load()).fetch(...request),
    WebSocket: lazySocket(this.load),
  }

  /** A client with a token of this kind, of an account where the kind has one. */
  client<const K extends TokenKind>(kind: K, account: Account, settings: object = {}): HelixClient<K> {
    const isUser = kind === 'user'
    const session: Session = {
      userId: isUser ? account.id : null,
      login: isUser ? account.login : null,
      clientId: 'tinyhelix-demo',
      // The token has all of them.
      scopes: null,
      expiresAt: null,
    }
    let token: Promise<string> | undefined
    const state = { status: 'signed-in', session, error: null } as const
    const auth: Auth<K> = {
      kind,
      state,
      subscribe: listener => {
        listener(state)
        return () => {}
      },
      getToken: () => {
        token ??= this.load().then(fake => fake.grant({ kind, ...(isUser && { user: account.login }) }))
        return token
      },
      invalidate: () => {
        token = undefined
      },
    }
    return createClient({ ...settings, ...this.network, auth })
  }
}

/** The socket of a fake that may still have to be loaded. */
const lazySocket = (load: () => Promise<FakeTwitch>): NonNullable<Network['WebSocket']> =>
  class implements Socket {
    readonly #socket: Promise<Socket>
    constructor(url: string) {
      this.#socket = load().then(({ network }) => new network.WebSocket(url))
    }
    addEventListener(...listener: [type: never, listener: never]) {
      this.#socket.then(socket => socket.addEventListener(...listener))
    }
    close() {
      this.#socket.then(socket => socket.close())
    }
  }
