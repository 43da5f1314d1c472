import { createClient, type HelixError, userToken } from 'tinyhelix'
import { channelFollow, channelUpdate, createEventSub, type EventSubGap, streamOnline } from 'tinyhelix/eventsub'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createMockServer, type MockServer } from './mockServer.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 4, 1) }))
afterEach(() => void vi.useRealTimers())

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

/** A page that listens to the mock server. */
const listen = async (mock: MockServer) => {
  const { network } = mock
  // It knows neither tokens nor their users.
  const auth = userToken('anything', { ...network, clientId: 'app', user: '1001', authURL: 'http://localhost:8080' })
  const client = createClient({ auth, ...network, validate: 'throw' })
  const errors: HelixError[] = []
  const gaps: EventSubGap[] = []
  const received: string[] = []
  const events = createEventSub(client, { onError: error => errors.push(error) })
  events.onGap(gap => gaps.push(gap))
  const follows = events.on(channelFollow, ({ user_login }) => received.push(user_login))
  await pass(100)
  return { events, follows, received, gaps, errors }
}

const person = (login: string) => ({ user_id: login, user_login: login, user_name: login })
const channel = {
  broadcaster_user_id: '1001',
  broadcaster_user_login: 'ada',
  broadcaster_user_name: 'Ada',
}
const follow = (mock: MockServer, login: string) =>
  mock.trigger('channel.follow', '2', { ...person(login), ...channel, followed_at: '2026-05-01T00:00:00.123456789Z' })

it.for([false, true])('the page subscribes and receives events, with required subscriptions: %s', async isStrict => {
  const mock = createMockServer({ isStrict })
  const { events, follows, received, gaps, errors } = await listen(mock)
  await follows.ready
  expect(events.state).toMatchObject({ status: 'live', cost: { total: 0, max: 10 } })
  follow(mock, 'fox')
  mock.trigger('channel.update', '2', {})
  // For half an hour keepalives come at their interval, and events in addition.
  for (let minute = 0; minute < 30; minute++) {
    await pass(60_000)
    follow(mock, `owl${minute}`)
  }
  expect(received).toHaveLength(31)
  expect([gaps, errors, mock.answered]).toEqual([[], [], ['POST 202']])
  follows.close()
  await pass(1000)
  expect(mock.sessionIds()).toEqual([])
})

it('an event with equal type and unknown condition is not delivered', async () => {
  const mock = createMockServer()
  const { events, errors } = await listen(mock)
  const received: string[] = []
  for (const broadcaster_user_id of ['1001', '1002']) {
    events.on(streamOnline, { broadcaster_user_id }, ({ broadcaster_user_id: of }) =>
      received.push(`${broadcaster_user_id} ${of}`),
    )
  }
  await pass(100)
  expect(mock.answered).toEqual(['POST 202', 'POST 202', 'POST 409', 'GET 200'])
  mock.trigger('stream.online', '1', { id: '1', ...channel, type: 'live', started_at: '2026-05-01T00:00:00Z' })
  expect(received).toEqual([])
  await pass(20_000)
  expect(errors).toMatchObject([{ code: 'conflict' }])
  expect(events.state.subscriptions.map(({ status }) => status)).toEqual(['live', 'live', 'pending'])
})

it('a move uses the new server’s session id, and that server loses events before its welcome', async () => {
  const mock = createMockServer({ isStrict: true })
  const { events, received, gaps, errors } = await listen(mock)
  const [before] = mock.sessionIds()
  for (let moves = 1; moves <= 3; moves++) {
    mock.reconnect()
    follow(mock, 'lost')
    await pass(100)
    follow(mock, `fox${moves}`)
    await pass(40_000)
    follow(mock, `owl${moves}`)
  }
  expect(received).toEqual(['fox1', 'owl1', 'fox2', 'owl2', 'fox3', 'owl3'])
  expect(mock.sessionIds()).toHaveLength(1)
  expect(mock.sessionIds()[0]).not.toBe(before)
  expect(mock.addresses.map(address => address.includes('reconnect_id'))).toEqual([false, true, true, true])
  events.on(channelUpdate, () => {})
  await pass(100)
  expect(events.state).toMatchObject({ status: 'live', error: null })
  expect([gaps, errors, mock.answered]).toEqual([[], [], ['POST 202', 'POST 202']])
})

it('after a loss the page connects to the first address, not to the one it was moved to', async () => {
  const mock = createMockServer({ isStrict: true })
  const { received, gaps } = await listen(mock)
  mock.reconnect()
  await pass(100)
  mock.close(4000)
  await pass(2000)
  expect(mock.addresses.map(address => address.includes('reconnect_id'))).toEqual([false, true, false])
  expect(mock.answered).toEqual(['POST 202', 'POST 202'])
  follow(mock, 'fox')
  expect(received).toEqual(['fox'])
  expect(gaps).toHaveLength(1)
})

it.for([4000, 4001, 4002, 4003, 4004, 4005, 4006, 4007])('the page reconnects after a close with %i', async code => {
  const mock = createMockServer({ isStrict: true })
  const { events, received, gaps, errors } = await listen(mock)
  const errorsInState = new Set<string>()
  events.subscribe(({ error }) => error && errorsInState.add(error.message))
  follow(mock, 'fox')
  const since = new Date().toISOString().replace('Z', '123456Z')
  follow(mock, 'elk')
  mock.close(code)
  await pass(2000)
  expect([...errorsInState]).toEqual([`EventSub lost its socket (${code}).`])
  expect(events.state).toMatchObject({ status: 'live', error: null })
  expect(gaps).toEqual([{ since, subscriptions: [expect.objectContaining({ type: 'channel.follow' })] }])
  follow(mock, 'owl')
  expect(received).toEqual(['fox', 'elk', 'owl'])
  expect(errors).toEqual([])
  expect(mock.sessionIds()).toHaveLength(1)
})

it('a session that the server has forgotten does not count as a refusal', async () => {
  const mock = createMockServer({ isStrict: true })
  const { events, errors } = await listen(mock)
  // The page hears later that it is closed.
  mock.close(4005, 500)
  const { ready } = events.on(channelUpdate, () => {})
  await pass(100)
  expect(mock.answered).toEqual(['POST 202', 'POST 400'])
  await pass(3000)
  await ready
  expect(events.state.status).toBe('live')
  expect(errors).toEqual([])
})
