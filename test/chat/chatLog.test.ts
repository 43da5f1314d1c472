import { type AnonymousChat, anonymousChat } from 'tinyhelix/chat'
import {
  type ChatLine,
  channelChatMessage,
  channelChatMessageDelete,
  channelFollow,
  createChatLog,
  createEventQueue,
} from 'tinyhelix/eventsub'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ada, storePage } from '../eventsub/storePage.ts'
import { pass, scriptedChat, scriptedSockets } from './scriptedChat.ts'

const texts = (lines: readonly ChatLine[]) =>
  lines.map(({ message, notification }) => message?.message.text ?? notification?.system_message)

/** A page with an EventSub of ada's channel, and its chat without a sign-in. */
const setUp = async () => {
  const page = storePage()
  const { WebSocket, socket, sockets } = scriptedSockets()
  const chat = anonymousChat('ada', { WebSocket })
  onTestFinished(chat.close)
  return {
    ...page,
    chat,
    socket,
    sockets,
    join: async () => {
      await page.connect()
      socket().welcome()
      socket().agree('ada', ada)
    },
    /** Over IRC somebody says something. */
    sayOverIRC: (text: string, id: string, user = '42') =>
      socket().receive(
        `@id=${id};room-id=${ada};user-id=${user};tmi-sent-ts=${Date.now()} :u${user}!u@u PRIVMSG #ada :${text}`,
      ),
    noticeOverIRC: (text: string, id: string, tags: string) =>
      socket().receive(
        `@id=${id};room-id=${ada};user-id=43;login=bob;system-msg=${text};tmi-sent-ts=${Date.now()};${tags} :tmi.twitch.tv USERNOTICE #ada`,
      ),
    shown: async (log: { readonly state: readonly ChatLine[] }) => {
      await page.pass(50)
      return texts(log.state)
    },
  }
}

describe('a chat log of an anonymous chat', () => {
  it('has the lines of a channel from its name alone, minus what is removed', async () => {
    const { chat, join, socket, sayOverIRC, noticeOverIRC, shown } = await setUp()
    const log = createChatLog(chat)
    await join()
    sayOverIRC('hello', 'm1')
    sayOverIRC('spam', 'm2', '7')
    sayOverIRC('more spam', 'm3', '7')
    noticeOverIRC('Bob\\sraids', 'n1', 'msg-id=raid')
    expect(await shown(log)).toEqual(['hello', 'spam', 'more spam', 'Bob raids'])
    expect(log.state[0]).toMatchObject({ id: 'm1', deleted: false, notification: null })
    socket().receive('@login=u7;target-msg-id=m2 :tmi.twitch.tv CLEARMSG #ada :spam')
    expect(await shown(log)).toEqual(['hello', 'more spam', 'Bob raids'])
    socket().receive(`@target-user-id=7;tmi-sent-ts=${Date.now()} :tmi.twitch.tv CLEARCHAT #ada :u7`)
    expect(await shown(log)).toEqual(['hello', 'Bob raids'])
    socket().receive(`@tmi-sent-ts=${Date.now()} :tmi.twitch.tv CLEARCHAT #ada`)
    expect(await shown(log)).toEqual([])
    log.close()
  })

  it('keeps its lines when somebody signs in or out', async () => {
    const { chat, join, sayOverIRC, shown, signIn } = await setUp()
    const log = createChatLog(chat)
    await join()
    sayOverIRC('hello', 'm1')
    signIn(null)
    signIn('pixelfox')
    expect(await shown(log)).toEqual(['hello'])
  })
})

describe('a chat log of two channels', () => {
  const said = (channel: string, room: number, text: string) =>
    `@id=${text};room-id=${room};user-id=7;tmi-sent-ts=${Date.now()} :bob!bob@bob PRIVMSG #${channel} :${text}`

  it.each([
    ['all', ''],
    ['those of a user', ' :bob'],
  ])('loses %s in the channel where a moderator has cleared them, and keeps the other channel', async (_, user) => {
    const { chat, socket } = scriptedChat(['dallas', 'houston'])
    const log = createChatLog(chat)
    socket().welcome()
    socket().agree('dallas', '1')
    socket().agree('houston', '2')
    socket().receive(said('dallas', 1, 'one'), said('houston', 2, 'two'))
    socket().receive(
      `@room-id=1;target-user-id=7;tmi-sent-ts=${Date.now() + 1000} :tmi.twitch.tv CLEARCHAT #dallas${user}`,
      said('dallas', 1, 'one-late'),
      said('houston', 2, 'two-late'),
    )
    await pass(50)
    expect(texts(log.state)).toEqual(['two', 'two-late'])
  })
})

