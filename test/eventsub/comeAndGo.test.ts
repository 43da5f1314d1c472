import { createClient } from 'tinyhelix'
import { channelFollow, channelUpdate, createEventSub } from 'tinyhelix/eventsub'
import { createFakeTwitch } from 'tinyhelix/testing'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 4, 1) }))
afterEach(() => void vi.useRealTimers())

/** A generator of numbers from 0 up to 1, from a seed. */
const dice = (seed: number) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 2 ** 32
}

it('a second after the last component unmounts no subscription is left, in any order of events and however slow Twitch is', async () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = dice(seed)
    const fake = createFakeTwitch()
    const slowness = [0, 30, 400, 1500, 4000][seed % 5] ?? 0
    const wait = () => new Promise(resolve => setTimeout(resolve, random() * slowness))
    const fetch: typeof globalThis.fetch = async (...asked) => {
      await wait()
      const answer = await fake.fetch(...asked)
      await wait()
      return answer
    }
    const { auth } = fake.client({ user: 'ada' })
    if (!auth) throw new Error('a client of a user has an auth')
    const events = createEventSub(createClient({ ...fake.network, fetch, auth }))
    const begin = () => (random() < 0.5 ? events.on(channelUpdate, () => {}) : events.on(channelFollow, () => {})).close
    for (let round = 0; round < 5; round++) {
      const close = begin()
      await vi.advanceTimersByTimeAsync(random() * 1500)
      close()
      await vi.advanceTimersByTimeAsync(random() * 1500)
    }
    await vi.advanceTimersByTimeAsync(1000)
    const left = fake.eventSub.sessions.filter(({ status }) => status === 'connected')
    expect([seed, left.length, events.state.status]).toEqual([seed, 0, 'idle'])
    await vi.advanceTimersByTimeAsync(20_000)
    expect([seed, fake.eventSub.sessions.length, vi.getTimerCount()]).toEqual([seed, 0, 0])
    events.close()
  }
})
