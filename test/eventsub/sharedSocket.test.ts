import { channelFollow, channelUpdate, createEventSub } from 'tinyhelix/eventsub'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { controlledAuth } from './controlledAuth.ts'
import { page, pass, settle } from './scriptedPage.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 4, 1) }))
afterEach(() => void vi.useRealTimers())

/** A page with two auths of one user. Only the second has the scope for followers. */
const twoAuths = () => {
  const made = page()
  made.signIn('ada', ['bits:read'])
  const other = controlledAuth('ada', 'secret-with-scope')
  other.signIn('ada', ['moderator:read:followers'])
  return { ...made, otherClient: made.clientOf(other.auth), signInOther: other.signIn }
}

it.each(['first', 'last'])('the client with the scope makes a subscription, and subscribes %s', async order => {
  const { client, otherClient, socket, sockets, take } = twoAuths()
  const one = createEventSub(client)
  const other = createEventSub(otherClient)
  one.on(channelUpdate, () => {})
  if (order === 'last') one.on(channelFollow, () => {})
  other.on(channelFollow, () => {})
  if (order === 'first') one.on(channelFollow, () => {})
  await settle()
  socket().welcome()
  await settle()
  const asked = take('POST').map(({ body, token }) => [body.type, token])
  expect([sockets.length, asked]).toEqual([
    1,
    [
      ['channel.update', 'Bearer secret-ada'],
      ['channel.follow', 'Bearer secret-with-scope'],
    ],
  ])
})

it('when the client with the scope signs out, the other one keeps the subscriptions that it can have', async () => {
  const { client, otherClient, socket, agree, signInOther } = twoAuths()
  const one = createEventSub(client)
  const other = createEventSub(otherClient)
  one.on(channelUpdate, () => {})
  other.on(channelFollow, () => {})
  await settle()
  socket().welcome()
  await settle()
  await agree()
  signInOther(null)
  await pass(2000)
  expect([one.state.status, other.state.status, socket().isClosed]).toEqual(['live', 'signed-out', false])
})

it('EventSubs of a user share a socket with the shortest of their keepalive times', async () => {
  const { client, sockets, socket } = page()
  for (const keepaliveSeconds of [60, 30, 600]) createEventSub(client, { keepaliveSeconds }).on(channelUpdate, () => {})
  await settle()
  expect(sockets.map(({ url }) => url)).toEqual(['wss://eventsub.wss.twitch.tv/ws?keepalive_timeout_seconds=30'])
  createEventSub(client).on(channelUpdate, () => {})
  await settle()
  expect(sockets).toHaveLength(1)
  socket().drop()
  await pass(1000)
  expect(sockets.map(({ url }) => url).slice(1)).toEqual(['wss://eventsub.wss.twitch.tv/ws'])
})

it('subscriptions above 300 are refused at once, and made when there is room', async () => {
  const errors: string[] = []
  const { client, socket, take } = page({ validate: 'off' })
  const events = createEventSub(client, { onError: ({ message }) => errors.push(message) })
  const channels = Array.from({ length: 302 }, (_, index) => `${index}`)
  const handles = channels.map(broadcaster_user_id => events.on(channelUpdate, { broadcaster_user_id }, () => {}))
  await settle()
  socket().welcome()
  await settle()
  let ids = 0
  const agree = async () => {
    let count = 0
    for (let requests = take('POST'); requests.length; requests = take('POST')) {
      for (const { answer } of requests) await answer(202, { data: [{ id: `id-${++ids}`, cost: 0 }] })
      count += requests.length
      await settle()
    }
    return count
  }
  expect(await agree()).toBe(300)
  expect(errors).toEqual(Array(2).fill('EventSub channel.update waits: a socket has 300 subscriptions at most.'))
  expect(events.state.status).toBe('live')
  expect(events.state.subscriptions.filter(({ status }) => status === 'pending')).toHaveLength(2)
  const alive = setInterval(() => socket().receive('session_keepalive'), 5000)
  handles[7]?.close()
  await pass(1000)
  for (const { answer } of take('DELETE')) await answer(204)
  expect(await agree()).toBe(1)
  expect(events.state.subscriptions.filter(({ status }) => status === 'pending')).toHaveLength(1)
  clearInterval(alive)
  events.close()
})

it('close() and a new subscription do not shorten the wait for a connection', async () => {
  const { client, sockets, socket } = page()
  const events = createEventSub(client)
  const first = events.on(channelUpdate, () => {})
  await settle()
  for (let drops = 0; drops < 6; drops++) {
    const before = sockets.length
    socket().drop()
    while (sockets.length === before) await pass(1000)
  }
  socket().drop()
  first.close()
  await pass(1000)
  const before = sockets.length
  events.on(channelUpdate, () => {})
  await pass(5000)
  expect([events.state.status, sockets.length]).toEqual(['waiting', before])
  events.close()
})

it.each([
  ['sockets that drop', undefined],
  ['three sockets elsewhere', 'number of websocket transports limit exceeded'],
])('a page that replaces its last EventSub keeps the waits between connections: %s', async (_, message) => {
  const { client, sockets, socket, take } = page()
  const perMinute: number[] = []
  for (let minute = 0; minute < 4; minute++) {
    const before = sockets.length
    for (let second = 0; second < 60; second += 3) {
      const events = createEventSub(client, { onError: () => {} })
      events.on(channelUpdate, () => {})
      for (let step = 0; step < 30; step++) {
        await pass(100)
        const last = sockets.at(-1)
        if (!last || last.isClosed || sockets.length === before) continue
        if (!message) {
          last.isClosed = true
          socket().drop()
        } else {
          last.welcome()
          await settle()
          for (const { answer } of take('POST')) await answer(429, { status: 429, message })
        }
      }
      events.close()
    }
    perMinute.push(sockets.length - before)
  }
  expect(
    perMinute.slice(1).every(count => count <= 2),
    `${perMinute}`,
  ).toBe(true)
})

it('an EventSub that worked for half a minute leaves no wait when it is closed', async () => {
  const { client, sockets, socket, agree } = page()
  for (let time = 0; time < 10; time++) {
    const events = createEventSub(client)
    events.on(channelUpdate, () => {})
    await settle()
    socket().welcome()
    await settle()
    await agree()
    for (let second = 0; second < 35; second += 5) {
      socket().receive('session_keepalive')
      await pass(5000)
    }
    events.close()
    await settle()
  }
  expect(sockets).toHaveLength(10)
  const events = createEventSub(client)
  events.on(channelUpdate, () => {})
  await settle()
  socket().drop()
  await pass(1000)
  expect(sockets).toHaveLength(12)
  events.close()
})
