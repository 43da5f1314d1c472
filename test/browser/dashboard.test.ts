import { getStreams } from 'tinyhelix'
import { describe, expect } from 'vitest'
import { accessibilityFindings } from './accessibility.ts'
import { allow, open, rows, scrollToTheEnd } from './dashboardVisit.ts'
import { it } from './demoVisit.ts'

describe('signing in', () => {
  it('asks for no scope, comes back to where the user was, and lasts', async ({ visit }) => {
    const { page } = visit
    const asked: (string | null)[] = []
    page.on('request', request => {
      const { pathname, searchParams } = new URL(request.url())
      if (pathname.endsWith('/authorize') && request.method() === 'GET') asked.push(searchParams.get('scope'))
    })
    await visit.open('dashboard/#/bans')
    await visit.button('Sign in with Twitch').waitFor()
    await visit.shoot('dashboard-welcome')
    expect(await accessibilityFindings(page)).toEqual([])
    await visit.signIn()
    expect(asked).toEqual([''])
    expect(new URL(page.url()).hash).toBe('#/bans')
    await page.getByText('Twitch asks you first').waitFor()
    await visit.shoot('dashboard-permission')
    await page.reload()
    await visit.button('Signed in as ada').waitFor()
  })

  it('out revokes the token and forgets it', async ({ visit, demo }) => {
    const { page } = visit
    await open(visit, 'followers')
    await page.getByText('5,000 followers').waitFor()
    await visit.button('Signed in as ada').click()
    await visit.shoot('dashboard-account')
    await visit.button('Sign out').click()
    await visit.button('Sign in with Twitch').waitFor()
    expect(demo.twitch.fake.requests.some(({ path, status }) => path === '/revoke' && status === 200)).toBe(true)
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain('token')
    await page.reload()
    await visit.button('Sign in with Twitch').waitFor()
  })

  it('as another account shows what is that account’s', async ({ visit }) => {
    const { page } = visit
    await open(visit, 'followers')
    await page.getByText('5,000 followers').waitFor()
    await visit.button('Signed in as ada').click()
    await visit.button('Another account').click()
    await visit.consent('pixelfox')
    await visit.button('Signed in as pixelfox').waitFor()
    // What ada had allowed was asked of pixelfox as well.
    await rows(visit).first().waitFor()
    expect(await page.getByText('5,000 followers').count()).toBe(0)
    await page.getByText(/^[\d,]+ followers/).waitFor()
  })
})

describe('browsing', () => {
  it('goes through all live streams to the last one', async ({ visit, demo }) => {
    await visit.open('dashboard/')
    await visit.signIn()
    await rows(visit).first().waitFor()
    await visit.shoot('dashboard-live')
    const all = await getStreams(demo.twitch.fake.client(), {}, { limit: Infinity })
    // So many drawn ones would keep the machine busy.
    visit.expectFailures()
    await visit.page.route('**/images/**', route => route.abort())
    await scrollToTheEnd(visit, new Set(all.map(({ id }) => id)).size)
    // Pictures of people are asked for together.
    const { requests } = demo.twitch.fake
    expect(requests.filter(({ path }) => path === '/users').length).toBeLessThanOrEqual(30)
  })

  it('of those that one follows asks for leave', async ({ visit }) => {
    const { page } = visit
    await visit.open('dashboard/')
    await visit.signIn()
    await page.getByText('Those I follow').click()
    await page.getByText('Twitch asks you first').waitFor()
    await allow(visit)
    await rows(visit).first().waitFor()
  })

  it('that fails says why, and can be tried again', async ({ visit, demo }) => {
    const { page } = visit
    const lift = demo.twitch.fake.fail({ path: '/streams', status: 400, message: 'The stars are not right.' })
    visit.expectFailures()
    await visit.open('dashboard/')
    await visit.signIn()
    await page.getByText('The stars are not right.').waitFor()
    await visit.shoot('dashboard-error')
    lift()
    await visit.button('Try again').click()
    await rows(visit).first().waitFor()
  })

  it('shows the shape of what is on its way', async ({ visit }) => {
    const { page } = visit
    await open(visit, 'polls')
    await page.getByLabel('Question').waitFor()
    await page.route('**/helix/**', () => {})
    await page.reload()
    await page.locator('.bone').first().waitFor()
    await visit.shoot('dashboard-loading-polls')
    await visit.goTo('#/')
    await page.locator('.stream .bone').first().waitFor()
    await visit.shoot('dashboard-loading-live')
  })
})
