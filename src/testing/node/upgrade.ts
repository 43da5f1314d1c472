import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Connection, Peer } from '../wire/eventsub/sessions.ts'
import { codeOfClosing, createReader, encodeClosing, encodeFrame, type Message, ProtocolError } from './frames.ts'

/** The time between two pings, and the maximum time for the answer to a close, in milliseconds. */
const pingInterval = 10_000
const closingTime = 2000

/** The maximum number of bytes that wait for a client that does not read them. */
const maxUnread = 16 * 1024 * 1024

type Connect = (address: string, connection: Connection) => Peer

/** The sockets of a served fake. */
export interface SocketServer {
  /** The listener for a server's `upgrade` event. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** Ends all connections. */
  readonly close: () => void
}

/** Passes the WebSockets of these addresses to a fake. */
export function createSocketServer(urls: readonly [string, ...string[]], connect: Connect): SocketServer {
  const open = new Set<() => void>()
  return {
    upgrade: (request, socket, head) => {
      // A `close` follows each error, and is enough.
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

/** The header that proves to the client that this server understood the request. */
const acceptFor = (key: string): string =>
  createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')

/** The requested URL on the server's own host, or `undefined` if it is not a URL. */
function addressOf({ url: target = '' }: IncomingMessage, url: string): URL | undefined {
  const { origin } = new URL(url.replace(/^ws/, 'http'))
  // The target may begin with two slashes. As a URL, that would name another host.
  const address = target.startsWith('/') ? origin + target : ''
  return URL.canParse(address) ? new URL(address.replace(/^http/, 'ws')) : undefined
}

interface Refusal {
  readonly status: string
  readonly message: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Returns why a request cannot open a WebSocket, or `undefined`. */
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

/** Connects a socket to a fake. Returns a function that ends the connection. */
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
  /** Sends a close frame, and ends the connection when the client has answered. */
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
      // The length is checked in any case.
      const code = codeOfClosing(data)
      peer.closed()
      // A silenced connection gets no answer.
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
