import { banUser, createClient, deleteChatMessages, sendChatMessage, updateChatSettings } from 'tinyhelix'
import { anonymousChat } from 'tinyhelix/chat'
import {
  channelChatClear,
  channelChatClearUserMessages,
  channelChatMessage,
  channelChatMessageDelete,
  channelChatNotification,
  channelChatSettingsUpdate,
  createEventSub,
} from 'tinyhelix/eventsub'
import { createFakeTwitch, type FakeTwitchOptions } from 'tinyhelix/testing'
import { serveFakeTwitch } from 'tinyhelix/testing/node'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { closing, openRawSocket } from './rawSocket.ts'

const ada = '1001'
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

const types = [
  channelChatMessage,
  channelChatNotification,
  channelChatMessageDelete,
  channelChatClearUserMessages,
  channelChatClear,
  channelChatSettingsUpdate,
] as const

/** A fake, and a socket to its chat. The test moves the time. */
function setUp(options: FakeTwitchOptions = {}) {
  vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') })
  onTestFinished(() => void vi.useRealTimers())
  const fake = createFakeTwitch(options)
  const connect = async () => {
    const socket = new fake.network.WebSocket(fake.network.ircURL)
    const lines: string[] = []
    const closings: number[] = []
    socket.addEventListener('message', ({ data }) => lines.push(...`${data}`.split('\r\n').filter(Boolean)))
    socket.addEventListener('close', ({ code }) => closings.push(code))
    await pass(10)
    return {
      lines,
      closings,
      socket,
      /** The lines of the answer. */
      say: async (...said: string[]) => {
        const before = lines.length
        socket.send(said.map(line => `${line}\r\n`).join(''))
        await pass(10)
        return lines.slice(before)
      },
    }
  }
  onTestFinished(() => void fake.irc.drop())
  return { fake, connect }
}

const register = ['CAP REQ :twitch.tv/tags twitch.tv/commands', 'NICK justinfan42']

