import type { AnonymousChat, AnonymousChatGap } from 'tinyhelix/chat'
import { expect, it } from 'vitest'
import { openTabs } from '../eventsub/openTabs.ts'
import type { SimulatedTab } from '../eventsub/simulatedBrowser.ts'

const group = 'tinyhelix:eventsub:2:irc wss://irc-ws.chat.twitch.tv'

/** What happens in a tab that reads chats. */
interface ReadingTab {
  readonly tab: SimulatedTab
  readonly chat: AnonymousChat
  readonly texts: string[]
  readonly gaps: AnonymousChatGap[]
  readonly errors: string[]
}

/** A browser whose tabs read chats over one socket. */
async function openChats(options?: Parameters<typeof openTabs>[0]) {
  const { browser } = await openTabs(options)
  const read = (tab: SimulatedTab, ...channels: readonly string[]): ReadingTab => {
    const { anonymousChat, channelChatMessage, shareTabs } = tab.library
    const texts: string[] = []
    const gaps: AnonymousChatGap[] = []
    const errors: string[] = []
    const chat = anonymousChat(channels, { tabs: shareTabs(), onError: ({ code }) => errors.push(code) })
    chat.onGap(gap => gaps.push(gap))
    chat.on(channelChatMessage, ({ message, broadcaster_user_login }, { id }) => {
      texts.push(`${broadcaster_user_login} ${id} ${message.text}`)
    })
    return { tab, chat, texts, gaps, errors }
  }
  const open = async (...channels: readonly string[]) => {
    const reading = read(browser.openTab(), ...channels)
    await browser.pass(2000)
    return reading
  }
  const { irc } = browser
  return { browser, irc, read, open, joined: () => [...irc.clients].map(({ channels }) => [...channels].sort()) }
}

it('tabs that share read their channels over one socket, and each hears every line of its own once', async () => {
  const { browser, irc, open, joined } = await openChats()
  const first = await open('ada')
  const second = await open('ada', 'bob')
  expect(joined()).toEqual([['#ada', '#bob']])
  expect([first.chat.state.status, second.chat.state.status]).toEqual(['live', 'live'])
  irc.say('ada', 'to both')
  irc.say('bob', 'to the second')
  await browser.pass(100)
  expect(first.texts).toEqual(['ada m1 to both'])
  expect(second.texts).toEqual(['ada m1 to both', 'bob m2 to the second'])
  expect([first.gaps, second.gaps]).toEqual([[], []])
})

it('a channel is left a second after the last tab has closed its chat, and the socket with the last channel', async () => {
  const { browser, open, joined } = await openChats()
  const first = await open('ada')
  const second = await open('ada', 'bob')
  second.chat.close()
  await browser.pass(900)
  expect(joined()).toEqual([['#ada', '#bob']])
  await browser.pass(300)
  expect(joined()).toEqual([['#ada']])
  first.chat.close()
  await browser.pass(1200)
  expect([joined(), browser.sockets, browser.leader(group)]).toEqual([[], 0, undefined])
})

it('a chat that a page makes anew, as after a hot reload, keeps the socket of all tabs', async () => {
  const { browser, irc, open, read, joined } = await openChats()
  const first = await open('ada')
  const second = await open('ada')
  first.chat.close()
  const again = read(first.tab, 'ada')
  await browser.pass(3000)
  irc.say('ada', 'hello')
  await browser.pass(100)
  expect([again.texts, second.texts, first.texts]).toEqual([['ada m1 hello'], ['ada m1 hello'], []])
  expect([joined(), irc.sent.filter(line => line.startsWith('JOIN'))]).toEqual([[['#ada']], ['JOIN #ada']])
  expect([again.gaps, second.gaps]).toEqual([[], []])
})

