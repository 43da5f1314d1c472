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
  /** Every request is answered with this from now on. */
  readonly answer: (answer: Answer) => void
  /** What has arrived since this was last asked. */
  readonly take: () => Received[]
  /** A client of this kind; a user's token belongs to {@link ada} and has all scopes, or these. */
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

/** A server in Twitch's place, on a free port until the tests of the file are over. */
export async function startTwitch(): Promise<Twitch> {
  const { answer, received, network, close } = await scriptedServer()
  afterAll(close)
  let taken = 0

  /** Says of a user's token what Twitch would; that request is none that a test here is about. */
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
      // Twitch's helper allows each extension's page only so many requests.
      if (kind !== 'extension') clients.set(key, client)
      return client
    },
  }
}
