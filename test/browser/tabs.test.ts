import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it } from 'vitest'
import {
  openTabsBrowser,
  type PageOptions,
  serveTabsSite,
  type Tab,
  type TabsBrowser,
  type TabsSite,
} from './tabsSite.ts'

let browser: TabsBrowser
let site: TabsSite
beforeAll(async () => {
  browser = await openTabsBrowser(inject('chromium'))
})
afterAll(() => browser.close())
beforeEach(async () => {
  site = await serveTabsSite()
})
afterEach(async () => {
  await browser.closeTabs()
  await site.close()
})

const soon = <T>(look: () => T | Promise<T>) => expect.poll(look, { interval: 20 })
const statusOf = (tab: Tab) => soon(async () => (await tab.see()).status)
const gapsOf = (tab: Tab) => soon(async () => (await tab.see()).gaps.length)
const sessions = () => site.twitch.fake.eventSub.sessions

/** Opens a tab, and waits until its subscriptions are live. */
const openLive = async (options?: PageOptions) => {
  const tab = await browser.open(site.addressOf(options))
  await statusOf(tab).toBe('live')
  return tab
}

/** A leader, and a follower in front. */
const openTwo = async () => [await openLive(), await openLive({ channels: ['1001', '1002'] })] as const

let titles = 0
/** Checks that each tab receives an event once over one socket. */
const expectEvents = async (...tabs: Tab[]) => {
  const title = `title ${++titles}`
  await soon(() => sessions().length).toBe(1)
  expect(site.emit('1001', title)).toBe(1)
  for (const tab of tabs) {
    await soon(async () => (await tab.see()).received.filter(each => each === title)).toEqual([title])
  }
}

it('tabs of a user have one socket', async () => {
  const [first, second] = await openTwo()
  await expectEvents(first, second)
  expect(sessions()[0]?.subscriptions).toHaveLength(2)
})

it.for<readonly [string, (leader: Tab) => Promise<void>]>([
  ['is closed', leader => leader.close()],
  ['crashes', leader => leader.crash()],
  ['goes elsewhere', leader => leader.navigate(`${new URL(site.addressOf()).origin}/elsewhere`)],
  ['is frozen', leader => leader.setFrozen(true)],
])('another tab takes over when the leader %s', async ([, end]) => {
  const [leader, follower] = await openTwo()
  await end(leader)
  await gapsOf(follower).toBe(1)
  await statusOf(follower).toBe('live')
  await expectEvents(follower)
})

it('the subscriptions of a crashed tab end with the next keepalive', async () => {
  const leader = await openLive()
  const follower = await openLive({ channels: ['1002'] })
  await soon(() => sessions()[0]?.subscriptions.length).toBe(2)
  await follower.crash()
  await expect.poll(() => sessions()[0]?.subscriptions.length).toBe(1)
  await expectEvents(leader)
})

it('a frozen tab is hidden, and follows with a gap when it resumes', async () => {
  const [leader, follower] = await openTwo()
  await soon(() => leader.evaluate('document.visibilityState')).toBe('hidden')
  await leader.setFrozen(true)
  await gapsOf(follower).toBe(1)
  await leader.setFrozen(false)
  await gapsOf(leader).toBe(1)
  await expectEvents(leader, follower)
})

it('a page that returns from the history follows with a gap', async () => {
  const [leader, follower] = await openTwo()
  await leader.evaluate('addEventListener("pageshow", ({ persisted }) => { page.wasKept = persisted })')
  await leader.navigate(`${new URL(site.addressOf()).origin}/elsewhere`)
  await gapsOf(follower).toBe(1)
  await leader.back()
  await soon(() => leader.evaluate('page?.wasKept')).toBe(true)
  await gapsOf(leader).toBe(1)
  await expectEvents(leader, follower)
})

it('two users have one socket each, and receive no event of the other', async () => {
  const ada = await openLive()
  const fox = await openLive({ user: 'pixelfox' })
  expect(new Set(sessions().map(({ user }) => user)).size).toBe(2)
  expect(site.emit('1001', 'for both')).toBe(2)
  await soon(async () => [(await ada.see()).received, (await fox.see()).received]).toEqual([['for both'], ['for both']])
})

it('each tab has its own socket without a secure context', async () => {
  const first = await openLive({ host: 'overlay.test' })
  const second = await openLive({ host: 'overlay.test' })
  expect(await first.evaluate('isSecureContext')).toBe(false)
  expect(sessions()).toHaveLength(2)
  expect(site.emit('1001', 'for both')).toBe(2)
  await soon(async () => [(await first.see()).received, (await second.see()).received]).toEqual([
    ['for both'],
    ['for both'],
  ])
})

