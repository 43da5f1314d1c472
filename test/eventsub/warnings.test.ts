import {
  channelBan,
  channelChatMessage,
  channelFollow,
  channelGoalBegin,
  channelPollBegin,
  channelSubscribe,
  channelUpdate,
  createEventSub,
} from 'tinyhelix/eventsub'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { listening, page, settle, update } from './scriptedPage.ts'

let warned: unknown[][]
beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 4, 1) })
  warned = []
  vi.spyOn(console, 'warn').mockImplementation((...message) => void warned.push(message))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

/** A page whose user has granted no scope. Each warning appears once in a page, so each test uses its own types. */
const withoutScopes = () => {
  const made = page()
  made.signIn('ada', [])
  return made
}

it('an unhandled refusal warns in development, with its code, the scope and the remedy', async () => {
  const { client } = withoutScopes()
  createEventSub(client).on(channelFollow, () => {})
  await settle()
  expect(warned).toEqual([
    [expect.stringMatching(/scope: .*channel\.follow needs the scope moderator:read:followers: ask for it .*onError/)],
  ])
})

it('each refused type warns once, however many handlers it has', async () => {
  const { client, signIn } = withoutScopes()
  const events = createEventSub(client)
  for (const type of [channelBan, channelBan]) events.on(type, () => {})
  events.on(channelChatMessage, () => {})
  await settle()
  signIn('ada', ['bits:read'])
  await settle()
  expect(warned.flat().map(text => /channel\.\S+/.exec(`${text}`)?.[0])).toEqual([
    'channel.ban',
    'channel.chat.message',
  ])
})

it('subscriptions that Twitch refuses or revokes later warn too', async () => {
  const { events, take, socket } = await listening()
  events.on(channelUpdate, { broadcaster_user_id: '42' }, () => {})
  await settle()
  await take('POST')[0]?.answer(403, { status: 403, message: 'missing proper authorization' })
  const about = { type: 'channel.update', version: '2', condition: { broadcaster_user_id: 'ada' } }
  socket().receive('revocation', { subscription: { id: 'x', ...about, status: 'version_removed' } })
  await settle()
  expect(warned).toEqual([[expect.stringMatching(/^forbidden: /)], [expect.stringMatching(/^revoked: /)]])
})

it('an event that fails validation warns', async () => {
  const { socket, received } = await listening({ validate: 'throw' })
  socket().notify('x', update)
  await settle()
  expect([received, warned]).toEqual([[], [[expect.stringMatching(/^schema: /)]]])
})

it('a page with onError gets no warning', async () => {
  const codes: string[] = []
  const { client } = withoutScopes()
  createEventSub(client, { onError: ({ code }) => codes.push(code) }).on(channelSubscribe, () => {})
  await settle()
  expect([codes, warned]).toEqual([['scope'], []])
})

it('a page that uses `ready` gets no warning', async () => {
  const { client } = withoutScopes()
  const { ready } = createEventSub(client).on(channelPollBegin, () => {})
  await expect(ready).rejects.toMatchObject({ code: 'scope' })
  expect(warned).toEqual([])
})

it('production gets no warning', async () => {
  vi.stubEnv('NODE_ENV', 'production')
  createEventSub(withoutScopes().client).on(channelGoalBegin, () => {})
  await settle()
  expect(warned).toEqual([])
})
