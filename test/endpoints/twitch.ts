import {
  appToken,
  type ClientSettings,
  createClient,
  extensionHelper,
  type HelixClient,
  jwtToken,
  type TokenKind,
  userToken,
} from 'tinyhelix'
import { afterAll } from 'vitest'
import { scriptedServer } from '../scripted/overSocket.ts'
import type { Answer, Received } from '../scripted/script.ts'
import { list } from './facts.ts'

/** A scripted Twitch that answers every request alike, and clients of each kind that call it. */
export interface Twitch {
  /** Sets the answer of all later requests. */
  readonly answer: (answer: Answer) => void
  /** The requests since the last call. */
  readonly take: () => Received[]
  /** A client of this kind. A user's token belongs to {@link ada}, and has all scopes or the given ones. */
  readonly client: (kind: TokenKind, settings?: Settings) => HelixClient<TokenKind>
}

type Settings = Partial<ClientSettings> & { readonly scopes?: readonly string[] | undefined }

/** The signed-in user. */
export const ada = { id: '1', login: 'ada' }

/** The `Authorization` header that a client of each kind must send. */
export const authorization: Readonly<Record<TokenKind, string>> = {
  user: 'Bearer user-token',
  app: 'Bearer app-token',
  jwt: 'Bearer jwt',
  extension: 'Extension helix-token',
}

const clientId = 'client-id'

const allScopes = [...new Set(list.flatMap(({ scopes }) => scopes))]

/** The values of each key in a query. */
export const valuesIn = (query: URLSearchParams): Record<string, string[]> =>
  Object.fromEntries([...query.keys()].map(key => [key, query.getAll(key)]))

/** Starts a scripted server on a free port, which closes after the tests of the file. */
export async function startTwitch(): Promise<Twitch> {
  const { answer, received, network, close } = await scriptedServer()
  afterAll(close)
  let taken = 0

  /** Answers the validation of a user token. That request is not part of these tests. */
  const validated =
    (scopes: readonly string[]): typeof fetch =>
    async (input, init) =>
      String(input).endsWith('/validate')
        ? Response.json({ client_id: clientId, login: ada.login, user_id: ada.id, scopes, expires_in: 5_000_000 })
        : await fetch(input, init)

  const auths = {
    user: (fetch: typeof globalThis.fetch) => userToken('user-token', { fetch }),
    app: () => appToken('app-token'),
    jwt: () => jwtToken('jwt'),
    extension: () =>
      extensionHelper({
        onAuthorized: callback => callback({ channelId: '11', clientId, userId: 'U1', helixToken: 'helix-token' }),
      }),
  }

  const newClient = (kind: TokenKind, { scopes = allScopes, ...settings }: Settings) =>
    createClient({
      auth: auths[kind](validated(scopes)),
      clientId,
      baseURL: network.baseURL,
      retry: false,
      ...settings,
    })

  const clients = new Map<string, HelixClient<TokenKind>>()

  return {
    answer: always => answer('*', always),
    take: () => {
      const fresh = received().slice(taken)
      taken += fresh.length
      return fresh
    },
    client: (kind, settings = {}) => {
      const key = JSON.stringify([kind, settings])
      const client = clients.get(key) ?? newClient(kind, settings)
      // Twitch's helper limits the requests of each extension page.
      if (kind !== 'extension') clients.set(key, client)
      return client
    },
  }
}
