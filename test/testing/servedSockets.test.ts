import { channelFollow, channelUpdate, streamOffline } from 'tinyhelix/eventsub'
import { type FakeTwitchServer, serveFakeTwitch } from 'tinyhelix/testing/node'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createReader, encodeFrame, type Message, maxMessageBytes } from '../../src/testing/node/frames.ts'
import fc from '../tools/fastCheck.ts'
import { clientFrame, closing, type Handshake, openRawSocket, type RawSocket } from './rawSocket.ts'
import { call } from './wire.ts'

let served: FakeTwitchServer
beforeAll(async () => {
  served = await serveFakeTwitch()
})
afterAll(() => served.close())

const opened: RawSocket[] = []
afterEach(async () => {
  served.fake.eventSub.silence(false)
  for (const { socket } of opened.splice(0)) socket.destroy()
  await expect.poll(() => served.fake.eventSub.sessions).toEqual([])
})

/** A socket after the server's answer. */
async function open(options?: Handshake) {
  const raw = await openRawSocket(served.url, options)
  opened.push(raw)
  await expect.poll(() => raw.answer()).not.toBe('')
  return raw
}

/** A socket after its welcome, and the id of its session. */
async function openSession() {
  const raw = await open()
  await expect.poll(() => raw.messages().length).toBe(1)
  const id: string = raw.messages()[0].payload.session.id
  return { ...raw, id }
}

const own = { broadcaster_user_id: '1001' }

/** Subscribes a session to ends of streams. */
const subscribe = (session_id: string, { spec: { type, version } } = streamOffline, condition: object = own) =>
  call(served.fake, 'POST /eventsub/subscriptions', {
    body: { type, version, condition, transport: { method: 'websocket', session_id } },
  })

/** The statuses of the subscriptions of a session. */
const statusesOf = async (id: string): Promise<string[]> => {
  const { body } = await call(served.fake, 'GET /eventsub/subscriptions')
  return body.data
    .filter(({ transport }: { transport: { session_id: string } }) => transport.session_id === id)
    .map(({ status }: { status: string }) => status)
}