describe('the IRC chat of a fake', () => {
  it('the chat acknowledges capabilities, welcomes anonymous users, and joins channels that exist', async () => {
    const { connect, fake } = setUp()
    const { say } = await connect()
    expect(fake.irc.clients).toEqual([{ nick: null, channels: [] }])
    const welcome = await say(...register)
    expect(welcome[0]).toBe(':tmi.twitch.tv CAP * ACK :twitch.tv/tags twitch.tv/commands')
    expect(welcome[1]).toBe(':tmi.twitch.tv 001 justinfan42 :Welcome, GLHF!')
    expect(welcome.at(-1)).toBe(':tmi.twitch.tv 376 justinfan42 :>')
    expect(await say('JOIN #ada,#nobodyhere')).toEqual([
      ':justinfan42!justinfan42@justinfan42.tmi.twitch.tv JOIN #ada',
      ':justinfan42.tmi.twitch.tv 353 justinfan42 = #ada :justinfan42',
      ':justinfan42.tmi.twitch.tv 366 justinfan42 #ada :End of /NAMES list',
      expect.stringMatching(
        /^@emote-only=0;followers-only=-?\d+;r9k=[01];room-id=1001;slow=\d+;subs-only=0 :tmi\.twitch\.tv ROOMSTATE #ada$/,
      ),
    ])
    expect(fake.irc.clients).toEqual([{ nick: 'justinfan42', channels: ['ada'] }])
    await say('PART #ada')
    expect(fake.irc.clients).toEqual([{ nick: 'justinfan42', channels: [] }])
  })

  it('the chat refuses what Twitch refuses', async () => {
    const { connect } = setUp()
    const { say, closings } = await connect()
    expect(await say('CAP REQ :twitch.tv/everything')).toEqual([':tmi.twitch.tv CAP * NAK :twitch.tv/everything'])
    expect(await say('JOIN #ada')).toEqual([])
    expect(await say('FLY me')).toEqual([':tmi.twitch.tv 421 * FLY :Unknown command'])
    expect(await say('NICK ada')).toEqual([':tmi.twitch.tv NOTICE * :Login authentication failed'])
    expect(closings).toEqual([1000])
  })

  it('the chat accepts twenty joins in ten seconds and ignores more', async () => {
    const { connect, fake } = setUp()
    const { say } = await connect()
    await say(...register)
    await say(`JOIN ${Array.from({ length: 20 }, (_, index) => `#none${index}`).join()}`)
    expect(await say('JOIN #ada')).toEqual([])
    await pass(10_000)
    await say('JOIN #ada')
    expect(fake.irc.clients[0]?.channels).toEqual(['ada'])
  })

  it('the chat answers PING, and pings clients after five silent minutes', async () => {
    const { connect, fake } = setUp()
    const { say, lines, closings } = await connect()
    await say(...register)
    expect(await say('PING :hello')).toEqual([':tmi.twitch.tv PONG tmi.twitch.tv :hello'])
    await pass(300_000)
    expect(lines.at(-1)).toBe('PING :tmi.twitch.tv')
    await say('PONG :tmi.twitch.tv')
    await pass(300_000)
    expect(closings).toEqual([])
    await pass(10_000)
    expect(closings).toEqual([1006])
    expect(fake.irc.clients).toEqual([])
  })

  it('the chat leaves out capabilities that a client did not request', async () => {
    const { connect, fake } = setUp()
    const { say, lines } = await connect()
    await say('NICK justinfan1', 'JOIN #ada')
    expect(lines.filter(line => line.includes('ROOMSTATE'))).toEqual([])
    fake.emit(channelChatClear, { broadcaster_user_id: ada })
    await pass(10)
    expect(lines.filter(line => line.includes('CLEARCHAT'))).toEqual([])
    await sendChatMessage(fake.client({ user: 'ada' }), { message: 'hello' })
    await pass(10)
    expect(lines.at(-1)).toBe(':ada!ada@ada.tmi.twitch.tv PRIVMSG #ada :hello')
  })
})

/** A fake, and the reports of EventSub and chat about a channel. */
async function bothSources(channel = 'ada') {
  const { fake } = setUp()
  const client = fake.client({ user: 'ada' })
  const events = createEventSub(client)
  const chat = anonymousChat(channel, fake.network)
  onTestFinished(events.close)
  onTestFinished(chat.close)
  const byEventSub: [string, object][] = []
  const byIRC: [string, object][] = []
  for (const type of types) {
    events.on(type as never, (event: unknown) => byEventSub.push([type.spec.type, Object(event)]))
    chat.on(type as never, (event: object) => byIRC.push([type.spec.type, event]))
  }
  await pass(1000)
  expect([events.state.status, chat.state.status]).toEqual(['live', 'live'])
  // IRC does not have the display name of a channel until its owner writes something.
  await sendChatMessage(client, { message: 'here I am' })
  await pass(1000)
  for (const list of [byEventSub, byIRC]) list.length = 0
  return { fake, client, chat, byEventSub, byIRC }
}

/** Replaces the fields that IRC does not have. */
const asIRC = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    // Mentions stay text.
    const pieces: unknown[] = []
    for (const item of value) {
      const piece = Object(item).type === 'mention' ? { ...item, type: 'text', mention: null } : asIRC(item)
      const last = Object(pieces.at(-1))
      if (last.type === 'text' && Object(piece).type === 'text') last.text += Object(piece).text
      else pieces.push(piece)
    }
    return pieces
  }
  if (typeof value !== 'object' || value === null) return value
  if ('emote_set_id' in value) return { ...value, emote_set_id: '', owner_id: '', format: ['static'] }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asIRC(inner)]))
}

