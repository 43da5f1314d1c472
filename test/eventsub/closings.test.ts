import { createClient, type HelixError } from 'tinyhelix'
import { channelFollow, createEventSub, type EventSubGap } from 'tinyhelix/eventsub'
import { createFakeTwitch } from 'tinyhelix/testing'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 4, 1) }))
afterEach(() => void vi.useRealTimers())

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

/** A page that listens to the followers of the fake's ada. */
const listen = async () => {
  const fake = createFakeTwitch()
  const addresses: string[] = []
  class RecordedSocket extends fake.network.WebSocket {
    constructor(address: string) {
      super(address)
      addresses.push(address)
    }
  }
  const client = createClient({ auth: fake.auth('ada'), ...fake.network, WebSocket: RecordedSocket })
  const errors: HelixError[] = []
  const gaps: EventSubGap[] = []
  const received: string[] = []
  const events = createEventSub(client, { onError: error => errors.push(error) })
  events.onGap(gap => gaps.push(gap))
  events.on(channelFollow, ({ user_id }) => received.push(user_id))
  await pass(100)
  const follow = (user_id: string) => fake.emit(channelFollow, { user_id, broadcaster_user_id: '1001' })
  return { fake, addresses, events, errors, gaps, received, follow }
}

it.for([4000, 4001, 4002, 4003, 4004, 4005, 4006, 4007, 1000, 1011])(
  'the page reconnects after Twitch closes its socket with %i, and gets one gap',
  async code => {
    const { fake, events, errors, gaps, received, follow } = await listen()
    const shown = new Set<string>()
    events.subscribe(({ error }) => error && shown.add(error.message))
    follow('8001')
    follow('8002')
    fake.eventSub.close(code)
    await pass(2000)
    expect([...shown]).toEqual([`EventSub lost its socket (${code}).`])
    expect(events.state).toMatchObject({ status: 'live', error: null })
    expect(gaps).toMatchObject([{ subscriptions: [{ type: 'channel.follow' }] }])
    follow('8003')
    expect({ received, errors }).toEqual({ received: ['8001', '8002', '8003'], errors: [] })
    expect(fake.eventSub.sessions.filter(({ status }) => status === 'connected')).toHaveLength(1)
  },
)

it('the page connects to its own address after it loses a socket to which Twitch moved it', async () => {
  const { fake, addresses, gaps, received, follow } = await listen()
  fake.eventSub.reconnect()
  await pass(100)
  fake.eventSub.close(4000)
  await pass(2000)
  expect(addresses).toEqual([addresses[0], expect.stringContaining('challenge='), addresses[0]])
  follow('8001')
  expect(received).toEqual(['8001'])
  expect(gaps).toHaveLength(1)
})
