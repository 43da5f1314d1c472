import { describe, expect } from 'vitest'
import { it } from './siteVisit.ts'

describe('the explorer', () => {
  it('opens every page by its address, goes back and forth, and says so if there is no such page', async ({
    visit,
  }) => {
    const { page, open } = visit
    await open('#/getStreams')
    await page.getByRole('heading', { level: 1, name: 'getStreams' }).waitFor()
    const contents = page.getByRole('navigation', { name: 'Contents' })
    await contents.locator('summary', { hasText: 'Polls' }).click()
    await contents.getByRole('link', { name: 'createPoll' }).click()
    await page.getByRole('heading', { level: 1, name: 'createPoll' }).waitFor()
    expect(await page.title()).toBe('createPoll · tinyhelix')
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: 'getStreams' }).waitFor()
    await page.goForward()
    await page.getByRole('heading', { level: 1, name: 'createPoll' }).waitFor()
    await open('#/guides/eventsub/scopes')
    await page.getByRole('heading', { level: 2, name: 'Scopes' }).waitFor()
    await open('#/getNothing')
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
  })

  it('runs a call on the fake in the page, goes on to the next page, and keeps the request to link to', async ({
    visit,
  }) => {
    const { page, open } = visit
    await open('#/getStreams?first=3')
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    const rows = page.locator('table.answer tbody tr')
    await expect.poll(() => rows.count()).toBe(3)
    const first = await rows.first().textContent()
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('Page 2').waitFor()
    expect(await rows.first().textContent()).not.toBe(first)
    await page.getByRole('button', { name: 'Previous' }).click()
    await page.getByText('Page 1').waitFor()
    expect(await rows.first().textContent()).toBe(first)
    await page.getByRole('button', { name: 'JSON' }).click()
    await page.locator('.json').getByText('viewer_count').first().waitFor()
    expect(await page.locator('.history a').getAttribute('href')).toBe('#/getStreams?first=3')
  })

  it('shows the form with its messages for an address that makes no sense, and sends nothing', async ({ visit }) => {
    const { page, open } = visit
    await open('#/getStreams?first=many&type=nonsense&%E0%A4%A')
    await page.getByText('Expected a whole number').waitFor()
    await page.getByText('Expected all or live').waitFor()
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    expect(await page.locator('.status').count()).toBe(0)
  })
})