describe('one world over EventSub and IRC', () => {
  it('both report messages, deletions, bans, time-outs, clears and settings', async () => {
    const { fake, client, byEventSub, byIRC } = await bothSources()
    const pixelfox = fake.user('pixelfox')
    const theirs = fake.client({ user: 'pixelfox' })
    await updateChatSettings(client, { follower_mode: false, slow_mode: false, unique_chat_mode: false })
    const { message_id } = await sendChatMessage(client, { message: '@pixelfox hello Kappa 😀 Cheer100 Kappa' })
    await sendChatMessage(client, { message: '/me dances Kappa', reply_parent_message_id: `${message_id}` })
    // IRC does not have the display name of a user who has written nothing.
    await sendChatMessage(fake.client({ user: '1003' }), { broadcaster_id: ada, message: 'hi' })
    const spam = await sendChatMessage(theirs, { broadcaster_id: ada, message: 'spam; spam = \\spam' })
    await deleteChatMessages(client, { message_id: `${spam.message_id}` })
    await banUser(client, { user_id: pixelfox.id, duration: 350 })
    await banUser(client, { user_id: fake.user('1003').id })
    await deleteChatMessages(client, {})
    await updateChatSettings(client, { slow_mode: true, slow_mode_wait_time: 10 })
    await updateChatSettings(client, { slow_mode: false, follower_mode: true, follower_mode_duration: 5 })
    await pass(1000)
    expect(byEventSub.map(([type]) => type)).toEqual(byIRC.map(([type]) => type))
    expect(byEventSub.length).toBeGreaterThanOrEqual(9)
    for (const [index, [, event]] of byEventSub.entries()) {
      const [, told] = byIRC[index] ?? []
      expect(told).toMatchObject(Object(asIRC(event)))
    }
    const cleared = byIRC.filter(([type]) => type === 'channel.chat.clear_user_messages')
    expect(cleared.map(([, event]) => Reflect.get(event, 'ban_duration'))).toEqual([350, null])
    expect(byIRC.find(([type]) => type === 'channel.chat.message_delete')?.[1]).toMatchObject({
      target_user_id: pixelfox.id,
      target_user_name: pixelfox.display_name,
    })
  })

  const details = {
    sub: { sub_tier: '1000', is_prime: true, duration_months: 1 },
    resub: {
      cumulative_months: 6,
      duration_months: 3,
      streak_months: 2,
      sub_tier: '2000',
      is_prime: false,
      is_gift: true,
      gifter_is_anonymous: false,
      gifter_user_id: '1002',
    },
    sub_gift: {
      duration_months: 1,
      cumulative_total: 5,
      recipient_user_id: '1002',
      sub_tier: '1000',
      community_gift_id: '77',
    },
    community_sub_gift: { id: '77', total: 5, sub_tier: '1000', cumulative_total: null },
    gift_paid_upgrade: { gifter_is_anonymous: true, gifter_user_id: null },
    prime_paid_upgrade: { sub_tier: '1000' },
    pay_it_forward: { gifter_is_anonymous: false, gifter_user_id: '1002', recipient_user_id: '1003' },
    raid: {
      user_id: '1002',
      user_login: 'pixelfox',
      user_name: 'PixelFox',
      viewer_count: 7,
      profile_image_url: 'https://example.com/a b;c.png',
    },
    unraid: {},
    announcement: { color: 'purple' },
    bits_badge_tier: { tier: 1000 },
    charity_donation: { charity_name: 'Cats', amount: { value: 550, decimal_places: 2, currency: 'EUR' } },
    watch_streak: { streak_count: 5, channel_points_awarded: 450 },
    modiversary: { months: 24 },
  }
  const none = Object.fromEntries(
    Object.keys(details).flatMap(name => [
      [name, null],
      [`shared_chat_${name}`, null],
    ]),
  )

  it.each(Object.entries(details))('both report the notice %s, also in a shared chat', async (type, given) => {
    const { fake, byEventSub, byIRC } = await bothSources()
    const notice = {
      broadcaster_user_id: ada,
      chatter_user_id: '1002',
      chatter_is_anonymous: false,
      color: '#00FF7F',
      badges: [{ set_id: 'subscriber', id: '6', info: '8' }],
      system_message: 'What; happened \\ now',
      message: {
        text: 'Kappa yes',
        fragments: [
          {
            type: 'emote',
            text: 'Kappa',
            emote: { id: '25', emote_set_id: '', owner_id: '', format: ['static'] },
            cheermote: null,
            mention: null,
          },
          { type: 'text', text: ' yes', emote: null, cheermote: null, mention: null },
        ],
      },
      ...none,
    }
    fake.emit(channelChatNotification, { ...notice, notice_type: type, [type]: given } as never)
    const shared = `shared_chat_${type}`
    const source = {
      source_broadcaster_user_id: '1003',
      source_message_id: 's1',
      source_badges: [],
      is_source_only: false,
    }
    fake.emit(channelChatNotification, { ...notice, ...source, notice_type: shared, [shared]: given } as never)
    await pass(100)
    expect(byEventSub).toHaveLength(2)
    const named = { source_broadcaster_user_login: expect.anything(), source_broadcaster_user_name: expect.anything() }
    expect(byIRC[0]?.[1]).toMatchObject(Object(byEventSub[0]?.[1]))
    const { source_broadcaster_user_login: _, source_broadcaster_user_name: __, ...told } = Object(byEventSub[1]?.[1])
    expect(byIRC[1]?.[1]).toMatchObject({
      ...told,
      ...named,
      source_broadcaster_user_login: '',
      source_broadcaster_user_name: '',
    })
  })

  it('drop, reconnect and silence apply to both', async () => {
    const { fake, chat, client, byIRC } = await bothSources()
    const gaps: string[][] = []
    chat.onGap(({ channels }) => gaps.push([...channels]))
    expect(fake.irc.drop()).toBe(1)
    await pass(3000)
    expect(chat.state.status).toBe('live')
    fake.irc.reconnect()
    await pass(6000)
    expect([chat.state.status, gaps]).toEqual(['live', [['ada'], ['ada']]])
    fake.irc.silence(true)
    await pass(75_000)
    expect(chat.state.status).not.toBe('live')
    fake.irc.silence(false)
    await pass(75_000)
    expect([chat.state.status, gaps.length]).toEqual(['live', 3])
    await sendChatMessage(client, { message: 'still here' })
    await pass(100)
    expect(byIRC.at(-1)?.[1]).toMatchObject({ message: { text: 'still here' } })
    fake.irc.send('@msg-id=tos_ban :tmi.twitch.tv NOTICE #ada :closed')
    await pass(100)
    expect(chat.state.error?.code).toBe('forbidden')
  })
})

