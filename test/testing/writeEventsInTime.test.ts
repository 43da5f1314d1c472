import * as twitch from 'tinyhelix'
import { channelPollEnd, channelPollProgress, channelRaid, type EventType } from 'tinyhelix/eventsub'
import { createFakeTwitch, type FakeTwitchOptions } from 'tinyhelix/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openSocket } from './openSocket.ts'
import { call } from './wire.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000)

/** A fake whose events ada receives. */
function setUp(options?: FakeTwitchOptions) {
  const fake = createFakeTwitch(options)
  const { frames } = openSocket(fake, `${fake.network.eventSubURL}?keepalive_timeout_seconds=600`)
  const subscribe = async (
    { spec: { type, version } }: EventType<unknown, unknown>,
    condition: object = { broadcaster_user_id: '1001' },
  ): Promise<string> => {
    await pass(0.01)
    const body = {
      type,
      version,
      condition,
      transport: { method: 'websocket', session_id: frames[0]?.payload.session.id },
    }
    return (await call(fake, 'POST /eventsub/subscriptions', { body })).body.data[0].id
  }
  const heard = () => frames.flatMap(({ metadata }) => metadata['subscription_type'] ?? [])
  return { fake, ada: fake.client(), subscribe, heard, frames }
}

const poll = { title: 'Tea?', choices: [{ title: 'Yes' }, { title: 'No' }], duration: 30 }

describe('a poll', () => {
  it('a poll sends progress once a second at most, and one end', async () => {
    const { ada, subscribe, heard, frames } = setUp()
    await subscribe(channelPollProgress)
    await subscribe(channelPollEnd)
    await twitch.createPoll(ada, poll)
    await pass(200)
    const progress = frames.filter(({ metadata }) => metadata['subscription_type'] === 'channel.poll.progress')
    expect(progress.length).toBeGreaterThan(15)
    const times = progress.map(({ metadata }) => Date.parse(metadata['message_timestamp'] ?? ''))
    expect(times.slice(1).filter((time, index) => time - (times[index] ?? 0) < 1000)).toEqual([])
    // Only if somebody has voted since.
    const told = progress.map(({ payload }) => JSON.stringify(payload.event.choices))
    expect(new Set(told).size).toBe(told.length)
    expect(heard().filter(type => type === 'channel.poll.end')).toHaveLength(1)
    expect(heard().at(-1)).toBe('channel.poll.end')
  })

  it('a poll does not set timers endlessly while the fake’s clock stands still', async () => {
    let time = Date.now()
    const { ada, fake, subscribe, heard } = setUp({ now: () => time })
    await subscribe(channelPollEnd)
    await twitch.createPoll(ada, poll)
    await pass(600)
    expect(heard()).toEqual([])
    time += 60_000
    // Each request checks the clock.
    await call(fake, 'GET /users?id=1001')
    await pass(0.1)
    expect(heard()).toEqual(['channel.poll.end'])
    fake.eventSub.close(1000)
    await twitch.createPoll(ada, poll)
    await expect(vi.runAllTimersAsync()).resolves.toBe(vi)
  })

  it('a poll has one timer, for its end, without listeners', async () => {
    const fake = createFakeTwitch()
    await twitch.createPoll(fake.client(), poll)
    await pass(0)
    expect(vi.getTimerCount()).toBe(1)
    await vi.advanceTimersToNextTimerAsync()
    expect(new Date().toISOString()).toBe('2026-05-01T12:00:30.000Z')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('a poll sends progress while somebody listens', async () => {
    const { fake, ada, subscribe, heard } = setUp()
    await subscribe(channelRaid, { from_broadcaster_user_id: '1001' })
    await twitch.createPoll(ada, { ...poll, duration: 600 })
    await pass(60)
    expect(heard()).toEqual([])
    const id = await subscribe(channelPollProgress)
    await pass(5)
    const count = heard().length
    expect(count).toBeGreaterThan(2)
    await call(fake, `DELETE /eventsub/subscriptions?id=${id}`)
    await pass(60)
    expect(heard()).toHaveLength(count)
  })
})

it('a raid starts after 90 seconds', async () => {
  const { ada, subscribe, heard } = setUp()
  await subscribe(channelRaid, { from_broadcaster_user_id: '1001' })
  await twitch.startRaid(ada, { to_broadcaster_id: '1002' })
  await pass(89.9)
  expect(heard()).toEqual([])
  await pass(0.1)
  expect(heard()).toEqual(['channel.raid'])
})

it('a cancelled raid does not start, and the next one does', async () => {
  const { ada, subscribe, frames } = setUp()
  await subscribe(channelRaid, { from_broadcaster_user_id: '1001' })
  await twitch.startRaid(ada, { to_broadcaster_id: '1002' })
  await pass(60)
  await twitch.cancelRaid(ada)
  await twitch.startRaid(ada, { to_broadcaster_id: '1003' })
  await pass(600)
  expect(frames.slice(1).map(({ payload }) => payload.event)).toMatchObject([{ to_broadcaster_user_id: '1003' }])
})

describe('writes with a duration follow the clock of the fake', () => {
  it('a clock that is ahead ends them with the next request', async () => {
    let now = Date.now()
    const { ada, subscribe, heard, frames } = setUp({ now: () => now })
    await subscribe(channelPollEnd)
    await subscribe(channelPollProgress)
    await twitch.createPoll(ada, poll)
    now += 3_600_000
    await twitch.getPolls(ada)
    await pass(0.01)
    expect(heard()).toEqual(['channel.poll.end'])
    expect(frames.at(-1)?.payload.event).toMatchObject({ status: 'completed', ended_at: '2026-05-01T12:00:30Z' })
  })

  it('a clock that stands still keeps them open', async () => {
    const now = Date.now()
    const { ada, subscribe, heard } = setUp({ now: () => now })
    await subscribe(channelPollEnd)
    await twitch.createPoll(ada, poll)
    await pass(300)
    expect(heard()).toEqual([])
    await expect(twitch.getPolls(ada, { first: 1 })).resolves.toMatchObject([{ status: 'ACTIVE' }])
  })
})

it('a program can end before a poll does', async () => {
  vi.useRealTimers()
  const timers = () => process.getActiveResourcesInfo().filter(name => name === 'Timeout').length
  const fake = createFakeTwitch()
  const ada = fake.client({ timeout: 0 })
  await twitch.getPolls(ada, { first: 1 })
  const before = timers()
  await twitch.createPoll(ada, poll)
  await twitch.startRaid(ada, { to_broadcaster_id: '1002' })
  expect(timers()).toBe(before)
})
