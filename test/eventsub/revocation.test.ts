import { createClient, deviceCode, type HelixError } from 'tinyhelix'
import { channelFollow, channelUpdate, createEventSub } from 'tinyhelix/eventsub'
import { createFakeTwitch } from 'tinyhelix/testing'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 4, 1) }))
afterEach(() => void vi.useRealTimers())

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

/** A page whose user signs in with a device code, and which listens to two types of events. */
const overlay = async () => {
  const fake = createFakeTwitch()
  const validations: number[] = []
  const fetch: typeof globalThis.fetch = (input, init) => {
    if (`${input}`.includes('/validate')) validations.push(Date.now())
    return fake.fetch(input, init)
  }
  const auth = deviceCode({ clientId: fake.clientId, scopes: ['moderator:read:followers'], storage: 'memory' })
  const errors: HelixError[] = []
  const client = createClient({ ...fake.network, fetch, auth })
  const events = createEventSub(client, { onError: error => errors.push(error) })
  const received: string[] = []
  events.on(channelFollow, ({ user_name }) => received.push(user_name))
  events.on(channelUpdate, ({ title }) => received.push(title))
  const signIn = async () => {
    void auth.signIn({ onCode: ({ user_code }) => fake.activate(user_code, { user: 'ada' }) })
    await pass(10_000)
  }
  await signIn()
  return { fake, auth, events, errors, received, validations, signIn }
}

it.each(['authorization_revoked', 'user_removed'])(
  '%s ends the session at once, and a new sign-in makes all subscriptions again',
  async reason => {
    const { auth, events, errors, received, signIn, fake } = await overlay()
    expect([auth.state.status, events.state.status]).toEqual(['signed-in', 'live'])
    const token = await auth.getToken()
    for (const type of [channelFollow, channelUpdate]) fake.eventSub.revoke(type, reason)
    fake.revoke(token)
    await pass(2000)
    expect([auth.state.status, events.state.status, events.state.userId]).toEqual(['signed-out', 'signed-out', null])
    for (const { message } of errors) expect(message).toContain('returns after a new sign-in')
    await signIn()
    expect([auth.state.status, events.state.status]).toEqual(['signed-in', 'live'])
    fake.emit(channelFollow, { broadcaster_user_id: fake.user('ada').id, user_id: fake.user('pixelfox').id })
    await pass(100)
    expect(received).toHaveLength(1)
  },
)

it('a revocation that leaves the token valid does not end the session, however many subscriptions it ends', async () => {
  const { auth, events, fake, validations } = await overlay()
  const before = validations.length
  for (const type of [channelFollow, channelUpdate]) fake.eventSub.revoke(type, 'authorization_revoked')
  await pass(2000)
  expect([auth.state.status, events.state.subscriptions.map(({ status }) => status)]).toEqual([
    'signed-in',
    ['refused', 'refused'],
  ])
  expect(validations.length - before).toBeLessThanOrEqual(2)
  expect(validations.length).toBeGreaterThan(before)
})