/** A WebSocket over TCP, because Node 20 has none. */
class OverTCP extends EventTarget {
  readonly #raw: ReturnType<typeof openRawSocket>
  constructor(url: string) {
    super()
    const { origin, pathname } = new URL(url.replace(/^ws/, 'http'))
    this.#raw = openRawSocket(origin, { target: pathname })
    this.#raw.then(raw => {
      let isOpen = false
      let heard = 0
      raw.socket.on('data', () => {
        if (!isOpen && raw.answer()) {
          isOpen = true
          this.dispatchEvent(new Event('open'))
        }
        for (const { opcode, data } of raw.frames.slice(heard)) {
          heard++
          if (opcode === 0x1) this.dispatchEvent(Object.assign(new Event('message'), { data: data.toString() }))
        }
      })
      raw.socket.on('close', () => this.dispatchEvent(Object.assign(new Event('close'), { code: 1006 })))
    })
  }
  send(text: string) {
    this.#raw.then(({ send }) => send(text))
  }
  close() {
    this.#raw.then(({ send }) => send(closing(1000), { opcode: 0x8 }))
  }
}

it('a served fake has its chat on its port, over real sockets', async () => {
  const { network, fake, close } = await serveFakeTwitch()
  try {
    expect(network.ircURL).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/irc$/)
    const chat = anonymousChat('ada', { ...network, WebSocket: OverTCP as never })
    const told: string[] = []
    const gaps: unknown[] = []
    chat.onGap(gap => gaps.push(gap))
    const handle = chat.on(channelChatMessage, ({ message }) => told.push(message.text))
    await handle.ready
    const client = createClient({ auth: fake.auth('ada'), ...network })
    await sendChatMessage(client, { message: 'hello 😀' })
    await expect.poll(() => told).toEqual(['hello 😀'])
    fake.irc.drop()
    await expect.poll(() => gaps.length).toBe(1)
    await sendChatMessage(client, { message: 'again' })
    await expect.poll(() => told).toEqual(['hello 😀', 'again'])
    chat.close()
    await expect.poll(() => fake.irc.clients).toEqual([])
  } finally {
    await close()
  }
})
