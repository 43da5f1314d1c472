import { anonymousChat } from 'tinyhelix/chat'
import { channelChatMessage } from 'tinyhelix/eventsub'
import { describe, expect, it, vi } from 'vitest'
import { joinedChat, pass, scriptedChat, scriptedSockets } from './scriptedChat.ts'

const said = (text: string, ts = 1_777_636_900_000) =>
  `@display-name=Ronni;id=m-${text};room-id=12345678;tmi-sent-ts=${ts};user-id=87654321 :ronni!ronni@ronni.tmi.twitch.tv PRIVMSG #dallas :${text}`

/** Jitter is none, so that waits are as long as they can be. */
const withoutJitter = () => vi.spyOn(Math, 'random').mockReturnValue(0)

describe('an anonymous chat', () => {
  it('connects at the first on, asks for tags, and joins once Twitch has agreed', async () => {
    const { chat, sockets, socket, listen } = scriptedChat('#Dallas')
    await pass(1000)
    expect([sockets.length, chat.state.status]).toEqual([0, 'idle'])
    listen()
    expect(sockets.length).toBe(1)
    expect(socket().url).toBe('wss://irc-ws.chat.twitch.tv')
    expect(chat.state.status).toBe('connecting')
    socket().open()
    expect(socket().sent).toEqual([
      'CAP REQ :twitch.tv/tags twitch.tv/commands',
      expect.stringMatching(/^NICK justinfan\d{4,}$/),
    ])
    socket().receive(':tmi.twitch.tv CAP * ACK :twitch.tv/tags twitch.tv/commands')
    expect(socket().joined).toEqual([])
    socket().receive(':tmi.twitch.tv 001 justinfan1 :Welcome, GLHF!')
    expect(socket().joined).toEqual(['#dallas'])
    expect(chat.state.status).toBe('connecting')
    socket().agree()
    expect(chat.state).toEqual({ status: 'live', userId: null, retryAt: null, error: null })
    expect(socket().sent.join()).not.toMatch(/PASS|PRIVMSG/)
  })

  it('tells the types that it knows', () => {
    expect(scriptedChat().chat.types).toEqual([
      'channel.chat.message',
      'channel.chat.notification',
      'channel.chat.message_delete',
      'channel.chat.clear_user_messages',
      'channel.chat.clear',
      'channel.chat_settings.update',
    ])
  })

  it('resolves ready when the channel is joined, and hands on its lines with id and time', async () => {
    const { chat, socket } = scriptedChat()
    const heard: unknown[] = []
    const handle = chat.on(channelChatMessage, ({ message }, { id, timestamp, subscription }) =>
      heard.push([message.text, id, timestamp, subscription]),
    )
    expect(handle.state).toEqual({ status: 'pending', error: null })
    socket().welcome()
    socket().agree()
    await handle.ready
    expect(handle.state).toEqual({ status: 'live', error: null })
    socket().receive(said('hello'))
    const subscription = {
      id: '',
      type: 'channel.chat.message',
      version: '1',
      condition: { broadcaster_user_id: '12345678' },
    }
    expect(heard).toEqual([['hello', 'm-hello', '2026-05-01T12:01:40.000Z', subscription]])
  })

  it('answers Twitch’s PING', async () => {
    const { socket } = await joinedChat()
    socket().receive('PING :tmi.twitch.tv')
    expect(socket().sent.at(-1)).toBe('PONG :tmi.twitch.tv')
  })

  it('takes a channel of its condition only', async () => {
    const { chat, socket } = scriptedChat(['dallas', 'houston'])
    const heard: string[] = []
    chat.on(channelChatMessage, { broadcaster_user_id: '2' }, ({ message }) => heard.push(message.text))
    socket().welcome()
    socket().agree('dallas', '1')
    socket().agree('houston', '2')
    socket().receive(':a!a@a PRIVMSG #dallas :1', ':a!a@a PRIVMSG #houston :2')
    expect(heard).toEqual(['2'])
  })

  it.each(['', ' ', 'two words', 'a\r\nQUIT', 'a,b', '##a', 'x'.repeat(26), 'ümlaut'])(
    'refuses the name %j before the network',
    name => {
      expect(() => anonymousChat(name)).toThrow(/takes a channel's login such as pixelfox/)
    },
  )

  it.each([[undefined], [null], [12345], [['dallas', undefined]], [{}]])('refuses %j, which is no text', name => {
    // As JavaScript would.
    const open = anonymousChat as (channel: unknown) => unknown
    expect(() => open(name)).toThrow(/takes a channel's login such as pixelfox, not "/)
  })

  it('refuses no channel and more than a hundred', () => {
    const names = Array.from({ length: 101 }, (_, index) => `c${index}`)
    expect(() => anonymousChat([])).toThrow('takes 1 to 100 channels')
    expect(() => anonymousChat(names)).toThrow('takes 1 to 100 channels')
    expect(() => anonymousChat(names.slice(1))).not.toThrow()
  })

  it('refuses what it cannot tell, and says what it can', () => {
    const { chat } = scriptedChat()
    // As JavaScript would.
    const on = chat.on as (...args: unknown[]) => unknown
    expect(() => on({ spec: { type: 'channel.follow' } }, () => {})).toThrow(
      /tells channel\.chat\.message, .*not "channel.follow"/,
    )
    for (const name of [undefined, 'channel.chat.message', {}])
      expect(() => on(name, () => {})).toThrow(
        `on() takes a type such as channelChatMessage of tinyhelix/eventsub, not "${name}"`,
      )
    expect(() => on(channelChatMessage, { broadcaster_user_id: undefined }, () => {})).toThrow(
      'broadcaster_user_id is undefined: leave it out for all channels',
    )
    expect(() => on(channelChatMessage, {})).toThrow('takes a condition, or none, and a handler')
    expect(() => on(channelChatMessage, null, () => {})).toThrow('takes a condition, or none, and a handler')
    chat.close()
    expect(() => on(channelChatMessage, () => {})).toThrow('was used after close()')
    expect(chat.state.status).toBe('closed')
  })

  it('needs a WebSocket', () => {
    vi.stubGlobal('WebSocket', undefined)
    try {
      expect(() => anonymousChat('dallas').on(channelChatMessage, () => {})).toThrow('needs a WebSocket')
    } finally {
      vi.unstubAllGlobals()
    }
  })
})

describe('channels', () => {
  const names = Array.from({ length: 100 }, (_, index) => `c${index}`)

  it('by the hundreds: a chat that comes or goes and a line make no work for the chats of other channels', async () => {
    const scripted = scriptedChat()
    const chats = Array.from({ length: 300 }, (_, index) => anonymousChat(`c${index}`, scripted))
    const heard: string[] = []
    const shown = vi.spyOn(JSON, 'stringify')
    const asked = vi.spyOn(Set.prototype, 'has')
    const work = () => {
      const calls = shown.mock.calls.length + asked.mock.calls.length
      for (const spy of [shown, asked]) spy.mockClear()
      return calls
    }
    for (const chat of chats) chat.on(channelChatMessage, ({ message }) => heard.push(message.text))
    expect(work()).toBeLessThan(300 * 20)
    const { socket } = scripted
    socket().welcome()
    for (const channel of socket().joined) socket().agree(channel.slice(1), channel.slice(2))
    expect(work()).toBeLessThan(300 * 20 * 10)
    for (let index = 0; index < 300; index++) socket().receive(`:a!a@a PRIVMSG #c${index % 20} :${index}`)
    expect(work()).toBeLessThan(300 * 20)
    expect(heard).toHaveLength(300)
    for (const chat of chats) chat.close()
    await pass(1000)
    expect(work()).toBeLessThan(300 * 20)
    expect(socket().isClosed).toBe(true)
  })

  it('are joined at most 20 in ten seconds, also over a new socket', async () => {
    withoutJitter()
    const { sockets, socket, listen } = scriptedChat(names)
    listen()
    socket().welcome()
    const joined: number[] = []
    for (let second = 0; second < 60; second++) {
      const before = sockets.reduce((sum, { joined }) => sum + joined.length, 0)
      if (second === 25) {
        socket().drop()
        await pass(0)
      }
      await pass(1000)
      if (second === 25) socket().welcome()
      for (const name of socket().joined) if (second !== 25) socket().agree(name.slice(1), name.slice(2))
      joined.push(sockets.reduce((sum, { joined }) => sum + joined.length, 0) - before)
    }
    for (let from = 0; from < joined.length; from++) {
      expect(joined.slice(from, from + 10).reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(20)
    }
    expect(new Set(socket().joined).size).toBeGreaterThanOrEqual(60)
    for (const { sent } of sockets) for (const line of sent) expect(line.length).toBeLessThan(500)
  })

  it('that do not exist are told once, and the others live', async () => {
    const { chat, socket, listen, errors } = scriptedChat(['dallas', 'nobody'])
    const [handle] = listen()
    socket().welcome()
    socket().agree()
    await pass(9000)
    expect([errors, chat.state.status]).toEqual([[], 'connecting'])
    await pass(1000)
    expect(errors).toEqual(['not_found: The channel nobody was not found: Twitch does not answer for it.'])
    expect([chat.state.status, chat.state.error?.code]).toEqual(['live', 'not_found'])
    await handle?.ready
    // Over the next socket it is tried again, and not told again.
    socket().drop()
    await pass(1000)
    socket().welcome()
    expect(socket().joined).toEqual(['#dallas', '#nobody'])
    socket().agree()
    await pass(20_000)
    expect(errors).toHaveLength(1)
    // It may exist later.
    socket().agree('nobody', '7')
    expect(chat.state).toMatchObject({ status: 'live', error: null })
  })

  it.each([
    ['msg_channel_suspended', 'forbidden', 'This channel does not exist or has been suspended.'],
    ['tos_ban', 'forbidden', 'The community has closed channel dallas due to Terms of Service violations.'],
    ['msg_banned', 'forbidden', 'You are permanently banned from talking in dallas.'],
    ['msg_room_not_found', 'not_found', 'Chat room not found. Try again.'],
  ])('that Twitch refuses with %s are %s', async (id, code, text) => {
    const { chat, socket, errors } = scriptedChat()
    const handle = chat.on(channelChatMessage, () => {})
    socket().welcome()
    socket().receive(`@msg-id=${id} :tmi.twitch.tv NOTICE #dallas :${text}`)
    await expect(handle.ready).rejects.toMatchObject({ code, detail: text })
    expect(handle.state).toMatchObject({ status: 'refused', error: { code } })
    await pass(20_000)
    expect(errors).toEqual([
      expect.stringMatching(new RegExp(`^${code}: The channel dallas (cannot be read|was not found): `)),
    ])
  })

  it('that are read already may be suspended later', async () => {
    const { chat, socket, errors } = await joinedChat()
    socket().receive('@msg-id=tos_ban :tmi.twitch.tv NOTICE #dallas :closed')
    expect(errors).toHaveLength(1)
    expect(chat.state.error?.code).toBe('forbidden')
  })

  it('stay quiet about notices that are no refusal', async () => {
    const { chat, socket, errors, told } = await joinedChat()
    socket().receive(
      '@msg-id=slow_on :tmi.twitch.tv NOTICE #dallas :This room is now in slow mode.',
      ':tmi.twitch.tv NOTICE * :Hello',
      '@msg-id=constructor :tmi.twitch.tv NOTICE #dallas :Hello',
      ':a!a@a JOIN #dallas',
      ':a!a@a PART #dallas',
      ':tmi.twitch.tv HOSTTARGET #dallas :-',
      ':tmi.twitch.tv 353 justinfan1 = #dallas :justinfan1',
      ':tmi.twitch.tv USERSTATE #dallas',
      ':a!a@a PRIVMSG #elsewhere :not mine',
      ':a!a@a PRIVMSG',
      'toString',
      '@a=1',
      '\0',
    )
    expect([errors, told, chat.state.status]).toEqual([[], [], 'live'])
  })
})

describe('a connection that is lost', () => {
  it.each([
    ['a drop', (socket: { drop: () => void }) => socket.drop()],
    ['RECONNECT', (socket: { receive: (line: string) => void }) => socket.receive(':tmi.twitch.tv RECONNECT')],
  ])(
    'comes back after %s, joins again, and tells the gap since the last time that two lines confirm',
    async (_, lose) => {
      withoutJitter()
      const { chat, sockets, socket, gaps, told } = await joinedChat()
      for (const [index, ts] of [1_777_636_800_000, 1_777_636_900_500, 1_777_636_900_700].entries()) {
        socket().receive(said(`${index}`, ts))
      }
      lose(socket())
      await pass(0)
      expect(chat.state).toMatchObject({ status: 'connecting' })
      await pass(1000)
      expect(sockets.length).toBe(2)
      expect(socket(1).isClosed).toBe(true)
      socket().welcome()
      expect(socket().joined).toEqual(['#dallas'])
      expect(gaps).toEqual([])
      socket().agree()
      expect(gaps).toEqual([{ since: '2026-05-01T12:01:40.500Z', channels: ['dallas'] }])
      expect(chat.state).toMatchObject({ status: 'live', error: null })
      // The settings are unchanged, so no event follows.
      expect(new Set(told.map(({ type }) => type))).toEqual(new Set(['channel.chat.message']))
      expect(told).toHaveLength(3)
      await pass(60_000)
      expect(gaps).toHaveLength(1)
    },
  )

  const noon = Date.parse('2026-05-01T12:00:00Z')
  it.each([
    ['the last line is from the future', [noon + 1000, noon + 2000, noon + 9e9], '2026-05-01T12:00:02.000Z'],
    ['the first line is from the future', [noon + 9e9], '2026-05-01T12:00:00.000Z'],
    ['a line has the last date of all', [noon + 1000, noon + 2000, 8.64e15], '2026-05-01T12:00:01.000Z'],
    ['a line is from the year 20000', [noon + 1000, noon + 2000, 5.69e14], '2026-05-01T12:00:01.000Z'],
    ['a line has no date that makes sense', [noon + 1000, noon + 2000, Number.NaN], '2026-05-01T12:00:01.000Z'],
  ])('has no gap later than what two lines, or a line and the clock, confirm: %s', async (_, times, since) => {
    withoutJitter()
    const { socket, gaps } = await joinedChat()
    for (const [index, ts] of times.entries()) socket().receive(said(`${index}`, ts))
    socket().drop()
    await pass(10)
    socket().welcome()
    socket().agree()
    expect(gaps).toEqual([{ since, channels: ['dallas'] }])
  })

  it('waits longer each time, up to a minute, and less after a connection that has lasted', async () => {
    withoutJitter()
    const { chat, sockets, socket } = await joinedChat()
    const waits: number[] = []
    for (let attempt = 0; attempt < 9; attempt++) {
      const before = sockets.length
      socket().drop()
      await pass(0)
      let seconds = 0
      for (; sockets.length === before; seconds++) await pass(1000)
      waits.push(seconds)
    }
    expect(waits).toEqual([0, 2, 4, 8, 16, 32, 60, 60, 60])
    socket().welcome()
    socket().agree()
    await pass(31_000)
    const before = sockets.length
    socket().drop()
    await pass(10)
    expect(sockets.length).toBe(before + 1)
    expect(chat.state.error).toMatchObject({ code: 'network' })
  })

  it('says when it connects again', async () => {
    withoutJitter()
    const { chat, socket } = await joinedChat()
    socket().drop()
    await pass(0)
    socket().drop()
    await pass(0)
    expect(chat.state).toMatchObject({
      status: 'waiting',
      retryAt: Date.parse('2026-05-01T12:00:02Z'),
      error: { code: 'network' },
    })
  })

  it('is found out by silence: a PING after a minute, given up ten seconds later', async () => {
    withoutJitter()
    const { sockets, socket } = await joinedChat()
    await pass(59_000)
    expect(socket().sent.filter(line => line.startsWith('PING'))).toEqual([])
    await pass(1000)
    expect(socket().sent.at(-1)).toBe('PING :tinyhelix')
    await pass(9000)
    expect(sockets.length).toBe(1)
    await pass(1000)
    await pass(0)
    expect(sockets.length).toBe(2)
    expect(socket(1).isClosed).toBe(true)
  })

  it('stays while anything arrives', async () => {
    const { sockets, socket } = await joinedChat()
    for (let minute = 0; minute < 30; minute++) {
      await pass(60_000)
      socket().receive(':tmi.twitch.tv PONG tmi.twitch.tv :tinyhelix')
    }
    for (let second = 0; second < 300; second++) {
      await pass(1000)
      socket().receive(said(`${second}`))
    }
    expect(sockets.length).toBe(1)
    expect(socket().sent.filter(line => line.startsWith('PING')).length).toBe(30)
  })

  it('is given a moment after a sleep, in which answers wait to be delivered', async () => {
    withoutJitter()
    const { sockets, socket } = await joinedChat()
    await pass(60_000)
    expect(socket().sent.at(-1)).toBe('PING :tinyhelix')
    vi.setSystemTime(Date.now() + 3_600_000)
    await pass(10_000)
    expect(sockets.length).toBe(1)
    expect(socket().sent.filter(line => line.startsWith('PING'))).toHaveLength(2)
    socket().receive(':tmi.twitch.tv PONG tmi.twitch.tv :tinyhelix')
    await pass(50_000)
    expect(sockets.length).toBe(1)
  })

  it('is given up if it never opens, is never welcome, or gets no tags', async () => {
    withoutJitter()
    const { socket, sockets, listen } = scriptedChat()
    listen()
    await pass(10_000)
    expect(sockets.length).toBe(2)
    socket().open()
    await pass(12_000)
    expect(sockets.length).toBe(3)
    socket().open()
    socket().receive(':tmi.twitch.tv CAP * NAK :twitch.tv/tags')
    await pass(4000)
    expect(sockets.length).toBe(4)
    socket().open()
    socket().receive(':tmi.twitch.tv NOTICE * :Improperly formatted auth')
    await pass(8000)
    expect(sockets.length).toBe(5)
  })

  it('comes back from a class that throws', async () => {
    const scripted = scriptedSockets()
    let isBroken = true
    class Sometimes extends scripted.WebSocket {
      constructor(url: string) {
        if (isBroken) throw new SyntaxError('no')
        super(url)
      }
    }
    const { chat, listen } = scriptedChat('dallas', { WebSocket: Sometimes })
    listen()
    await pass(500)
    expect(chat.state.error?.code).toBe('network')
    isBroken = false
    await pass(10_000)
    scripted.socket().welcome()
    scripted.socket().agree()
    expect(chat.state.status).toBe('live')
  })

  it('ignores what an old socket still says', async () => {
    withoutJitter()
    const { socket, told } = await joinedChat()
    const old = socket()
    old.receive(':tmi.twitch.tv RECONNECT')
    await pass(10)
    old.isClosed = false
    old.receive(said('late'))
    old.drop()
    await pass(0)
    expect(told).toEqual([])
    socket().welcome()
    socket().agree()
    socket().receive(said('now'))
    expect(told.map(({ event }) => event['message_id'])).toEqual(['m-now'])
  })

  it('tells a gap once all is read again, also if it is lost twice', async () => {
    withoutJitter()
    const { socket, gaps } = await joinedChat(['dallas', 'houston'])
    socket().receive(said('one', 1_777_636_800_000))
    socket().drop()
    await pass(10)
    socket().welcome()
    socket().agree('dallas')
    socket().receive(said('two', 1_777_636_999_000))
    expect(gaps).toEqual([])
    socket().drop()
    await pass(3000)
    socket().welcome()
    socket().agree('dallas')
    socket().agree('houston')
    expect(gaps).toEqual([{ since: '2026-05-01T12:00:00.000Z', channels: ['dallas', 'houston'] }])
  })

  it('has a gap since it joined if nobody has said anything', async () => {
    withoutJitter()
    const { socket, gaps } = await joinedChat()
    await pass(45_000)
    socket().drop()
    await pass(10)
    socket().welcome()
    socket().agree()
    expect(gaps).toEqual([{ since: '2026-05-01T12:00:00.000Z', channels: ['dallas'] }])
  })
})

describe('the page’s life', () => {
  /** A window and a document that hear events. */
  const withWindow = () => {
    const page = new EventTarget()
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
    vi.stubGlobal('document', { visibilityState: 'visible' })
    return (type: string) => page.dispatchEvent(new Event(type))
  }

  it.each([
    ['pagehide', 'pageshow'],
    ['freeze', 'resume'],
  ])('closes the socket at %s, and comes back with a gap at %s', async (gone, back) => {
    const happens = withWindow()
    try {
      const { chat, sockets, socket, gaps } = await joinedChat()
      socket().receive(said('one', 1_777_636_800_000))
      happens(gone)
      expect([socket().isClosed, chat.state.status]).toEqual([true, 'idle'])
      await pass(600_000)
      expect(sockets.length).toBe(1)
      happens(back)
      expect(sockets.length).toBe(2)
      socket().welcome()
      socket().agree()
      expect(gaps).toEqual([{ since: '2026-05-01T12:00:00.000Z', channels: ['dallas'] }])
    } finally {
      vi.unstubAllGlobals()
    }
  })

  it('tries at once when the network is back, and asks an open socket for a sign of life', async () => {
    const happens = withWindow()
    try {
      withoutJitter()
      const { sockets, socket } = await joinedChat()
      happens('online')
      expect(socket().sent.at(-1)).toBe('PING :tinyhelix')
      socket().receive(':tmi.twitch.tv PONG tmi.twitch.tv :tinyhelix')
      for (let attempt = 0; attempt < 6; attempt++) {
        socket().drop()
        await pass(60_000)
      }
      const before = sockets.length
      socket().drop()
      await pass(1000)
      expect(sockets.length).toBe(before)
      happens('online')
      await pass(1000)
      expect(sockets.length).toBe(before + 1)
    } finally {
      vi.unstubAllGlobals()
    }
  })
})

describe('chats of one page', () => {
  it('share a socket, join a channel once, and leave it with the last one, a second later', async () => {
    const { socket, sockets, chat, listen, told, WebSocket } = scriptedChat()
    listen()
    const heard: string[] = []
    const other = anonymousChat(['dallas', 'houston'], { WebSocket })
    other.on(channelChatMessage, ({ message }) => heard.push(message.text))
    socket().welcome()
    for (const name of ['dallas', 'houston']) socket().agree(name)
    expect(sockets.length).toBe(1)
    expect(socket().joined).toEqual(['#dallas', '#houston'])
    socket().receive(said('both'), ':a!a@a PRIVMSG #houston :other')
    expect(heard).toEqual(['both', 'other'])
    expect(told.filter(({ type }) => type === 'channel.chat.message')).toHaveLength(1)
    other.close()
    await pass(1000)
    expect(socket().sent.filter(line => line.startsWith('PART'))).toEqual(['PART #houston'])
    chat.close()
    await pass(999)
    expect(socket().isClosed).toBe(false)
    await pass(1)
    expect(socket().isClosed).toBe(true)
    await pass(600_000)
    expect(sockets.length).toBe(1)
  })

  it('leave one socket where a component goes and comes back at once', async () => {
    const { WebSocket, sockets, socket } = scriptedChat()
    for (let times = 0; times < 5; times++) {
      const chat = anonymousChat('dallas', { WebSocket })
      const handle = chat.on(channelChatMessage, () => {})
      if (times === 0) {
        socket().welcome()
        socket().agree()
      }
      await handle.ready
      chat.close()
      await pass(500)
    }
    expect([sockets.length, socket().joined]).toEqual([1, ['#dallas']])
    await pass(1000)
    expect(socket().isClosed).toBe(true)
  })

  it('connect anew after all have left', async () => {
    const { sockets, socket, listen, told } = await joinedChat().then(made => {
      for (const { close } of made.handles) close()
      return made
    })
    await pass(2000)
    listen()
    expect(sockets.length).toBe(2)
    socket().welcome()
    socket().agree()
    socket().receive(said('again'))
    expect(told.at(-1)?.event['message_id']).toBe('m-again')
  })

  it('of two addresses have a socket each', () => {
    const { listen, sockets, WebSocket } = scriptedChat()
    listen()
    const other = anonymousChat('dallas', { WebSocket, ircURL: 'ws://localhost/irc' })
    other.on(channelChatMessage, () => {})
    expect(sockets.map(({ url }) => url)).toEqual(['wss://irc-ws.chat.twitch.tv', 'ws://localhost/irc'])
    other.close()
  })

  it('survive handlers that throw, and that close', async () => {
    const { chat, socket } = scriptedChat()
    const uncaught: unknown[] = []
    const hear = (error: unknown) => void uncaught.push(error)
    process.on('uncaughtException', hear)
    try {
      const heard: string[] = []
      chat.on(channelChatMessage, () => {
        throw new Error('from the page')
      })
      chat.on(channelChatMessage, ({ message }) => {
        heard.push(message.text)
        last.close()
      })
      const last = chat.on(channelChatMessage, () => heard.push('never'))
      socket().welcome()
      socket().agree()
      socket().receive(said('1'), said('2'))
      await pass(0)
      expect(heard).toEqual(['1', '2'])
      expect(uncaught).toHaveLength(2)
    } finally {
      process.off('uncaughtException', hear)
    }
  })

  it('hear nothing after close(), in the same frame', async () => {
    const { chat, socket } = scriptedChat()
    const heard: string[] = []
    chat.on(channelChatMessage, ({ message }) => {
      heard.push(message.text)
      chat.close()
    })
    socket().welcome()
    socket().agree()
    socket().receive(said('1'), said('2'))
    expect(heard).toEqual(['1'])
  })
})
