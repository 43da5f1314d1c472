import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Connection, Peer } from '../wire/eventsub/sessions.ts'
import { codeOfClosing, createReader, encodeClosing, encodeFrame, type Message, ProtocolError } from './frames.ts'

/** Milliseconds between two pings, and for the other end to agree that the socket is closed. */
const pingInterval = 10_000
const closingTime = 2000

/** How many bytes may wait for an end that does not read them. */
const maxUnread = 16 * 1024 * 1024

type Connect = (address: string, connection: Connection) => Peer

/** The sockets of a served fake. */
export interface SocketServer {
  /** For a server's event of that name. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** Breaks all connections. */
  readonly close: () => void
}

/** Takes WebSockets to a fake, which has them at these addresses. */
export function createSocketServer(urls: readonly [string, ...string[]], connect: Connect): SocketServer {
  const open = new Set<() => void>()
  return {
    upgrade: (request, socket, head) => {
      // A close follows each error, and says it all.
      socket.on('error', () => {})
      const address = addressOf(request, urls[0])
      const refusal = refusalOf(request, address, urls)
      if (!address || refusal) {
        const body = `${refusal?.message ?? 'Bad request'}\n`
        const headers = { 'content-type': 'text/plain', 'content-length': body.length, ...refusal?.headers }
        socket.end(responseHead(refusal?.status ?? '400 Bad Request', { connection: 'close', ...headers }) + body)
        return
      }
      socket.write(
        responseHead('101 Switching Protocols', {
          upgrade: 'websocket',
          connection: 'Upgrade',
          'sec-websocket-accept': acceptFor(keyOf(request)),
        }),
      )
      const end = carry(socket, head, connection => connect(address.href, connection))
      open.add(end)
      socket.once('close', () => open.delete(end))
    },
    close: () => {
      for (const end of open) end()
    },
  }
}

const responseHead = (status: string, headers: Readonly<Record<string, string | number>>): string =>
  `HTTP/1.1 ${status}\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`

const keyOf = ({ headers }: IncomingMessage): string => headers['sec-websocket-key'] ?? ''

/** What proves that this server has understood that it is asked for a WebSocket. */
const acceptFor = (key: string): string =>
  createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')

/** The requested URL on the server's own host; `undefined` if it cannot be read. */
function addressOf({ url: target = '' }: IncomingMessage, url: string): URL | undefined {
  const { origin } = new URL(url.replace(/^ws/, 'http'))
  // The target may begin with two slashes, which as an address would name another host.
  const address = target.startsWith('/') ? origin + target : ''
  return URL.canParse(address) ? new URL(address.replace(/^http/, 'ws')) : undefined
}

interface Refusal {
  readonly status: string
  readonly message: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Why this is no way to open a WebSocket. */
function refusalOf(request: IncomingMessage, address: URL | undefined, urls: readonly string[]): Refusal | undefined {
  const { method, headers } = request
  const paths = urls.map(url => new URL(url).pathname)
  if (!paths.includes(address?.pathname ?? '')) {
    return { status: '404 Not Found', message: `WebSockets are at ${paths.join(' and ')}.` }
  }
  if (method !== 'GET') {
    return { status: '405 Method Not Allowed', message: 'A WebSocket begins with GET.', headers: { allow: 'GET' } }
  }
  if (headers.upgrade?.toLowerCase() !== 'websocket') {
    return { status: '400 Bad Request', message: 'Nothing but WebSockets is here: ask for `Upgrade: websocket`.' }
  }
  if (headers['sec-websocket-version'] !== '13') {
    const message = 'The version of WebSockets is 13.'
    return { status: '426 Upgrade Required', message, headers: { 'sec-websocket-version': '13' } }
  }
  if (!/^[+/0-9A-Za-z]{22}==$/.test(keyOf(request))) {
    return { status: '400 Bad Request', message: '`Sec-WebSocket-Key` must be 16 bytes in base64.' }
  }
  return undefined
}

/** Carries a connection over a socket. The function returned breaks it. */
function carry(socket: Duplex, head: Buffer, begin: (connection: Connection) => Peer): () => void {
  if (socket instanceof Socket) socket.setTimeout(0).setNoDelay(true)
  let isClosing = false
  let isAnswered = true
  let closing: ReturnType<typeof setTimeout> | undefined

  const write = (type: Message['type'], data: Buffer): boolean => {
    if (isClosing || !socket.writable) return false
    if (socket.writableLength > maxUnread) socket.destroy()
    else socket.write(encodeFrame(type, data))
    return !socket.destroyed
  }
  /** Says that it is over, and hangs up as soon as the other end has agreed. */
  const close = (bytes: Buffer): void => {
    if (!write('close', bytes)) return
    isClosing = true
    closing = setTimeout(() => socket.destroy(), closingTime)
  }

  const peer = begin({
    send: text => write('text', Buffer.from(text)),
    close: (code, reason) => close(encodeClosing(code, reason)),
    drop: () => socket.destroy(),
  })

  const receive = ({ type, data }: Message): void => {
    if (type === 'close') {
      // It is checked in any case.
      const code = codeOfClosing(data)
      peer.closed()
      // Over a connection that is silent no answer comes.
      if (peer.isSilent()) return
      if (!isClosing) write('close', code === null ? data : encodeClosing(code, ''))
      isClosing = true
      socket.end()
    } else if (type === 'pong') {
      isAnswered = true
    } else if (type === 'ping') {
      if (!peer.isSilent()) write('pong', data)
    } else {
      peer.sent(`${data}`)
    }
  }
  const read = createReader(receive)
  const onData = (chunk: Buffer): void => {
    try {
      read(chunk)
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
      socket.off('data', onData).resume()
      peer.closed()
      if (!peer.isSilent()) {
        close(encodeClosing(error.code, error.message))
        socket.end()
      }
    }
  }

  const pings = setInterval(() => {
    if (isClosing || peer.isSilent()) return
    if (!isAnswered) return peer.unanswered()
    isAnswered = false
    write('ping', Buffer.alloc(0))
  }, pingInterval)
  socket.on('data', onData)
  socket.once('end', () => socket.end())
  socket.once('close', () => {
    clearInterval(pings)
    clearTimeout(closing)
    peer.lost()
  })
  if (head.length) onData(head)

  return () => {
    peer.closed()
    socket.destroy()
  }
}
