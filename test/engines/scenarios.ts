import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { channelFollow } from 'tinyhelix/eventsub'
import { fakeTwitchAt } from 'tinyhelix/testing'
import { expect, onTestFinished } from 'vitest'
import { type AuthPageConfig, serveAuthSite } from '../browser/authSite.ts'
import { type EventSubPage, type SeenOfEvents, see, serveEventSubSite } from '../browser/eventSubSite.ts'
import { isHeard } from '../browser/isHeard.ts'
import { chatScenarios } from './chatScenarios.ts'
import type { Driver } from './driver.ts'
import type { EngineName } from './engines.ts'
import { clickText, decide, expectNoWords, expectText, expectWords, popUp, soon, textOf } from './hand.ts'
import type { Scenario, Stage } from './scenario.ts'

/** A site that signs users in. */
async function authSite(change: Partial<AuthPageConfig> = {}) {
  const site = await serveAuthSite()
  onTestFinished(site.close)
  site.configure(change)
  return site
}
type AuthSite = Awaited<ReturnType<typeof authSite>>

/** Another site: `localhost` and `127.0.0.1` are different sites. */
async function otherSite(html: string): Promise<string> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><title>Other</title><link rel="icon" href="data:,">${html}`)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://localhost:${(server.address() as AddressInfo).port}/`
}

/** A page with the site's page in a frame. It keeps the frame's messages in `frame`. */
const framing = (url: string, attributes = '') => `<iframe width="300" height="300" ${attributes} src="${url}"></iframe>
<script>addEventListener('message', ({ data }) => { globalThis.frame = data })</script>`
const expectFrame = (driver: Driver, shown: object) =>
  soon(() => driver.run('globalThis.frame').catch(() => null)).toMatchObject(shown)

const hour = 3_600_000
const expectState = (driver: Driver, state: string) => expectText(driver, '#state', state)
const expectResult = (driver: Driver, result: string) => expectText(driver, '#result', result)
/** Opens the site's page, and waits until its session is restored. */
async function openAuth(driver: Driver, url: string, restored = 'nobody') {
  await driver.go(url)
  await expectText(driver, '#restored', restored)
}
async function signIn(driver: Driver, login = 'ada') {
  await driver.click('#sign-in')
  await decide(driver, 'authorize', login)
  await expectState(driver, `signed-in | ${login}`)
}
async function signInWithCode(driver: Driver, { twitch }: AuthSite, press = () => driver.click('#sign-in')) {
  await press()
  await expectText(driver, '#code', /./)
  twitch.fake.activate((await textOf(driver, '#code')) ?? '')
  await expectState(driver, 'signed-in | ada')
}
const asked = ({ twitch }: AuthSite, path: string) =>
  twitch.fake.requests.filter(request => request.path === path).map(({ status }) => status)
const renewals = ({ twitch }: AuthSite) =>
  twitch.fake.requests.filter(({ body }) => Object(body).grant_type === 'refresh_token').map(({ status }) => status)

/** A site whose page listens to events. */
async function eventSite() {
  const site = await serveEventSubSite()
  onTestFinished(site.close)
  const { fake } = site.twitch
  return { ...site, fake, sessions: () => fake.eventSub.sessions, ada: fake.user('ada').id }
}
type EventSite = Awaited<ReturnType<typeof eventSite>>

const look = (driver: Driver): Promise<SeenOfEvents> => see({ evaluate: expression => driver.run(expression) })
const expectLive = (driver: Driver) => soon(async () => (await look(driver)).status).toBe('live')
const expectGaps = (driver: Driver, gaps: number) => soon(async () => (await look(driver)).gaps.length).toBe(gaps)
const expectReceived = (driver: Driver, received: readonly string[]) =>
  soon(async () => (await look(driver)).received.map(({ what }) => what)).toEqual(received)