describe('a chat log of two sources', () => {
  const both = async () => {
    const page = await setUp()
    const log = createChatLog([page.chat, page.events])
    await page.join()
    return { ...page, log }
  }

  it('shows a line that both tell once, whichever tells it first', async () => {
    const { log, shown, say, sayOverIRC } = await both()
    say('first by EventSub', { message_id: 'a' })
    sayOverIRC('first by EventSub', 'a')
    sayOverIRC('first by IRC', 'b')
    say('first by IRC', { message_id: 'b' })
    sayOverIRC('by IRC alone', 'c')
    say('by EventSub alone', { message_id: 'd' })
    expect(await shown(log)).toEqual(['first by EventSub', 'first by IRC', 'by IRC alone', 'by EventSub alone'])
  })

  it('shows it once also if it comes late, after more lines than are kept', async () => {
    const page = await setUp()
    const log = createChatLog([page.chat, page.events], {}, { max: 2 })
    await page.join()
    for (let index = 0; index < 50; index++) page.sayOverIRC(`${index}`, `m${index}`)
    expect(await page.shown(log)).toEqual(['48', '49'])
    for (let index = 0; index < 50; index++) page.say(`${index}`, { message_id: `m${index}` })
    expect(await page.shown(log)).toEqual(['48', '49'])
  })

  it('shows the same notice of the same user within two seconds once, if its ids differ', async () => {
    const { log, shown, notify, noticeOverIRC, pass } = await both()
    noticeOverIRC('one', 'irc-1', 'msg-id=announcement;msg-param-color=PRIMARY')
    await pass(1900)
    notify('one')
    expect(await shown(log)).toEqual(['one'])
    await pass(5000)
    notify('two')
    await pass(2100)
    noticeOverIRC('two\\slate', 'irc-2', 'msg-id=announcement')
    expect(await shown(log)).toEqual(['one', 'two', 'two late'])
    noticeOverIRC('raid', 'irc-3', 'msg-id=raid')
    notify('no raid')
    expect(await shown(log)).toEqual(['one', 'two', 'two late', 'raid'])
  })

  it('shows ten gifts of one user ten times', async () => {
    const { log, shown, notify, noticeOverIRC } = await both()
    const gift = { notice_type: 'sub_gift', announcement: null } as const
    for (let index = 0; index < 10; index++) noticeOverIRC(`gift${index}`, `irc-${index}`, 'msg-id=subgift')
    for (let index = 0; index < 10; index++) notify(`gift${index}`, gift)
    expect(await shown(log)).toEqual(Array.from({ length: 10 }, (_, index) => `gift${index}`))
    // Of each source as many as it tells.
    notify('gift10', gift)
    expect(await shown(log)).toHaveLength(11)
  })

  it('takes a removal from either, also if it comes before the line', async () => {
    const { log, shown, say, sayOverIRC, socket } = await both()
    const remove = (id: string) => socket().receive(`@login=u42;target-msg-id=${id} :tmi.twitch.tv CLEARMSG #ada :x`)
    say('a', { message_id: 'a' })
    sayOverIRC('a', 'a')
    sayOverIRC('b', 'b')
    remove('a')
    remove('late')
    say('late', { message_id: 'late' })
    sayOverIRC('late', 'late')
    expect(await shown(log)).toEqual(['b'])
  })

  it('keeps nothing of the signed-in user after a sign-out; what came anonymously stays', async () => {
    const { log, shown, say, sayOverIRC, signIn, pass, connect } = await both()
    say('mine', { message_id: 'a' })
    sayOverIRC('both', 'b')
    say('both', { message_id: 'b', chatter_user_name: 'seen by ada' })
    say('both too', { message_id: 'c', color: '#ADA000' })
    sayOverIRC('both too', 'c')
    sayOverIRC('anonymous', 'd')
    expect(await shown(log)).toEqual(['mine', 'both', 'both too', 'anonymous'])
    say('on its way', { message_id: 'e' })
    signIn(null)
    expect(texts(log.state)).toEqual(['both', 'both too', 'anonymous'])
    expect(JSON.stringify(log.state)).not.toMatch(/seen by ada|ADA000/)
    await pass(1000)
    expect(texts(log.state)).toEqual(['both', 'both too', 'anonymous'])
    // The next user.
    signIn('ada')
    await connect()
    say('new', { message_id: 'f' })
    sayOverIRC('new', 'f')
    // A line that only the last user had is new now.
    sayOverIRC('mine', 'a')
    expect(await shown(log)).toEqual(['both', 'both too', 'anonymous', 'new', 'mine'])
  })

  it('forgets what was removed for the last user', async () => {
    const { log, shown, fake, signIn, sayOverIRC } = await both()
    fake.emit(channelChatMessageDelete, { broadcaster_user_id: ada, target_user_id: '42', message_id: 'late' })
    signIn(null)
    sayOverIRC('late', 'late')
    expect(await shown(log)).toEqual(['late'])
  })

  it('ends with its subscriptions', async () => {
    const { log, sayOverIRC, say, shown, subscribed, pass, socket } = await both()
    log.close()
    sayOverIRC('a', 'a')
    say('b')
    expect(await shown(log)).toEqual([])
    await pass(2000)
    expect([subscribed(), socket().isClosed]).toEqual([[], true])
  })

  it('makes no subscription if one of them is refused', async () => {
    const { events, chat, socket } = await setUp()
    // As JavaScript would.
    expect(() => createChatLog([chat, events], { user_id: undefined as never })).toThrow(
      / user_id: missing or undefined/,
    )
    expect(events.state.subscriptions).toEqual([])
    expect(chat.state.status).toBe('idle')
    expect(socket().sent).toEqual([])
  })
})

describe('a queue of an anonymous chat', () => {
  it('shows what its channel tells', async () => {
    const { chat, join, sayOverIRC } = await setUp()
    const queue = createEventQueue(chat, { message: channelChatMessage })
    await join()
    sayOverIRC('hello', 'm1')
    expect(queue.state.current).toMatchObject({ id: 'm1', type: 'message', event: { message: { text: 'hello' } } })
    queue.close()
  })

  it('refuses types that IRC does not tell, and subscribes to none', async () => {
    const { chat } = await setUp()
    const types = { message: channelChatMessage, follow: channelFollow }
    expect(() => createEventQueue(chat as AnonymousChat, types)).toThrow('not "channel.follow"')
    expect(chat.state.status).toBe('idle')
  })
})