describe('opening a socket', () => {
  it('a socket opens as RFC 6455 says, and gets a welcome', async () => {
    const raw = await open({ target: '/ws?keepalive_timeout_seconds=45' })
    expect(raw.answer()).toMatch(/^HTTP\/1\.1 101 /)
    // The key and its answer are those of the RFC.
    expect(raw.answer()).toMatch(/^sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=$/im)
    await expect
      .poll(() => raw.messages())
      .toMatchObject([
        { metadata: { message_type: 'session_welcome' }, payload: { session: { keepalive_timeout_seconds: 45 } } },
      ])
  })

  it.for<readonly [string, Handshake, string]>([
    ['another path', { target: '/other' }, '404'],
    ['a path below', { target: '/ws/x' }, '404'],
    ['a host in the path', { target: '//evil.example/ws' }, '404'],
    ['an address for a path', { target: 'http://evil.example/ws' }, '404'],
    ['a path that is none', { target: '*' }, '404'],
    ['another method', { method: 'POST' }, '405'],
    ['something else to become', { headers: { upgrade: 'h2c' } }, '400'],
    ['another version', { headers: { 'sec-websocket-version': '8' } }, '426'],
    ['no version', { headers: { 'sec-websocket-version': null } }, '426'],
    ['no key', { headers: { 'sec-websocket-key': null } }, '400'],
    ['a key that is too short', { headers: { 'sec-websocket-key': 'c2hvcnQ=' } }, '400'],
  ])('a socket does not open with %s', async ([, handshake, status]) => {
    const raw = await open(handshake)
    expect(raw.answer()).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [A-Z]`))
    if (status === '426') expect(raw.answer()).toMatch(/^sec-websocket-version: 13$/im)
    await expect.poll(raw.isClosed).toBe(true)
    expect(served.fake.eventSub.sessions).toEqual([])
  })
})

describe('messages over a socket', () => {
  it('subscribed events arrive, short and long', async () => {
    const raw = await openSession()
    await subscribe(raw.id, channelUpdate)
    const event = { ...own, language: 'en', category_id: '', content_classification_labels: [] }
    for (const length of [0, 1000, 70_000]) served.fake.emit(channelUpdate, { ...event, title: 'ü'.repeat(length) })
    await expect
      .poll(() =>
        raw
          .messages()
          .slice(1)
          .map(({ payload }) => payload.event.title.length),
      )
      .toEqual([0, 1000, 70_000])
  })

  it('a ping is answered with its content, also between the parts of a message', async () => {
    const raw = await openSession()
    raw.send('are you there', { opcode: 0x9 })
    await expect.poll(() => raw.frames.at(-1)).toEqual({ opcode: 0xa, data: Buffer.from('are you there') })
    raw.send('begun', { isLast: false })
    raw.send('still', { opcode: 0x9 })
    await expect.poll(() => raw.frames.at(-1)).toEqual({ opcode: 0xa, data: Buffer.from('still') })
    expect(raw.closing()).toBeUndefined()
    raw.send('done', { opcode: 0x0 })
    await expect.poll(raw.closing).toEqual({ code: 4001, reason: 'client sent inbound traffic' })
  })

  it.for([
    ['text', Buffer.from('hello'), 0x1],
    ['nothing', Buffer.alloc(0), 0x1],
    ['bytes', Buffer.from([0, 255]), 0x2],
    ['a length of two bytes', Buffer.alloc(126, 'x'), 0x1],
    ['a length of eight bytes', Buffer.alloc(maxMessageBytes, 'x'), 0x1],
  ] as const)('the fake closes a socket that sends %s', async ([, data, opcode]) => {
    const raw = await openSession()
    await subscribe(raw.id)
    raw.send(data, { opcode })
    await expect.poll(raw.closing).toEqual({ code: 4001, reason: 'client sent inbound traffic' })
    expect(await statusesOf(raw.id)).toEqual(['websocket_received_inbound_traffic'])
    raw.send(closing(4001), { opcode: 0x8 })
    await expect.poll(raw.isClosed).toBe(true)
  })

  it.for<readonly [string, Buffer, number]>([
    ['a frame without a mask', clientFrame('hi', { isMasked: false }), 1002],
    ['reserved bits', clientFrame('hi', { reserved: 4 }), 1002],
    ['a kind of frame that does not exist', clientFrame('hi', { opcode: 0x3 }), 1002],
    ['a control frame that does not exist', clientFrame('hi', { opcode: 0xb }), 1002],
    ['a ping in parts', clientFrame('hi', { opcode: 0x9, isLast: false }), 1002],
    ['a ping of 126 bytes', clientFrame(Buffer.alloc(126), { opcode: 0x9 }), 1002],
    ['the end of a message that never began', clientFrame('hi', { opcode: 0x0 }), 1002],
    ['a message within a message', Buffer.concat([clientFrame('a', { isLast: false }), clientFrame('b')]), 1002],
    ['half of a close code', clientFrame(Buffer.from([3]), { opcode: 0x8 }), 1002],
    ['a close code that is never sent', clientFrame(closing(1006), { opcode: 0x8 }), 1002],
    ['a close reason that is no text', clientFrame(closing(1000, Buffer.from([0xff])), { opcode: 0x8 }), 1007],
    ['a text that is none', clientFrame(Buffer.from([0xc3, 0x28])), 1007],
    ['a message that is too long', clientFrame('', { claimed: BigInt(maxMessageBytes) + 1n }), 1009],
    ['a length beyond all numbers', clientFrame('', { claimed: 0xffff_ffff_ffff_ffffn }), 1009],
    [
      'parts that are too long together',
      Buffer.concat([
        clientFrame(Buffer.alloc(maxMessageBytes), { isLast: false }),
        clientFrame('', { opcode: 0x0, claimed: 1n }),
      ]),
      1009,
    ],
    [
      'too many parts that are empty',
      Buffer.concat([
        clientFrame('', { isLast: false }),
        ...Array.from({ length: 10_000 }, () => clientFrame('', { opcode: 0x0, isLast: false })),
      ]),
      1009,
    ],
  ])('the protocol forbids %s', async ([, bytes, code]) => {
    const raw = await openSession()
    await subscribe(raw.id)
    raw.socket.write(bytes)
    await expect.poll(raw.closing).toMatchObject({ code, reason: expect.stringMatching(/./) })
    await expect.poll(raw.isClosed).toBe(true)
    expect(await statusesOf(raw.id)).toEqual(['websocket_disconnected'])
  })

  it.for([1000, 1001, 3000, 4999, null])('the code %s of a client’s close is returned', async code => {
    const raw = await openSession()
    await subscribe(raw.id)
    raw.send(code === null ? '' : closing(code, 'enough'), { opcode: 0x8 })
    await expect.poll(raw.closing).toEqual({ code: code ?? 1005, reason: '' })
    await expect.poll(raw.isClosed).toBe(true)
    expect(await statusesOf(raw.id)).toEqual(['websocket_disconnected'])
  })

  it.for<readonly [string, (raw: RawSocket) => void]>([
    ['breaks off', ({ socket }) => socket.destroy()],
    ['breaks off with an error', ({ socket }) => socket.resetAndDestroy()],
    ['says no more', ({ socket }) => socket.end()],
    ['says no more in the middle of a frame', ({ socket }) => socket.end(clientFrame('hello').subarray(0, 3))],
  ])('the session ends when a client %s', async ([, leave]) => {
    const raw = await openSession()
    await subscribe(raw.id)
    leave(raw)
    await expect.poll(() => statusesOf(raw.id)).toEqual(['websocket_failed_ping_pong'])
  })
})

describe('sockets that the fake controls', () => {
  it.for([
    [4000, 'internal server error', 'websocket_internal_error'],
    [4003, 'connection unused', 'websocket_connection_unused'],
    [1011, '', 'websocket_internal_error'],
  ] as const)('close(%i) sends its code', async ([code, reason, status]) => {
    const raw = await openSession()
    await subscribe(raw.id)
    // Otherwise the fake drops the connection after two seconds, which a busy machine may need.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      served.fake.eventSub.close(code)
      await expect.poll(raw.closing).toEqual({ code, reason })
      expect(await statusesOf(raw.id)).toEqual([status])
      expect(raw.isClosed()).toBe(false)
      raw.send(closing(code), { opcode: 0x8 })
      await expect.poll(raw.isClosed).toBe(true)
    } finally {
      vi.useRealTimers()
    }
  })

  it('a connection that does not answer a close is dropped', async () => {
    const raw = await openSession()
    served.fake.eventSub.close()
    await expect.poll(raw.isClosed).toBe(true)
  })

  it('drop() ends a socket without a close frame', async () => {
    const raw = await openSession()
    expect(served.fake.eventSub.drop()).toBe(1)
    await expect.poll(raw.isClosed).toBe(true)
    expect(raw.closing()).toBeUndefined()
  })

  it('a moved session gets its events over the new socket', async () => {
    const old = await openSession()
    await subscribe(old.id)
    served.fake.eventSub.reconnect()
    await expect.poll(() => old.messages().length).toBe(2)
    const address = new URL(old.messages()[1].payload.session.reconnect_url)
    expect(address.host).toBe(new URL(served.url).host)
    const target = address.pathname + address.search
    const altered = await open({ target: `${target}x` })
    await expect.poll(altered.closing).toEqual({ code: 4007, reason: 'invalid reconnect attempt' })
    const next = await open({ target })
    await expect.poll(() => next.messages()).toMatchObject([{ payload: { session: { id: old.id } } }])
    old.send(closing(1000), { opcode: 0x8 })
    await expect.poll(old.isClosed).toBe(true)
    expect(served.fake.offline('ada')).toBe(1)
    await expect.poll(() => next.messages()[1]?.metadata.subscription_type).toBe('stream.offline')
  })

  it('silence() stops events, pongs and closes', async () => {
    const raw = await openSession()
    await subscribe(raw.id)
    served.fake.eventSub.silence(true)
    expect(served.fake.offline('ada')).toBe(0)
    raw.send('?', { opcode: 0x9 })
    raw.send(closing(1000), { opcode: 0x8 })
    await expect.poll(() => statusesOf(raw.id)).toEqual(['websocket_failed_ping_pong'])
    expect(raw.frames.map(({ opcode }) => opcode)).toEqual([0x1])
    const late = await open()
    expect(late.answer()).toMatch(/ 101 /)
    expect(late.frames).toEqual([])
  })

  it('the fake pings, and drops a connection that does not answer', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    try {
      const [raw, deaf] = [await openSession(), await openSession()]
      const pings = ({ frames }: RawSocket) => frames.filter(({ opcode }) => opcode === 0x9).length
      vi.advanceTimersByTime(10_000)
      await expect.poll(() => [pings(raw), pings(deaf)]).toEqual([1, 1])
      raw.send('', { opcode: 0xa })
      raw.send('?', { opcode: 0x9 })
      await expect.poll(() => raw.frames.at(-1)?.opcode).toBe(0xa)
      vi.advanceTimersByTime(10_000)
      await expect.poll(deaf.closing).toEqual({ code: 4002, reason: 'client failed ping-pong' })
      await expect.poll(() => pings(raw)).toBe(2)
    } finally {
      vi.useRealTimers()
    }
  })
})

it('closing the server ends its sockets and timers', async () => {
  const other = await serveFakeTwitch({ reapAfter: 40_000 })
  const raw = await openRawSocket(other.url)
  await expect.poll(() => raw.messages().length).toBe(1)
  await other.close()
  await expect.poll(raw.isClosed).toBe(true)
  expect(other.fake.eventSub.sessions).toEqual([])
})

it('an event reaches a client that reads slowly', async () => {
  const raw = await openSession()
  await subscribe(raw.id, channelFollow, { ...own, moderator_user_id: '1001' })
  raw.socket.pause()
  for (let count = 0; count < 500; count++) served.fake.emit(channelFollow, { user_id: '1002', ...own })
  raw.socket.resume()
  await expect.poll(() => raw.messages().length).toBe(501)
})

describe('frames', () => {
  const control = fc.record({
    type: fc.constantFrom('ping' as const, 'pong' as const),
    data: fc.uint8Array({ maxLength: 125 }),
  })
  const message = fc.record({
    type: fc.constant('text' as const),
    parts: fc.array(
      fc.record({ text: fc.string({ unit: 'grapheme', maxLength: 200 }), before: fc.array(control, { maxLength: 2 }) }),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
  })
  const opcodes = { text: 0x1, ping: 0x9, pong: 0xa } as const

  it('frames are read as they were written, however they are split', () => {
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1 }),
        (sent, sizes) => {
          const expected: Message[] = []
          const frames: Buffer[] = []
          for (const { type, parts } of sent) {
            parts.forEach(({ text, before }, at) => {
              for (const { type, data } of before) {
                frames.push(clientFrame(Buffer.from(data), { opcode: opcodes[type] }))
                expected.push({ type, data: Buffer.from(data) })
              }
              frames.push(
                clientFrame(text, { opcode: at === 0 ? opcodes[type] : 0x0, isLast: at === parts.length - 1 }),
              )
            })
            expected.push({ type, data: Buffer.from(parts.map(({ text }) => text).join('')) })
          }
          const bytes = Buffer.concat(frames)
          const received: Message[] = []
          const read = createReader(message => received.push(message))
          for (let at = 0, turn = 0; at < bytes.length; turn++) {
            const size = sizes[turn % sizes.length] ?? 1
            read(bytes.subarray(at, at + size))
            at += size
          }
          expect(received).toEqual(expected)
        },
      ),
    )
  })

  it('any bytes are read or refused', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), chunks => {
        const read = createReader(() => {})
        try {
          for (const chunk of chunks) read(Buffer.from(chunk))
        } catch (error) {
          expect(error).toMatchObject({ name: 'ProtocolError', code: expect.toBeOneOf([1002, 1007, 1009]) })
        }
      }),
    )
  })

  it.for([
    [0, 2],
    [125, 2],
    [126, 4],
    [65_535, 4],
    [65_536, 10],
  ] as const)('a frame of %i bytes has a head of %i', ([length, head]) => {
    const frame = encodeFrame('text', Buffer.alloc(length, 'x'))
    expect(frame.length).toBe(length + head)
    expect(head === 2 ? frame[1] : head === 4 ? frame.readUInt16BE(2) : Number(frame.readBigUInt64BE(2))).toBe(length)
  })
})