async function openLive(driver: Driver, site: EventSite, page: EventSubPage = {}) {
  await driver.go(site.addressOf({ user: 'ada', ...page }))
  await expectLive(driver)
}
/** Sends a follow, and checks that the page receives it once. */
async function expectFollow(driver: Driver, site: EventSite) {
  const before = (await look(driver)).received.map(({ what }) => what)
  expect(site.follow('ada', 'pixelfox'), 'sessions that were told').toBe(1)
  await expectReceived(driver, [...before, site.fake.user('pixelfox').id])
}
/** Opens tabs of one user, which share a socket. */
async function openShared({ driver, tab }: Stage, site: EventSite, count: number): Promise<string[]> {
  const tabs: string[] = []
  for (let index = 0; index < count; index++) {
    tabs.push(index ? await driver.newTab() : tab)
    await openLive(driver, site, { isShared: true, channels: ['1001'] })
  }
  return tabs
}
/**
 * Agrees on Twitch's page until the page shows some text. Twitch does not ask a user again who has agreed in another
 * engine.
 */
const agreeUntil = (driver: Driver, words: string) =>
  soon(async () => {
    if ((await textOf(driver, 'button[value=authorize]')) !== null) await decide(driver, 'authorize', 'ada')
    return driver.run<string>('document.body.innerText').catch(() => '')
  }).toContain(words)

const keepsPages = (engine: EngineName) => engine === 'Chromium' || engine === 'WebKit'

const headlessShell = 'The headless shell of Chromium 103 blocks no popups.'

