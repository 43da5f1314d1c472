import type { SceneName } from 'tinyhelix/testing'
import { expect } from 'vitest'
import type { RunningDemo } from '../tools/demo.ts'
import { serveBuiltDemo } from './builtDemo.ts'
import { open } from './dashboardVisit.ts'
import { it as anyDemo } from './demoVisit.ts'
import { isHeard } from './isHeard.ts'
import { openSignedIn } from './overlayVisit.ts'

const it = anyDemo.extend<{ demo: RunningDemo }>({
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads what a fixture needs from its parameter.
    async ({}, use) => {
      const demo = await serveBuiltDemo(['overlay/index.html', 'dashboard/index.html'])
      await use(demo)
      await demo.close()
    },
    { scope: 'file' },
  ],
})

/** A scene, and its text in the overlay and in a part of the dashboard. `null`: none. */
interface Seen {
  readonly name: SceneName
  readonly overlay: RegExp | null
  readonly place: string
  readonly dashboard: RegExp | null
}

const scenes: readonly Seen[] = [
  { name: 'follow', overlay: /Followers.*5,001/s, place: 'followers', dashboard: /5,001 followers/ },
  { name: 'gifts', overlay: /gifted 10 Tier 1 subs/, place: 'chat', dashboard: /gifted a Tier 1 sub to/ },
  { name: 'raid', overlay: /is raiding with 200 viewers/, place: 'chat', dashboard: /200 viewers came along/ },
  { name: 'train', overlay: /Hype Train.*Level 3/s, place: 'chat', dashboard: /all aboard|go go go/ },
  { name: 'chat', overlay: /This song is great/, place: 'chat', dashboard: /This song is great/ },
  { name: 'poll', overlay: /What next\?/, place: 'polls', dashboard: /What next\?/ },
  { name: 'prediction', overlay: /Does it work at the first try\?/, place: 'polls', dashboard: null },
  { name: 'redemptions', overlay: null, place: 'rewards', dashboard: /just now/ },
  { name: 'bans', overlay: /cheap-viewers/, place: 'bans', dashboard: /spam · by Ada, just now/ },
  { name: 'offline', overlay: /Stream\s*Offline/, place: '', dashboard: /Offline/ },
  { name: 'online', overlay: /Viewers/, place: '', dashboard: /Live/ },
]

it.for(scenes)(
  'the overlay and the dashboard show the scene $name, and ask only the fake',
  async (scene, { visit, demo }) => {
    const { page } = visit
    const { fake } = demo.twitch
    const overlay = await page.context().newPage()
    const isElsewhere = (url: string) => /^(https?|wss?):/.test(url) && !/^\w+:\/\/(localhost|127\.0\.0\.1):/.test(url)
    const elsewhere: string[] = []
    const requests: string[] = []
    page.context().on('request', request => (isElsewhere(request.url()) ? elsewhere : requests).push(request.url()))
    overlay.on('pageerror', error => elsewhere.push(`${error}`))
    await openSignedIn(
      { ...visit, page: overlay, open: address => overlay.goto(`${demo.url}${address}`).then(() => {}) },
      demo,
    )
    await isHeard(demo, 'channel.follow', 'channel.chat.message')
    await overlay.getByText('Up to date').waitFor()
    await open(visit, demo, scene.place)
    await expect.poll(() => page.getByText('Up to date').count()).toBeGreaterThan(0)
    // The dashboard loads its chat when that is opened: the first line must not come before.
    if (scene.place === 'chat') await page.getByText('Live chat').first().waitFor()
    const playing = fake.play(scene.name)
    const shows = (other: typeof page, words: RegExp | null) =>
      words && expect.poll(() => other.locator('body').textContent()).toMatch(words)
    await Promise.all([shows(overlay, scene.overlay), shows(page, scene.dashboard)])
    await visit.shootOnce(`scene-${scene.name}-dashboard`)
    await overlay.screenshot({ path: `test/screenshots/scene-${scene.name}-overlay.png` })
    playing.stop()
    await playing.finished
    await overlay.close()
    expect(elsewhere).toEqual([])
    expect(requests.length).toBeGreaterThan(10)
  },
)
