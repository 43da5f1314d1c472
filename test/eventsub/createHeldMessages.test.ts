import { type AuthState, createClient } from 'tinyhelix'
import {
  type AutomodMessageHoldEvent,
  automodMessageHold,
  automodMessageUpdate,
  createEventSub,
  createHeldMessages,
  type HeldMessages,
} from 'tinyhelix/eventsub'
import { createFakeTwitch } from 'tinyhelix/testing'
import { describe, expect, it, onTestFinished, vi } from 'vitest'

const ada = '1001'
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

/** A page of ada with the held messages of her channel. `follow` hears of each user before the page's events do. */
const setUp = async (follow: (state: AuthState) => void = () => {}) => {
  vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') })
  onTestFinished(() => void vi.useRealTimers())
  const twitch = createFakeTwitch()
  const auth = twitch.auth('ada')
  auth.subscribe(follow)
  const events = createEventSub(createClient({ auth, ...twitch.network }))
  onTestFinished(events.close)
  const held = createHeldMessages(events)
  await pass(100)
  const base = (message_id: string, more: Partial<AutomodMessageHoldEvent> = {}) => ({
    broadcaster_user_id: ada,
    user_id: '1002',
    message_id,
    message: { text: message_id, fragments: [] },
    held_at: new Date().toISOString(),
    reason: 'automod',
    automod: { category: 'swearing', level: 2, boundaries: [] },
    blocked_term: null,
    ...more,
  })
  return {
    twitch,
    auth,
    events,
    held,
    hold: (id: string, more?: Partial<AutomodMessageHoldEvent>) => twitch.emit(automodMessageHold, base(id, more)),
    decide: (id: string, status: string) =>
      twitch.emit(automodMessageUpdate, { ...base(id), moderator_user_id: ada, status }),
  }
}

const idsOf = ({ state }: HeldMessages) => state.map(({ message_id }) => message_id)

describe('held messages', () => {
  it('held messages have their reasons, newest last, until they are decided or expire', async () => {
    const { held, hold, decide } = await setUp()
    hold('a')
    await pass(10)
    hold('b', { reason: 'blocked_term', automod: null, blocked_term: { terms_found: [] } })
    await pass(10)
    hold('c', { reason: 'blocked_link', automod: null })
    hold('a')
    await pass(10)
    expect(idsOf(held)).toEqual(['a', 'b', 'c'])
    expect(held.state.map(({ reason }) => reason)).toEqual(['automod', 'blocked_term', 'blocked_link'])
    decide('a', 'approved')
    decide('b', 'denied')
    decide('c', 'expired')
    expect(idsOf(held)).toEqual([])
  })

  it('a message that arrives after its decision is not shown', async () => {
    const { held, hold, decide } = await setUp()
    decide('late', 'denied')
    hold('late')
    expect(idsOf(held)).toEqual([])
  })

  it('a decision removes a message at once, and a refusal puts it back in its place', async () => {
    const { held, hold, twitch } = await setUp()
    hold('a')
    await pass(10)
    hold('b')
    twitch.fail({ path: '/moderation/automod/message', status: 403, times: 1 })
    const refused = held.resolve('a', 'ALLOW')
    expect(idsOf(held)).toEqual(['b'])
    const outcome = expect(refused).rejects.toMatchObject({ name: 'HelixError' })
    await pass(10_000)
    await outcome
    expect(idsOf(held)).toEqual(['a', 'b'])
  })

  it('a message that another moderator decides is removed', async () => {
    const { held, hold, twitch } = await setUp()
    hold('a')
    twitch.fail({ path: '/moderation/automod/message', status: 404 })
    const outcome = expect(held.resolve('a', 'DENY')).rejects.toMatchObject({ code: 'not_found' })
    await pass(1000)
    await outcome
    expect(idsOf(held)).toEqual([])
  })

  it('the messages of one user are not shown to the next, also after a late refusal', async () => {
    const { held, hold, auth, twitch } = await setUp()
    hold('a')
    hold('b')
    twitch.fail({ path: '/moderation/automod/message', status: 403, latency: 500 })
    const outcome = expect(held.resolve('a', 'DENY')).rejects.toThrow()
    await auth.signOut()
    expect(idsOf(held)).toEqual([])
    await pass(10_000)
    await outcome
    expect(idsOf(held)).toEqual([])
  })

  it('the next user does not decide messages of the former one, even if the page still shows them', async () => {
    const { held, hold, auth, twitch } = await setUp()
    hold('a')
    const signingIn = auth.signIn({ user: 'pixelfox' })
    await pass(100)
    await signingIn
    await expect(held.resolve('a', 'ALLOW')).rejects.toMatchObject({ code: 'not_found' })
    expect(twitch.requests.filter(({ path }) => path === '/moderation/automod/message')).toEqual([])
  })

  it('the next user does not decide messages of the former one at the moment of the change', async () => {
    const decided: Promise<unknown>[] = []
    const { held, hold, auth, twitch } = await setUp(({ session }) => {
      if (session?.login === 'pixelfox') decided.push(held.resolve('a', 'ALLOW').catch(({ code }) => code))
    })
    hold('a')
    void auth.signIn({ user: 'pixelfox' })
    await pass(1000)
    expect(await Promise.all(decided)).toEqual(['token'])
    expect(twitch.requests.filter(({ path }) => path === '/moderation/automod/message')).toEqual([])
    expect(idsOf(held)).toEqual([])
  })

  it.each([
    ['another user signs in', 'pixelfox'],
    ['its user signs out', null],
  ])('a decision that waits for the rate limit is not sent once %s', async (_, next) => {
    const { held, hold, auth, twitch } = await setUp()
    hold('a')
    twitch.fail({ path: '/moderation/automod/message', status: 429, times: 1 })
    const outcome = held.resolve('a', 'DENY').catch(({ code }) => code)
    await pass(100)
    const changing = next ? auth.signIn({ user: next }) : auth.signOut()
    await pass(120_000)
    await changing
    expect(await outcome).toBe('token')
    const sent = twitch.requests.filter(({ path }) => path === '/moderation/automod/message')
    expect(sent.map(({ status, body }) => [status, Object(body).user_id])).toEqual([[429, ada]])
    expect(idsOf(held)).toEqual([])
  })

  it('several clicks decide a message once', async () => {
    const { held, hold, twitch } = await setUp()
    hold('a')
    const first = held.resolve('a', 'ALLOW').catch(() => {})
    await expect(held.resolve('a', 'DENY')).rejects.toMatchObject({ code: 'not_found' })
    await pass(1000)
    await first
    expect(twitch.requests.filter(({ path }) => path === '/moderation/automod/message')).toHaveLength(1)
  })

  it('a message does not return after close(), even if Twitch refuses', async () => {
    const { held, hold, twitch } = await setUp()
    hold('a')
    twitch.fail({ path: '/moderation/automod/message', status: 403, times: 1 })
    const outcome = expect(held.resolve('a', 'DENY')).rejects.toThrow()
    held.close()
    await pass(1000)
    await outcome
    expect(idsOf(held)).toEqual([])
  })

  it('close() ends the subscriptions', async () => {
    const { held, hold, twitch } = await setUp()
    hold('a')
    held.close()
    hold('b')
    await pass(2000)
    expect(idsOf(held)).toEqual(['a'])
    expect(twitch.eventSub.sessions).toEqual([])
  })
})
