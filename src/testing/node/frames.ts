/**
 * The frames of WebSockets, as far as a server needs them (RFC 6455). A library for them would be a third dependency
 * for all users.
 */

/** A received message, joined if it came in fragments, or a control frame. */
export interface Message {
  readonly type: 'text' | 'binary' | 'close' | 'ping' | 'pong'
  readonly data: Buffer
}

/** A client's violation of the protocol. The socket is closed with this code. */
export class ProtocolError extends Error {
  override name = 'ProtocolError'
  readonly code: number

  constructor(code: 1002 | 1007 | 1009, reason: string) {
    super(reason)
    this.code = code
  }
}

const continuation = 0x0
const typeOf: Readonly<Record<number, Message['type']>> = {
  1: 'text',
  2: 'binary',
  8: 'close',
  9: 'ping',
  10: 'pong',
}
const opcodes = { text: 0x1, binary: 0x2, close: 0x8, ping: 0x9, pong: 0xa } satisfies Record<Message['type'], number>

/** The lowest opcode of control frames, and their maximum length in bytes. */
const firstControl = 0x8
const maxControlBytes = 125

/** The maximum length of a message in bytes. Clients of EventSub send no messages. */
export const maxMessageBytes = 65_536

/** The maximum number of fragments of a message. Each needs memory, even if it is empty. */
const maxParts = 1000

/** A whole frame of a server, which is not masked. */
export function encodeFrame(type: Message['type'], data: Buffer): Buffer {
  const { length } = data
  const head = Buffer.alloc(length < 126 ? 2 : length < 0x1_0000 ? 4 : 10)
  head[0] = 0x80 | opcodes[type]
  head[1] = length < 126 ? length : length < 0x1_0000 ? 126 : 127
  if (head.length === 4) head.writeUInt16BE(length, 2)
  if (head.length === 10) head.writeBigUInt64BE(BigInt(length), 2)
  return Buffer.concat([head, data])
}

/** The bytes of a close frame. A reason that does not fit is cut. */
export function encodeClosing(code: number, reason: string): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16BE(code)
  let text = reason
  while (Buffer.byteLength(text) > maxControlBytes - 2) text = text.slice(0, -1)
  return Buffer.concat([bytes, Buffer.from(text)])
}

const decoder = new TextDecoder('utf-8', { fatal: true })

function checkText(data: Buffer): void {
  try {
    decoder.decode(data)
  } catch {
    throw new ProtocolError(1007, 'text must be UTF-8')
  }
}

/** The codes that a close frame may have: 1005, 1006 and 1015 mean that no code was sent. */
const isSendable = (code: number): boolean =>
  (code >= 1000 && code <= 1014 && code !== 1004 && code !== 1005 && code !== 1006) || (code >= 3000 && code <= 4999)

/** The code in the bytes of a close frame, or `null` if there is none. */
export function codeOfClosing(data: Buffer): number | null {
  if (data.length === 0) return null
  const code = data.length === 1 ? 0 : data.readUInt16BE()
  if (!isSendable(code)) throw new ProtocolError(1002, 'no such close code')
  checkText(data.subarray(2))
  return code
}

interface Frame {
  readonly isLast: boolean
  readonly opcode: number
  readonly data: Buffer
}

/**
 * Reads what a client sends, in chunks of any size. It stores at most {@link maxMessageBytes}, and refuses a frame by
 * its first bytes.
 *
 * @throws {ProtocolError} From the function returned, which is not to be called any more then.
 */
export function createReader(onMessage: (message: Message) => void): (chunk: Buffer) => void {
  let pending: Buffer[] = []
  let size = 0
  /** The minimum number of bytes for the next step. */
  let needed = 2
  /** The fragments of an unfinished message. */
  let begun: { readonly type: Message['type']; readonly parts: Buffer[]; length: number } | null = null

  /** Removes one frame from the beginning, or returns the number of bytes that it needs. */
  const take = (bytes: Buffer): { readonly frame: Frame; readonly rest: Buffer } | number => {
    const [first = 0, second = 0] = bytes
    const opcode = first & 0x0f
    const isLast = (first & 0x80) !== 0
    const isControl = opcode >= firstControl
    const short = second & 0x7f
    if (first & 0x70) throw new ProtocolError(1002, 'reserved bits are set')
    if (opcode !== continuation && !typeOf[opcode]) throw new ProtocolError(1002, 'no such kind of frame')
    if (!(second & 0x80)) throw new ProtocolError(1002, 'frames of a client must be masked')
    if (isControl && (!isLast || short > maxControlBytes)) {
      throw new ProtocolError(1002, 'control frames are short and whole')
    }
    if (!isControl && (opcode === continuation) !== (begun !== null)) {
      throw new ProtocolError(1002, 'a message begins before it goes on')
    }
    const maskAt = short === 126 ? 4 : short === 127 ? 10 : 2
    if (bytes.length < maskAt) return maskAt
    const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? bytes.readBigUInt64BE(2) : short
    if (!isControl && length > maxMessageBytes - (begun?.length ?? 0)) {
      throw new ProtocolError(1009, 'the message is too long')
    }
    if (!isControl && begun?.parts.length === maxParts) {
      throw new ProtocolError(1009, 'the message has too many parts')
    }
    const dataAt = maskAt + 4
    const end = dataAt + Number(length)
    if (bytes.length < end) return end
    const mask = bytes.subarray(maskAt, dataAt)
    const data = Buffer.from(bytes.subarray(dataAt, end))
    for (let at = 0; at < data.length; at++) data[at] = (data[at] ?? 0) ^ (mask[at % 4] ?? 0)
    return { frame: { isLast, opcode, data }, rest: bytes.subarray(end) }
  }

  const accept = ({ isLast, opcode, data }: Frame): void => {
    const type = typeOf[opcode] ?? begun?.type ?? 'binary'
    if (opcode >= firstControl) {
      onMessage({ type, data })
      return
    }
    begun ??= { type, parts: [], length: 0 }
    begun.parts.push(data)
    begun.length += data.length
    if (!isLast) return
    const whole = Buffer.concat(begun.parts)
    begun = null
    if (type === 'text') checkText(whole)
    onMessage({ type, data: whole })
  }

  return chunk => {
    pending.push(chunk)
    size += chunk.length
    if (size < needed) return
    let bytes: Buffer = Buffer.concat(pending)
    needed = 2
    while (bytes.length >= needed) {
      const taken = take(bytes)
      if (typeof taken === 'number') {
        needed = taken
      } else {
        bytes = taken.rest
        accept(taken.frame)
      }
    }
    pending = [bytes]
    size = bytes.length
  }
}
