import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
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
import { list } from './facts.ts'

/** A request as it arrived. */
export interface Received {
  readonly method: string
  /** Below the base URL. */
  readonly path: string
  /** As it stood in the address. */
  readonly search: string
  /** All values of each key. */
  readonly query: Readonly<Record<string, readonly string[]>>
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** What every request is answered with. */
export interface Answer {
  readonly status?: number
  readonly json?: unknown
  readonly text?: string
}

export interface Twitch {
  /** What comes next is answered with this. */
  readonly answer: (answer: Answer) => void
  /** What has arrived since this was last asked. */
  readonly take: () => Received[]
  /** A client of this kind; a user's token belongs to {@link ada} and has all scopes, or these. */
  readonly client: (kind: TokenKind, settings?: Settings) => HelixClient<TokenKind>
  readonly close: () => void
}

type Settings = Partial<ClientSettings> & { readonly scopes?: readonly string[] | undefined }

/** The signed-in user. */
export const ada = { id: '1', login: 'ada' }

/** What a client of each kind is to send as its token. */
export const authorization: Readonly<Record<TokenKind, string>> = {
  user: 'Bearer user-token',
  app: 'Bearer app-token',
  jwt: 'Bearer jwt',
  extension: 'Extension helix-token',
}

const clientId = 'client-id'

const allScopes = [...new Set(list.flatMap(({ scopes }) => scopes))]

/** A server in Twitch's place, on a free port. */
export async function startTwitch(): Promise<Twitch> {
  let current: Answer = {}
  let received: Received[] = []

  const server = createServer(async (incoming, outgoing) => {
    const url = new URL(incoming.url ?? '/', 'http://127.0.0.1')
    const query = Object.fromEntries([...url.searchParams.keys()].map(key => [key, url.searchParams.getAll(key)]))
    let body = ''
    for await (const chunk of incoming.setEncoding('utf8')) body += chunk
    const { method = '', headers } = incoming
    const path = url.pathname.replace('/helix/', '/')
    received.push({ method, path, search: url.search, query, headers, body })
    const { status = 200, json, text = json === undefined ? '' : JSON.stringify(json) } = current
    outgoing.writeHead(status, text ? { 'Content-Type': 'application/json; charset=utf-8' } : {}).end(text)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/helix`

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
    createClient({ auth: auths[kind](validated(scopes)), clientId, baseURL, retry: false, ...settings })

  const clients = new Map<string, HelixClient<TokenKind>>()

  return {
    answer: answer => {
      current = answer
    },
    take: () => {
      const taken = received
      received = []
      return taken
    },
    client: (kind, settings = {}) => {
      const key = JSON.stringify([kind, settings])
      const client = clients.get(key) ?? newClient(kind, settings)
      // Twitch's helper allows each extension's page only so many requests.
      if (kind !== 'extension') clients.set(key, client)
      return client
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
