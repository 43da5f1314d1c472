import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A frame from a server. */
export interface RawFrame {
  readonly opcode: number
  readonly data: Buffer
}

/** Unusual and invalid features of a client's frame. */
export interface ClientFrame {
  readonly opcode?: number
  readonly isLast?: boolean
  readonly isMasked?: boolean
  readonly reserved?: number
  /** The length in its head. */
  readonly claimed?: bigint
}

/** A frame as a client sends it, by RFC 6455. */
export function clientFrame(data: Buffer | string, options: ClientFrame = {}): Buffer {
  const { opcode = 0x1, isLast = true, isMasked = true, reserved = 0, claimed } = options
  const bytes = Buffer.from(data)
  const length = claimed ?? BigInt(bytes.length)
  const first = (isLast ? 0x80 : 0) | (reserved << 4) | opcode
  const masked = isMasked ? 0x80 : 0
  const head = [first]
  if (length < 126n) head.push(masked | Number(length))
  else if (length < 65_536n) head.push(masked | 126, Number(length >> 8n), Number(length & 255n))
  else head.push(masked | 127, ...Array.from({ length: 8 }, (_, at) => Number((length >> BigInt(8 * (7 - at))) & 255n)))
  if (!isMasked) return Buffer.concat([Buffer.from(head), bytes])
  const mask = randomBytes(4)
  return Buffer.concat([Buffer.from(head), mask, bytes.map((byte, at) => byte ^ (mask[at % 4] ?? 0))])
}

/** The bytes of a close frame. */
export const closing = (code: number, reason: Buffer | string = ''): Buffer =>
  Buffer.concat([Buffer.from([code >> 8, code & 255]), Buffer.from(reason)])

/** Removes the frames of a server from the beginning of the received bytes. The rest is incomplete. */
function serverFrames(bytes: Buffer): { readonly frames: RawFrame[]; readonly rest: Buffer } {
  const frames: RawFrame[] = []
  let rest = bytes
  while (rest.length >= 2) {
    const [first = 0, second = 0] = rest
    const at = second === 127 ? 10 : second === 126 ? 4 : 2
    if (rest.length < at) break
    const length = second === 127 ? Number(rest.readBigUInt64BE(2)) : second === 126 ? rest.readUInt16BE(2) : second
    if (rest.length < at + length) break
    frames.push({ opcode: first & 0x0f, data: rest.subarray(at, at + length) })
    if ((first & 0xf0) !== 0x80) throw new Error('A frame of the server is whole, and has no reserved bits.')
    rest = rest.subarray(at + length)
  }
  return { frames, rest }
}

/** The request of the upgrade. */
export interface Handshake {
  readonly target?: string
  readonly method?: string
  /** `null`: the header is left out. */
  readonly headers?: Readonly<Record<string, string | null>>
}

/** A WebSocket client that sees every byte. */
export interface RawSocket {
  readonly socket: Socket
  /** The head of the answer, and its body if the server does not upgrade. */
  readonly answer: () => string
  readonly frames: readonly RawFrame[]
  /** JSON of the text frames. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it at will.
  readonly messages: () => any[]
  /** Code and reason of the received close frame; `undefined` without one. */
  readonly closing: () => { readonly code: number; readonly reason: string } | undefined
  readonly send: (data: Buffer | string, options?: ClientFrame) => void
  /** Whether the server has ended the connection. */
  readonly isClosed: () => boolean
}

/** Opens a socket to a server at `http://…`. Resolves after the server has answered. */
export async function openRawSocket(url: string, { target = '/ws', method = 'GET', headers = {} }: Handshake = {}) {
  const { hostname, port, host } = new URL(url)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  const asked = {
    host,
    upgrade: 'websocket',
    connection: 'Upgrade',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  }
  const lines = Object.entries(asked).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]))
  socket.write(`${[`${method} ${target} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`)
  let received: Buffer = Buffer.alloc(0)
  let isOpen = false
  let isClosed = false
  let answer = ''
  const frames: RawFrame[] = []
  socket.on('error', () => {})
  socket.on('close', () => {
    isClosed = true
  })
  socket.on('data', chunk => {
    received = Buffer.concat([received, chunk])
    if (!isOpen) {
      const end = received.indexOf('\r\n\r\n')
      if (end < 0) return
      isOpen = received.includes('HTTP/1.1 101')
      answer = (isOpen ? received.subarray(0, end) : received).toString()
      if (!isOpen) return
      received = received.subarray(end + 4)
    }
    const taken = serverFrames(received)
    frames.push(...taken.frames)
    received = taken.rest
  })
  const raw: RawSocket = {
    socket,
    answer: () => answer,
    frames,
    messages: () => frames.filter(({ opcode }) => opcode === 0x1).map(({ data }) => JSON.parse(data.toString())),
    closing: () => {
      const data = frames.find(({ opcode }) => opcode === 0x8)?.data
      return data && { code: data.length ? data.readUInt16BE() : 1005, reason: data.subarray(2).toString() }
    },
    send: (data, options) => void socket.write(clientFrame(data, options)),
    isClosed: () => isClosed,
  }
  return raw
}