/** Another script of the origin, which reads the messages between tabs. */
const openSpy = async () => {
  const spy = await browser.open(`${new URL(site.addressOf()).origin}/elsewhere`)
  const name = `tinyhelix:eventsub:2:${site.twitch.fake.clientId}:${site.twitch.fake.user('ada').id}`
  // A tab has an empty document at first, which is complete, too.
  await soon(() => spy.evaluate('document.title + document.readyState')).toBe('Elsewherecomplete')
  await spy.evaluate(`
    globalThis.heard = []
    globalThis.channel = new BroadcastChannel('${name}')
    channel.onmessage = ({ data }) => heard.push(data)
    0`)
  return spy
}

it('10,000 malformed messages of another script do not make a tab deaf', async () => {
  const spy = await openSpy()
  const tabs = await openTwo()
  await expectEvents(...tabs)
  const [id] = sessions().map(session => session.id)
  for (let batch = 0; batch < 20; batch++) {
    await spy.evaluate(`{
      const junk = [null, true, 5, '', 'x', [], {}, [null], { rows: 5 }]
      const pick = list => list[Math.floor(Math.random() * list.length)]
      const fixed = ['["evil",true,"nonsense",null]', '["evil",true,"standing",{"rows":5}]', '["evil",true,"news",null]']
      for (let count = 0; count < 500; count++) {
        const text = pick(heard)
        const message = JSON.parse(text)
        const name = pick(Object.keys(message).filter(name => name !== 'from'))
        message[name] = pick(junk.filter(value => typeof value !== typeof message[name]))
        channel.postMessage(pick([...fixed, text.slice(0, -1), message, JSON.stringify(message), ...junk]))
      }
    }`)
    await expectEvents(...tabs)
  }
  // Another tab takes over from a deaf one, with a gap and a session of its own.
  for (const tab of tabs) expect(await tab.see()).toMatchObject({ gaps: [], status: 'live' })
  expect(sessions()).toMatchObject([{ id, status: 'connected' }])
})

it('a script that claims to lead is ignored, and one that poses as the leader is corrected', async () => {
  const spy = await openSpy()
  const tabs = await openTwo()
  await expectEvents(...tabs)
  for (let lie = 0; lie < 20; lie++) {
    await spy.evaluate(`{
      const states = heard.map(text => JSON.parse(text)).filter(({ type }) => type === 'state')
      const { from, state } = states.at(-1)
      const rows = state.rows.map(row => ({ ...row, status: ${lie % 4 === 3} ? 'refused' : 'live' }))
      const lie = { from: ${lie % 2 ? "'evil'" : 'from'}, type: 'state', state: { ...state, phase: 'idle', rows } }
      channel.postMessage(JSON.stringify(lie))
    }`)
    await expectEvents(...tabs)
    for (const tab of tabs) await statusOf(tab).toBe('live')
  }
  expect(sessions()).toHaveLength(1)
})

it('a flood of messages crashes no tab, and leaves nothing in its memory', async () => {
  const spy = await openSpy()
  const tabs = await openTwo()
  await expectEvents(...tabs)
  const heapOf = async (tab: Tab) => {
    await tab.send('HeapProfiler.collectGarbage')
    return Number(Object(await tab.send('Runtime.getHeapUsage')).usedSize)
  }
  const before = await Promise.all(tabs.map(heapOf))
  for (let batch = 0; batch < 20; batch++) {
    await spy.evaluate(`{
      const samples = heard.slice(-20).map(text => JSON.parse(text))
      for (let count = 0; count < 5000; count++) {
        const from = 'evil-${batch}-' + count
        channel.postMessage(JSON.stringify({ ...samples[count % samples.length], from }))
      }
    }`)
  }
  await soon(() => Promise.all(tabs.map(tab => tab.evaluate('1')))).toEqual([1, 1])
  await expectEvents(...tabs)
  // A tab may still have messages of the flood to read.
  for (const [index, tab] of tabs.entries()) {
    await expect.poll(async () => (await heapOf(tab)) - Number(before[index])).toBeLessThan(5_000_000)
  }
  for (const tab of tabs) await statusOf(tab).toBe('live')
})

it('messages on the channel contain no token', async () => {
  const spy = await openSpy()
  const [leader, follower] = await openTwo()
  await expectEvents(leader, follower)
  await leader.close()
  await gapsOf(follower).toBe(1)
  const heard = () => spy.evaluate<string>('heard.join()')
  for (const type of ['want', 'state', 'deliver', 'bye']) await soon(heard).toContain(`"${type}"`)
  expect(site.tokens).toHaveLength(2)
  for (const token of site.tokens) expect(await heard()).not.toContain(token)
})
