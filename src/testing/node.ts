import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createFakeTwitch, type FakeTwitch, type FakeTwitchOptions, serverOf } from './fake.ts'
import { networkAt, type ServedNetwork } from './networkAt.ts'
import { type Control, createControl } from './node/control.ts'
import { createSocketServer } from './node/upgrade.ts'
import { type FakeAnswer, maxBodyBytes } from './wire/http/message.ts'

/** Options of {@link serveFakeTwitch}. */
export interface ServeOptions
  extends Omit<
    FakeTwitchOptions,
    'baseURL' | 'authURL' | 'eventSubURL' | 'ircURL' | 'activateURL' | 'imagesURL' | 'cors'
  > {
  /** @defaultValue `0`: any free port */
  readonly port?: number | undefined
  /** The address to listen at. @defaultValue `127.0.0.1` */
  readonly host?: string | undefined
}

/** A fake that is served over HTTP. */
export interface FakeTwitchServer {
  /** Such as `http://127.0.0.1:4000`. */
  readonly url: string
  /** The network for `createClient`, `implicitGrant` and similar functions, in any process. */
  readonly network: ServedNetwork
  readonly fake: FakeTwitch
  /** Stops the server and closes its connections. */
  readonly close: () => Promise<void>
}

/**
 * Serves a fake of Twitch over HTTP, for pages in real browsers: the API below `/helix`, the sign-in below `/oauth2`,
 * the page for device codes at `/activate`, images below `/images`, and event sockets at `/ws`. The page at `/extension` is
 * a rig for extensions, whose pages load `/twitch-ext.min.js` in place of Twitch's script. The page at `/` shows
 * who is signed in and all requests, sends events, and simulates failures.
 *
 * @example
 * ```ts
 * import { serveFakeTwitch } from 'tinyhelix/testing/node'
 *
 * const { network, close } = await serveFakeTwitch({ port: 4000 })
 * ```
 */
export async function serveFakeTwitch({
  port = 0,
  host = '127.0.0.1',
  ...options
}: ServeOptions = {}): Promise<FakeTwitchServer> {
  const server = createServer()
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${await listen(server, port, host)}`
  const network = networkAt(url)
  const fake = createFakeTwitch({ ...options, ...network, activateURL: `${url}/activate` })
  const control = createControl(fake, host)
  server.on('request', (request, response) => {
    serve(fake, control, url, request, response)
      .catch(() => response.destroy())
      .finally(control.update)
  })
  const sockets = createSocketServer([network.eventSubURL, network.ircURL], fake.connect)
  server.on('upgrade', sockets.upgrade)
  return {
    url,
    network,
    fake,
    close: () =>
      new Promise((resolve, reject) => {
        server.close(error => (error ? reject(error) : resolve()))
        control.close()
        server.closeAllConnections()
        sockets.close()
      }),
  }
}

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address: AddressInfo | string | null = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })

async function serve(
  fake: FakeTwitch,
  control: Control,
  url: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = 'GET', url: target = '/', headers } = request
  // The target may begin with two slashes. As a URL, that would name another host.
  const address = new URL(url + target)
  if (control.isFor(address.pathname)) return control.handle(request, response, address)
  const answering = serverOf(fake).answer({
    method,
    url: address,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, `${value}`])),
    body: await readBody(request),
  })
  // It is seen while it waits for its answer.
  control.update()
  send(await answering.catch(() => notFound), response)
}

/** Reads a body up to its maximal length. The fake then refuses it, and the rest is discarded. */
async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk)
    chunks.push(bytes)
    size += bytes.length
    if (size > maxBodyBytes) break
  }
  // Without this, the client would wait for the rest to be read.
  request.resume()
  return Buffer.concat(chunks).toString()
}

function send({ status, headers, body, cut }: FakeAnswer, response: ServerResponse): void {
  if (cut === 'before') return void response.destroy()
  const bytes = Buffer.from(body)
  response.writeHead(status, { ...headers, ...(status !== 204 && { 'content-length': bytes.length }) })
  if (cut === 'middle') response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.destroy())
  else response.end(status === 204 ? undefined : bytes)
}

const notFound: FakeAnswer = { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not found' }