it.for<readonly [string, (leader: SimulatedTab) => void, number]>([
  ['is closed', tab => tab.close(), 300],
  ['crashes', tab => tab.crash(), 300],
  ['goes elsewhere', tab => tab.leave(), 300],
  ['is frozen', tab => tab.freeze(true), 300],
  ['is suspended without a word', tab => tab.freeze(false), 30_000],
])('another tab takes over and tells one gap when the tab with the socket %s', async ([, end, most]) => {
  const { browser, irc, open } = await openChats()
  const first = await open('ada')
  const second = await open('ada', 'bob')
  for (const text of ['one', 'two', 'three']) {
    irc.say('ada', text)
    await browser.pass(1000)
  }
  const before = browser.timeline.now
  expect(browser.leader(group)).toBe(first.tab)
  end(first.tab)
  await browser.until(() => second.gaps.length > 0, most)
  expect(browser.leader(group)).toBe(second.tab)
  const [gap] = second.gaps
  expect([...(gap?.channels ?? [])].sort()).toEqual(['ada', 'bob'])
  // Two lines confirm the time.
  expect(Date.parse(`${gap?.since}`)).toBeLessThanOrEqual(before)
  expect(Date.parse(`${gap?.since}`)).toBeGreaterThan(before - 5000)
  irc.say('bob', 'after')
  await browser.pass(1000)
  expect(second.texts.at(-1)).toBe('bob m4 after')
  expect([second.gaps.length, second.chat.state.status]).toEqual([1, 'live'])
})

it('a tab that comes back from the history reads on over the socket of another one, with a gap', async () => {
  const { browser, irc, open, joined } = await openChats()
  const first = await open('ada')
  const second = await open('ada')
  first.tab.leave()
  await browser.pass(5000)
  irc.say('ada', 'missed')
  await browser.pass(1000)
  first.tab.comeBack()
  await browser.pass(2000)
  irc.say('ada', 'after')
  await browser.pass(100)
  expect([first.texts, second.texts]).toEqual([['ada m2 after'], ['ada m1 missed', 'ada m2 after']])
  expect([first.gaps.length, joined()]).toEqual([1, [['#ada']]])
})

it('each tab is told once of a channel that does not exist, and reads the others', async () => {
  const { browser, irc, open } = await openChats()
  const first = await open('ada', 'nobody')
  const second = await open('ada', 'nobody')
  await browser.pass(12_000)
  expect([first.errors, second.errors]).toEqual([['not_found'], ['not_found']])
  expect(second.chat.state).toMatchObject({ status: 'live', error: { code: 'not_found' } })
  irc.say('ada', 'hello')
  await browser.pass(100)
  expect([first.texts, second.texts]).toEqual([['ada m1 hello'], ['ada m1 hello']])
})

it('a name that another script of the origin asks for reaches Twitch only if it is a login', async () => {
  const { browser, irc, open } = await openChats()
  const first = await open('ada')
  const second = await open('bob')
  const from = JSON.parse(browser.posted.find(data => data.includes('bob')) ?? '{}').from
  const keyOf = (login: string) => JSON.stringify(['irc', '1', [['login', login]]])
  const keys = ['x\r\nQUIT', 'x y', 'x,#y', '', 'X', 'carl'].map(keyOf)
  browser.post(group, JSON.stringify({ from, type: 'want', keys: [...keys, keyOf('bob')] }))
  await browser.pass(3000)
  expect(irc.sent.filter(line => line.startsWith('JOIN'))).toEqual(['JOIN #ada', 'JOIN #bob', 'JOIN #carl'])
  expect([first.chat.state.status, second.chat.state.status]).toEqual(['live', 'live'])
})

it('without locks each tab has its own socket', async () => {
  const { browser, irc, open } = await openChats({ isSecure: false })
  const first = await open('ada')
  const second = await open('ada')
  irc.say('ada', 'hello')
  await browser.pass(100)
  expect([first.texts, second.texts, irc.clients.size]).toEqual([['ada m1 hello'], ['ada m1 hello'], 2])
})