/** The scenarios of all engines. Calls are tested in `test/runtimes`. */
export const scenarios: readonly Scenario[] = [
  {
    title: 'a call to a server that sends no CORS headers rejects with `network`',
    play: async ({ driver }) => {
      const site = await authSite()
      const { network, fake } = site.twitch
      site.configure({ network: { ...network, baseURL: site.url.replace('127.0.0.1', 'localhost') } })
      await openAuth(driver, site.url)
      await signIn(driver)
      expect(fake.requests.length).toBeGreaterThan(0)
      await driver.click('#read')
      await expectResult(driver, 'network')
    },
  },
  {
    title: 'a redirect to the same path signs in, and leaves no token in address, history or referrer',
    play: async ({ driver }) => {
      const site = await authSite()
      const address = `${site.url}channel?tab=2#/polls`
      await openAuth(driver, address)
      await signIn(driver)
      const token = await driver.run<string>('JSON.parse(Object.values(localStorage)[0]).token')
      expect(token).toMatch(/^\w{20,}$/)
      const places = await driver.run('[location.href, document.referrer, JSON.stringify(history.state)].join()')
      expect(`${places} ${site.referrers}`).not.toContain(token)
      expect(await driver.url()).toBe(address)
    },
  },
  {
    title: 'a redirect to another path ends where the user was',
    play: async ({ driver }) => {
      const site = await authSite({ redirectUri: '/callback' })
      const address = `${site.url}channel?tab=2#/polls`
      await openAuth(driver, address)
      await signIn(driver)
      await soon(driver.url).toBe(address)
    },
  },
  {
    title: 'a reload keeps the session without a request to Twitch',
    play: async ({ driver }) => {
      const site = await authSite()
      await openAuth(driver, site.url)
      await signIn(driver)
      const requests = site.twitch.fake.requests.length
      await driver.reload()
      await expectState(driver, 'signed-in | ada')
      expect(site.twitch.fake.requests).toHaveLength(requests)
    },
  },
  {
    title: 'Back after a redirect shows no token and stays signed in',
    play: async ({ driver }) => {
      const site = await authSite({ redirectUri: '/callback' })
      await openAuth(driver, `${site.url}first`)
      await driver.go(`${site.url}second`)
      await signIn(driver)
      const token = await driver.run<string>('JSON.parse(Object.values(localStorage)[0]).token')
      await soon(driver.url).toBe(`${site.url}second`)
      await driver.back()
      // An engine may show Twitch's page from its cache. Others ask Twitch again, which redirects at once.
      const isShown = async () => (await textOf(driver, '#state, button[value=authorize]')) ?? ''
      await soon(isShown).toMatch(/^(signed-in \| ada|Authorize)$/)
      expect(await driver.url()).not.toContain(token)
      await driver.newTab()
      await openAuth(driver, site.url, 'ada')
    },
  },
  {
    title: 'a refused sign-in is shown once',
    play: async ({ driver }) => {
      const site = await authSite()
      await openAuth(driver, `${site.url}#/route`)
      await driver.click('#sign-in')
      await decide(driver, 'cancel')
      await expectState(driver, 'signed-out | sign_in denied')
      expect(await driver.url()).toBe(`${site.url}#/route`)
      await driver.reload()
      await expectState(driver, 'signed-out')
    },
  },
  {
    title: 'a token in a link signs nobody in',
    play: async ({ driver }) => {
      const site = await authSite()
      const token = site.twitch.fake.grant({ user: 'pixelfox' })
      await openAuth(driver, `${site.url}#access_token=${token}&state=1`)
      await expectState(driver, 'signed-out | sign_in state')
      expect(await driver.url()).toBe(site.url)
    },
  },
  {
    title: 'a popup signs in while the page stays',
    play: async ({ driver, tab }) => {
      const site = await authSite()
      await openAuth(driver, `${site.url}#/route`)
      await popUp(driver, tab, () => driver.click('#popup'))
      await decide(driver, 'authorize', 'ada')
      await driver.use(tab)
      await expectResult(driver, '"ada"')
      await expectState(driver, 'signed-in | ada')
      expect(await driver.url()).toBe(`${site.url}#/route`)
      await soon(driver.handles).toEqual([tab])
    },
  },
  {
    title: 'a popup that the user refuses rejects with `denied`',
    play: async ({ driver, tab }) => {
      const site = await authSite()
      await openAuth(driver, site.url)
      await popUp(driver, tab, () => driver.click('#popup'))
      await decide(driver, 'cancel')
      await driver.use(tab)
      await expectResult(driver, 'sign_in denied')
    },
  },
  {
    title: 'a popup that the user closes rejects with `popup_closed`',
    play: async ({ driver, tab }) => {
      const site = await authSite()
      await openAuth(driver, site.url)
      await popUp(driver, tab, () => driver.click('#popup'))
      await expectText(driver, 'button[value=authorize]', 'Authorize')
      await driver.closeTab()
      await driver.use(tab)
      await expectResult(driver, 'sign_in popup_closed')
    },
  },
  {
    title: 'a popup without a click rejects with `popup_blocked`',
    skip: { 'Chromium 103': headlessShell },
    play: async ({ driver, tab, engine }) => {
      // Firefox counts evaluated code as an act of the user for some seconds.
      const site = await authSite({ popupAfterMs: engine === 'Firefox' ? 10_000 : 0 })
      await driver.go(site.url)
      await soon(() => site.referrers.length).toBe(3)
      await expectResult(driver, 'sign_in popup_blocked')
      expect(await driver.handles()).toEqual([tab])
    },
  },
  {
    title: 'a popup signs in under an opener policy, which makes it look closed',
    play: async ({ driver, tab }) => {
      const site = await authSite({ openerPolicy: 'same-origin' })
      await openAuth(driver, site.url)
      // Driven pages may all have the focus. In people's browsers only the popup has it.
      await driver.run('void (document.hasFocus = () => false)')
      await popUp(driver, tab, () => driver.click('#popup'))
      await decide(driver, 'authorize', 'ada')
      await driver.use(tab)
      await expectResult(driver, '"ada"')
    },
  },
  {
    title: 'a popup signs in a page in a frame of another site',
    play: async ({ driver, tab }) => {
      const site = await authSite({ cover: 'popup' })
      await driver.go(await otherSite(framing(site.url)))
      await expectFrame(driver, { restored: 'nobody' })
      await popUp(driver, tab, () => driver.click('iframe'))
      await decide(driver, 'authorize', 'ada')
      await driver.use(tab)
      await expectFrame(driver, { state: 'signed-in | ada', result: '"ada"' })
    },
  },
  {
    title: 'a device code signs in, and the token is renewed when it has ended',
    play: async ({ driver }) => {
      const site = await authSite({ kind: 'device' })
      await openAuth(driver, site.url)
      await signInWithCode(driver, site)
      site.pass(5 * hour)
      await driver.click('#read')
      await expectResult(driver, '[{"login":"ada"}]')
      expect(renewals(site)).toEqual([200])
    },
  },
  {
    title: 'sessionStorage keeps the session for one tab',
    play: async ({ driver }) => {
      const site = await authSite({ storage: 'sessionStorage' })
      await openAuth(driver, site.url)
      await signIn(driver)
      await driver.reload()
      await expectState(driver, 'signed-in | ada')
      await driver.newTab()
      await openAuth(driver, site.url)
      await expectState(driver, 'signed-out')
    },
  },
  {
    title: 'memory keeps the session until the page is reloaded',
    play: async ({ driver }) => {
      const site = await authSite({ storage: 'memory' })
      await openAuth(driver, site.url)
      await signIn(driver)
      await driver.reload()
      await expectState(driver, 'signed-out')
    },
  },
  {
    title: 'a full storage lets a popup sign in for this page',
    play: async ({ driver, tab }) => {
      const site = await authSite()
      await openAuth(driver, site.url)
      await driver.run(`() => {
        for (let size = 2 ** 21, count = 0; size >= 1; ) {
          try {
            localStorage.setItem('filler' + count++, 'x'.repeat(size))
          } catch {
            size = Math.floor(size / 2)
          }
        }
      }`)
      await popUp(driver, tab, () => driver.click('#popup'))
      await decide(driver, 'authorize', 'ada')
      await driver.use(tab)
      await expectState(driver, 'signed-in | ada')
      await driver.reload()
      await expectState(driver, 'signed-out')
    },
  },
  {
    title: 'a frame of no origin signs in for itself',
    play: async ({ driver }) => {
      const site = await authSite({ kind: 'device' })
      await driver.go(await otherSite(framing(site.url, 'sandbox="allow-scripts"')))
      await expectFrame(driver, { restored: 'nobody' })
      await driver.run(`frames[0].postMessage({ press: 'sign-in' }, '*')`)
      await expectFrame(driver, { code: expect.stringMatching(/./) })
      site.twitch.fake.activate(await driver.run<string>('frame.code'))
      await expectFrame(driver, { state: 'signed-in | ada' })
    },
  },
  {
    title: 'two tabs renew one token between them',
    play: async ({ driver, tab }) => {
      const site = await authSite({ kind: 'device' })
      await openAuth(driver, site.url)
      await signInWithCode(driver, site)
      const other = await driver.newTab()
      await openAuth(driver, site.url, 'ada')
      site.pass(5 * hour)
      await driver.run(`() => {
        const channel = new BroadcastChannel('test')
        channel.postMessage('read')
        document.querySelector('#read').click()
      }`)
      await driver.use(tab)
      await driver.click('#read')
      for (const handle of [tab, other]) {
        await driver.use(handle)
        await expectResult(driver, '[{"login":"ada"}]')
      }
      expect(renewals(site)).toEqual([200])
    },
  },
  {
    title: 'a tab hears of a sign-in and a sign-out in another tab',
    play: async ({ driver, tab }) => {
      const site = await authSite()
      await openAuth(driver, site.url)
      const other = await driver.newTab()
      await openAuth(driver, site.url)
      await signIn(driver)
      await driver.use(tab)
      await expectState(driver, 'signed-in | ada')
      await driver.click('#sign-out')
      await driver.use(other)
      await expectState(driver, 'signed-out')
      await soon(() => asked(site, '/revoke')).toEqual([200])
    },
  },
  {
    title: 'events come, and stop with the sign-out',
    play: async ({ driver }) => {
      const site = await eventSite()
      await driver.go(site.addressOf())
      await soon(async () => (await look(driver)).status).toBe('signed-out')
      await driver.run('void page.signIn()')
      await decide(driver, 'authorize', 'ada')
      await expectLive(driver)
      await driver.run('page.signOutAt(1)')
      await expectFollow(driver, site)
      await soon(async () => (await look(driver)).status).toBe('signed-out')
      await soon(site.sessions).toEqual([])
    },
  },
  ...(['drop', 'close'] as const).map(
    (how): Scenario => ({
      title: `events come back after Twitch ${how === 'drop' ? 'drops the connection' : 'closes the socket with 4000'}, with one gap`,
      play: async ({ driver }) => {
        const site = await eventSite()
        await openLive(driver, site)
        const { eventSub } = site.fake
        expect(how === 'drop' ? eventSub.drop() : eventSub.close(4000)).toBe(1)
        await expectGaps(driver, 1)
        await expectLive(driver)
        await expectFollow(driver, site)
      },
    }),
  ),
  {
    title: 'no event is lost or doubled while Twitch moves the session',
    play: async ({ driver }) => {
      const site = await eventSite()
      await openLive(driver, site, { channels: [site.ada] })
      const [before] = site.sessions()
      const titles = Array.from({ length: 30 }, (_, index) => `title ${index}`)
      for (const [index, title] of titles.entries()) {
        expect(site.update(site.ada, title), 'sessions that were told').toBe(1)
        if (index === 15) expect(site.fake.eventSub.reconnect()).toBe(1)
        await driver.run('0')
      }
      await expectReceived(driver, titles)
      await soon(() => site.sessions().map(({ id }) => id)).toEqual([before?.id])
      expect((await look(driver)).gaps).toEqual([])
    },
  },
  {
    title: 'a move to an address that refuses ends in a new session with one gap',
    play: async ({ driver }) => {
      const site = await eventSite()
      await openLive(driver, site)
      site.fake.eventSub.reconnect({ broken: true })
      await expectFollow(driver, site)
      expect(site.fake.eventSub.close(4004)).toBe(1)
      await expectGaps(driver, 1)
      await expectFollow(driver, site)
    },
  },
  {
    title: 'a silent connection is given up, and the next one tells one gap',
    play: async ({ driver }) => {
      const site = await eventSite()
      await openLive(driver, site)
      site.fake.eventSub.silence(true)
      await soon(async () => (await look(driver)).error).toBe('EventSub heard nothing from Twitch in time.')
      site.fake.eventSub.silence(false)
      await expectGaps(driver, 1)
      await expectFollow(driver, site)
    },
  },
  {
    title: 'three tabs share one socket, and each hears every event once',
    play: async stage => {
      const { driver } = stage
      const site = await eventSite()
      const tabs = await openShared(stage, site, 3)
      expect(site.sessions()).toHaveLength(1)
      expect(site.update(site.ada, 'shared'), 'sessions that were told').toBe(1)
      for (const tab of tabs) {
        await driver.use(tab)
        await expectReceived(driver, ['shared'])
      }
    },
  },
  {
    title: 'another tab takes over when the tab with the socket is closed',
    play: async stage => {
      const { driver } = stage
      const site = await eventSite()
      const [leader = '', ...others] = await openShared(stage, site, 3)
      await driver.use(leader)
      await driver.closeTab()
      for (const tab of others) {
        await driver.use(tab)
        await expectGaps(driver, 1)
        await expectLive(driver)
      }
      await soon(() => site.sessions().length).toBe(1)
      expect(site.update(site.ada, 'after'), 'sessions that were told').toBe(1)
      for (const tab of others) {
        await driver.use(tab)
        await expectReceived(driver, ['after'])
      }
    },
  },
  {
    title: 'a page that listens goes on after Back: kept pages tell one gap, others load anew',
    play: async ({ driver, engine }) => {
      const site = await eventSite()
      await openLive(driver, site)
      await driver.go(site.elsewhere)
      await soon(site.sessions).toEqual([])
      await driver.back()
      await expectLive(driver)
      const expected = keepsPages(engine) ? { wasKept: true, gaps: 1 } : { wasKept: false, gaps: 0 }
      await soon(async () => {
        const { wasKept, gaps } = await look(driver)
        return { wasKept, gaps: gaps.length }
      }).toEqual(expected)
      await expectFollow(driver, site)
    },
  },
  ...chatScenarios,
  {
    title: 'the single file reads and listens',
    play: async ({ driver, singleFile }) => {
      const code = await singleFile()
      const { twitch, follow, close } = await serveEventSubSite()
      onTestFinished(close)
      const { network, fake } = twitch
      const facts = JSON.stringify({ network, clientId: fake.clientId, token: fake.grant({ user: 'ada' }) })
      const html = `<meta charset="utf-8"><output id="user"></output><output id="event"></output><script type="module">
${code.replace(/\/\/# sourceMappingURL.*/, '').replace(/export\s*\{([^}]*)\}\s*;?\s*$/, (_, names: string) => `const tinyhelix = {${names.replace(/(\S+) as (\S+?)(,|$)/g, '$2: $1$3')}}`)}
      const { network, clientId, token } = ${facts}
      const client = tinyhelix.createClient({ ...network, auth: tinyhelix.userToken(token, { clientId, ...network }) })
      tinyhelix.getUsers(client).then(([{ login }]) => { document.querySelector('#user').textContent = login })
      const show = ({ user_name }) => { document.querySelector('#event').textContent = user_name }
      tinyhelix.createEventSub(client).on(tinyhelix.channelFollow, show)
      </script>`
      await driver.go(await otherSite(html))
      await expectText(driver, '#user', 'ada')
      await soon(() => fake.eventSub.sessions[0]?.subscriptions.length).toBe(1)
      expect(follow('ada', 'pixelfox'), 'sessions that were told').toBe(1)
      await expectText(driver, '#event', 'PixelFox')
    },
  },
  {
    title: 'React: the dashboard signs in, shows the channel and opens a menu',
    play: async ({ driver, demo, picture }) => {
      const { url } = await demo()
      await driver.go(`${url}dashboard/`)
      await clickText(driver, 'Sign in with Twitch')
      await agreeUntil(driver, 'Your channel')
      await expectNoWords(driver, 'Switch account')
      await picture('dashboard')
      await driver.click('[popovertarget=account]')
      await expectWords(driver, 'Switch account')
      await picture('dashboard-menu')
      await driver.click('h1')
      await expectNoWords(driver, 'Switch account')
    },
  },
  {
    title: 'Vue: the extension in its rig shows the stream, the schedule, clips and emotes',
    play: async ({ driver, demo, picture }) => {
      const { url, twitch } = await demo()
      const { extension } = fakeTwitchAt(twitch.url)
      for (const [tab, path] of [
        ['schedule', '/schedule'],
        ['clips', '/clips'],
        ['emotes', '/chat/emotes'],
      ] as const) {
        const content = JSON.stringify({ greeting: '', accent: 'violet', tabs: [tab] })
        await extension.store('broadcaster', { version: '1', content })
        await driver.go(extension.rigURL({ url: `${url}panel/`, views: ['panel'], height: 496 }))
        await expectWords(driver, 'U1002, shares the id 1002, viewer')
        await soon(() => twitch.fake.requests.filter(({ status }) => status === 200).map(one => one.path)).toContain(
          path,
        )
      }
      await picture('panel')
    },
  },
  {
    title: 'Svelte: the overlay shows a new follower',
    play: async ({ driver, demo, picture }) => {
      const { url, twitch } = await demo()
      const { fake } = twitch
      await driver.go(`${url}overlay/`)
      const { origins } = fake.storageState({ origin: url, name: 'overlay', user: 'ada' })
      const fill = 'entries => { for (const { name, value } of entries) localStorage.setItem(name, value) }'
      await driver.run(
        fill,
        origins.flatMap(({ localStorage }) => localStorage),
      )
      await driver.reload()
      await isHeard(await demo(), 'channel.follow')
      fake.emit(channelFollow, { broadcaster_user_id: fake.user('ada').id, user_id: fake.user('pixelfox').id })
      await expectWords(driver, 'PixelFox')
      await picture('overlay')
    },
  },
  {
    title: 'no framework: the plain demo signs in and lists streams',
    play: async ({ driver, demo, picture }) => {
      const { url } = await demo()
      await driver.go(`${url}plain/`)
      await clickText(driver, 'Sign in with Twitch')
      await agreeUntil(driver, 'My channel')
      await soon(() => driver.run<number>(`document.querySelectorAll('.card').length`).catch(() => 0)).toBeGreaterThan(
        5,
      )
      expect(await driver.run('getComputedStyle(document.body).backgroundColor')).toBe('rgb(247, 245, 251)')
      await picture('plain')
    },
  },
  {
    title: 'the start page connects its overlay',
    play: async ({ driver, demo, picture }) => {
      await driver.go((await demo()).url)
      await expectWords(driver, 'The overlay is connected.')
      await picture('start')
    },
  },
]
