import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Answer, bodyOf, newScript, type Scripted } from './script.ts'

/** A scripted Twitch behind a real socket. */
export interface ScriptedServer extends Scripted {
  readonly origin: string
  /** The network options of a client. */
  readonly network: { readonly baseURL: string; readonly authURL: string }
  readonly close: () => void
}

/** Starts a scripted Twitch on a free port. */
export async function scriptedServer(): Promise<ScriptedServer> {
  const { reply, ...scripted } = newScript()

  const server = createServer(async (incoming, outgoing) => {
    const gone = new AbortController()
    outgoing.on('close', () => outgoing.writableFinished || gone.abort())
    let body = ''
    try {
      for await (const chunk of incoming.setEncoding('utf8')) body += chunk
    } catch {
      // The connection has ended before the request was read, as at the end of a test.
      return
    }
    const { method = '', headers } = incoming
    const url = new URL(incoming.url ?? '/', 'http://127.0.0.1')
    send(incoming, outgoing, await reply({ method, url, headers, body, signal: gone.signal }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))

  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...scripted,
    origin,
    network: { baseURL: `${origin}/helix`, authURL: `${origin}/oauth2` },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

function send(incoming: IncomingMessage, outgoing: ServerResponse, answer: Answer): void {
  const { status = 200, headers, json, drop, stall } = answer
  if (drop === 'before') incoming.socket.destroy()
  if (drop === 'before' || stall === 'before') return
  const { body, sent } = bodyOf(answer)
  const type = json === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' }
  const length = status === 204 ? {} : { 'Content-Length': String(body.length) }
  outgoing.writeHead(status, { ...type, ...length, ...headers })
  if (!drop && !stall) outgoing.end(body)
  else outgoing.write(sent, () => drop && incoming.socket.destroy())
}
