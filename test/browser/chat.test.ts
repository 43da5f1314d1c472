import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient, sendChatMessage } from 'tinyhelix'
import { type FakeTwitchServer, serveFakeTwitch } from 'tinyhelix/testing/node'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it } from 'vitest'
import { bundlePage } from './bundlePage.ts'
import { openTabsBrowser, type Tab, type TabsBrowser } from './tabsSite.ts'

let browser: TabsBrowser
let server: Server
let origin = ''
let twitch: FakeTwitchServer
beforeAll(async () => {
  browser = await openTabsBrowser(inject('chromium'))
  const code = await bundlePage('chat.ts')
  server = createServer(({ url }, response) => {
    const isScript = url === '/page.js'
    response.writeHead(200, { 'content-type': `text/${isScript ? 'javascript' : 'html'}; charset=utf-8` })
    const script = url?.startsWith('/?') ? '<script type="module" src="/page.js"></script>' : ''
    response.end(isScript ? code : `<!doctype html><title>Chat</title><link rel="icon" href="data:,">${script}`)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await browser.close()
})
beforeEach(async () => {
  twitch = await serveFakeTwitch()
})
afterEach(async () => {
  await browser.closeTabs()
  await twitch.close()
})

interface Seen {
  readonly status: string
  readonly texts: readonly string[]
  readonly gaps: number
  readonly wasKept: boolean
}

const see = async (tab: Tab): Promise<Partial<Seen>> =>
  // The page may be navigating.
  ((await tab.evaluate('globalThis.page?.see()').catch(() => undefined)) ?? {}) as Partial<Seen>

const soon = (tab: Tab, timeout = 15_000) => expect.poll(() => see(tab), { timeout, interval: 20 })

/** Opens a page, and waits until it reads the chat. */
const open = async () => {
  const tab = await browser.open(`${origin}/?${new URLSearchParams({ ircURL: twitch.network.ircURL })}`)
  await soon(tab).toMatchObject({ status: 'live' })
  return tab
}

const say = async (message: string) => {
  const client = createClient({ auth: twitch.fake.auth('ada'), ...twitch.network })
  await sendChatMessage(client, { message })
}

it('a page and a second tab read a chat by the channel’s name without a sign-in', async () => {
  const one = await open()
  const other = await open()
  expect(twitch.fake.irc.clients).toHaveLength(2)
  await say('hello 😀')
  await soon(one).toMatchObject({ texts: ['hello 😀'], gaps: 0 })
  await soon(other).toMatchObject({ texts: ['hello 😀'], gaps: 0 })
  expect(twitch.fake.requests.filter(({ method }) => method !== 'POST')).toEqual([])
})

it('a page reconnects after a drop and after RECONNECT, and reports a gap each time', async () => {
  const tab = await open()
  await say('one')
  await soon(tab).toMatchObject({ texts: ['one'] })
  twitch.fake.irc.drop()
  await soon(tab).toMatchObject({ status: 'live', gaps: 1 })
  await say('two')
  await soon(tab).toMatchObject({ texts: ['one', 'two'] })
  twitch.fake.irc.reconnect()
  await soon(tab).toMatchObject({ status: 'live', gaps: 2 })
  await say('three')
  await soon(tab).toMatchObject({ texts: ['one', 'two', 'three'] })
  expect(twitch.fake.irc.clients).toHaveLength(1)
})

it('a page in the history has no socket, and returns with its lines and a gap', async () => {
  const tab = await open()
  await say('before')
  await soon(tab).toMatchObject({ texts: ['before'] })
  await tab.navigate(`${origin}/elsewhere`)
  await expect.poll(() => twitch.fake.irc.clients).toEqual([])
  await say('missed')
  await tab.back()
  await soon(tab).toMatchObject({ status: 'live', gaps: 1, wasKept: true })
  await say('after')
  await soon(tab).toMatchObject({ texts: ['before', 'after'] })
})
