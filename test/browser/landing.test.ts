import type { BrowserContext, Page } from 'playwright'
import { describe, expect, inject } from 'vitest'
import { click, decide, expectState, soon } from './authSite.ts'
import { it, type LandingConfig, type LandingSite } from './landingSite.ts'

const expectRoute = (page: Page, route: string) => soon(() => page.locator('#route').textContent()).toBe(route)

/** Opens a page of the site, and waits until its session is restored. */
async function open(landing: LandingSite, context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(landing.url + address)
  await page.locator('#restored:not(:empty)').waitFor({ state: 'attached' })
  return page
}

/** Opens a page of the site, goes to Twitch and returns. */
async function comeBack(landing: LandingSite, context: BrowserContext, address: string): Promise<Page> {
  const page = await open(landing, context, address)
  landing.loads.length = 0
  await click(page, 'sign-in')
  await decide(page, 'Authorize', 'ada')
  return page
}

interface Row extends Pick<LandingConfig, 'router' | 'restore' | 'navigate'> {
  readonly title: string
  /** The user's path, without the first `/`. */
  readonly address: string
  readonly route: string
  /** The number of documents loaded on the way back. */
  readonly loads: 1 | 2
}

const query = { address: '?tab=2#top', route: 'Home?tab=2#top', loads: 1 } as const
const path = { address: 'followers?tab=2', route: 'Followers?tab=2', loads: 2 } as const
const fragment = { address: '#/followers?tab=2', route: 'Followers?tab=2', loads: 1 } as const
const running = { restore: 'running' } as const
const first = { restore: 'first' } as const
const told = { navigate: true, loads: 1 } as const

const rows: readonly Row[] = [
  { title: 'React Router that runs, another query', router: 'react', ...running, ...query },
  { title: 'React Router that runs, another path', router: 'react', ...running, ...path },
  { title: 'React Router that runs, with navigate', router: 'react', ...running, ...path, ...told },
  { title: 'React Router with routes in the fragment', router: 'reactHash', ...running, ...fragment },
  { title: 'vue-router that runs, another query', router: 'vue', ...running, ...query },
  { title: 'vue-router that runs, with navigate', router: 'vue', ...running, ...path, ...told },
  { title: 'vue-router, lazy, that starts after restore(), another query', router: 'lazyVue', ...first, ...query },
  { title: 'vue-router, lazy, that runs, another path', router: 'lazyVue', ...running, ...path },
  { title: 'vue-router, lazy, that runs, with navigate', router: 'lazyVue', ...running, ...path, ...told },
  { title: 'SvelteKit that starts after restore(), another query', router: 'svelteKit', ...first, ...query },
  { title: 'SvelteKit that runs, another path', router: 'svelteKit', ...running, ...path },
  { title: 'SvelteKit that runs, with navigate', router: 'svelteKit', ...running, ...path, ...told },
  { title: 'SvelteKit that starts after restore(), with navigate', router: 'svelteKit', ...first, ...path, ...told },
  { title: 'a hash router that listens to hashchange', router: 'hash', ...running, ...fragment },
  { title: 'no router, another query', router: 'plain', ...running, ...query },
]

/** One of each framework. */
const someRows = ['react', 'vue', 'svelteKit'].flatMap(name => rows.find(({ router }) => router === name) ?? [])

describe('a redirect to / returns the user to where they were', () => {
  it.for(inject('isLongRun') ? rows : someRows)(
    '$title',
    async ({ title: _, address, route, loads, ...config }, { landing, context }) => {
      landing.configure({ ...config, redirectUri: '/' })
      const page = await comeBack(landing, context, address)
      await expectRoute(page, route)
      await expectState(page, 'signed-in | ada')
      expect(page.url()).toBe(landing.url + address)
      expect(landing.loads).toHaveLength(loads)
    },
  )
})

const followers = 'followers?tab=2#last'

async function expectFollowers(page: Page, { url }: LandingSite, state: string): Promise<void> {
  await expectState(page, state)
  await expectRoute(page, 'Followers?tab=2#last')
  expect(page.url()).toBe(url + followers)
}

describe('a callback page of its own', () => {
  it('a sign-in leaves the callback page: a reload and Back show where the user was, and Back asks Twitch again', async ({
    site,
    landing,
    context,
  }) => {
    landing.configure({ redirectUri: '/callback', otherAuth: true })
    const page = await comeBack(landing, context, followers)
    await expectFollowers(page, landing, 'signed-in | ada')
    expect(landing.loads).toEqual(['/callback', '/followers?tab=2'])
    await page.reload()
    await expectFollowers(page, landing, 'signed-in | ada')
    const requests = () => site.twitch.fake.requests.map(({ path, status }) => `${path} ${status}`)
    landing.loads.length = 0
    await page.goBack()
    // Twitch redirects with the used state. The browser may have the callback page in its cache.
    await soon(() => landing.loads.at(-1)).toBe('/followers?tab=2')
    await expectFollowers(page, landing, 'signed-in | ada')
    // The token of that answer is revoked, not the current one.
    await soon(requests).toContain('/revoke 200')
    expect(requests().filter(request => request.startsWith('/revoke'))).toHaveLength(1)
    await page.reload()
    await expectFollowers(page, landing, 'signed-in | ada')
  })

  it('a refusal leaves the callback page, and the user’s page shows the error', async ({ landing, context }) => {
    landing.configure({ redirectUri: '/callback' })
    const page = await open(landing, context, followers)
    await click(page, 'sign-in')
    await decide(page, 'Cancel')
    await expectFollowers(page, landing, 'signed-out | denied')
  })
})

describe('a session that is not stored', () => {
  it('the callback page stays open when memory keeps the session', async ({ landing, context }) => {
    landing.configure({ redirectUri: '/', storage: 'memory' })
    const page = await comeBack(landing, context, followers)
    await expectFollowers(page, landing, 'signed-in | ada')
    expect(landing.loads).toEqual(['/'])
  })

  it('the callback page stays open when the storage is blocked', async ({ landing, context }) => {
    await context.addInitScript(() => {
      Object.defineProperty(globalThis, 'localStorage', { value: null })
    })
    landing.configure({ redirectUri: '/' })
    const page = await comeBack(landing, context, followers)
    await expectFollowers(page, landing, 'signed-in | ada')
    expect(landing.loads).toEqual(['/'])
  })
})

it('an address opened with a name and password is put back', async ({ site, landing, context }) => {
  const page = await open(landing, context, '')
  const state = `1~tinyhelix:${site.twitch.fake.clientId}:default`
  await page.evaluate(key => sessionStorage.setItem(key, `${location.origin}/?tab=2`), `tinyhelix:state:${state}`)
  await page.goto(`${landing.url.replace('//', '//user:password@')}?error=access_denied&state=${state}`)
  await expectRoute(page, 'Home?tab=2')
  await expectState(page, 'signed-out | denied')
})

it('a popup signs in during the first route, and the page stays on it', async ({ landing, context }) => {
  landing.configure({ router: 'lazyVue', redirectUri: '/' })
  const page = await open(landing, context, followers)
  const opening = page.waitForEvent('popup')
  await click(page, 'popup')
  await decide(await opening, 'Authorize', 'ada')
  await expectFollowers(page, landing, 'signed-in | ada')
})
