import { createPoll, endPoll } from 'tinyhelix'
import { describe, expect } from 'vitest'
import { it, type Visit } from './demoVisit.ts'

const card = ({ page }: Visit, name: string) => page.locator(`.${name}`)

/** Has somebody agree to the code that is shown. */
async function agree(visit: Visit, activate: (code: string) => void) {
  await card(visit, 'code').waitFor()
  activate((await card(visit, 'code').textContent())?.replace(' ', '') ?? '')
  await card(visit, 'followers').waitFor({ timeout: 20_000 })
}

/** The overlay in the size that streams mostly have. */
async function openOverlay({ page, open }: Visit) {
  await page.setViewportSize({ width: 1920, height: 1080 })
  await open('overlay/')
}

describe('the overlay', () => {
  it('signs in by a code, and shows counts, followers and polls by itself', async ({ visit, demo }) => {
    const { page } = visit
    const { fake } = demo.twitch
    await openOverlay(visit)
    await card(visit, 'code').waitFor()
    await visit.shootOnce('overlay-code')
    const [phone] = await Promise.all([page.waitForEvent('popup'), page.getByRole('link').click()])
    await phone.waitForURL(/\/activate\?device-code=[A-Z]{8}$/)
    await phone.getByRole('button', { name: 'Activate' }).click()
    await phone.getByText('Your device is signed in').waitFor()
    await card(visit, 'followers').waitFor({ timeout: 20_000 })
    await expect
      .poll(() => card(visit, 'counts').textContent(), { timeout: 10_000 })
      .toMatch(/viewers\s*312.*followers\s*5,000/)
    expect(await card(visit, 'followers').locator('li').count()).toBe(4)

    const choices = [{ title: 'Synth' }, { title: 'Drum machine' }, { title: 'Something with lasers' }]
    const client = fake.client()
    const poll = await createPoll(client, { title: 'What comes next?', choices, duration: 60 })
    await expect.poll(() => card(visit, 'poll').textContent(), { timeout: 20_000 }).toMatch(/[5-9] votes|\d\d votes/)
    await page.waitForFunction(() => !document.getAnimations().length)
    await visit.shootOnce('overlay-live')
    await page.setViewportSize({ width: 360, height: 740 })
    await visit.shootOnce('overlay-phone')
    await endPoll(client, { id: poll.id, status: 'ARCHIVED' })
    await card(visit, 'poll').waitFor({ state: 'detached' })
  })

  it('is see-through, and stays within what every screen shows', async ({ visit, demo }) => {
    const { page } = visit
    await openOverlay(visit)
    await agree(visit, code => demo.twitch.fake.activate(code, { user: 'ada' }))
    const picture = (await page.screenshot({ omitBackground: true })).toString('base64')
    const opaque = await page.evaluate(async source => {
      const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${source}`)).blob())
      const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d', { willReadFrequently: true })
      canvas?.drawImage(image, 0, 0)
      const alphaAt = (x: number, y: number) => canvas?.getImageData(x, y, 1, 1).data[3]
      return [alphaAt(2, 2), alphaAt(960, 540), alphaAt(1917, 1077)]
    }, picture)
    expect(opaque).toEqual([0, 0, 0])
    for (const name of ['counts', 'followers']) {
      const { x = 0, y = 0, width = 0, height = 0 } = (await card(visit, name).boundingBox()) ?? {}
      expect(x).toBeGreaterThanOrEqual(96)
      expect(y).toBeGreaterThanOrEqual(54)
      expect(x + width).toBeLessThanOrEqual(1920 - 96)
      expect(y + height).toBeLessThanOrEqual(1080 - 54)
    }
  })

  it('goes on by itself after Twitch was out of reach, and after a sign-out', async ({ visit, demo }) => {
    const { page } = visit
    const { fake } = demo.twitch
    visit.expectFailures()
    // At first there is not even a code to be had.
    const lift = fake.fail({ path: '/device', status: 503 })
    await openOverlay(visit)
    await page.getByText('Asking Twitch for a code').waitFor()
    lift()
    await agree(visit, code => fake.activate(code, { user: 'ada' }))
    await page.reload()
    await card(visit, 'followers').waitFor()
    await page.getByRole('button', { name: 'Sign out ada' }).click()
    await agree(visit, code => fake.activate(code, { user: 'pixelfox' }))
    expect(await page.getByRole('button', { name: 'Sign out' }).textContent()).toContain('pixelfox')
    expect(await card(visit, 'counts').textContent()).not.toContain('5,000')
  })
})
