import type { Frame, Page } from 'playwright'
import { type ExtensionViewName, fakeTwitchAt, type RigViewer } from 'tinyhelix/testing'
import { describe, expect } from 'vitest'
import type { RunningDemo } from '../tools/demo.ts'
import { accessibilityFindings } from './accessibility.ts'
import { serveBuiltDemo } from './builtDemo.ts'
import { it as anyDemo, type Visit } from './demoVisit.ts'
import { openRig } from './rigVisit.ts'

const views = ['panel', 'mobile', 'video_component', 'config', 'live_config'].map(name => `panel/${name}.html`)

/** A test with the built extension alone. */
const it = anyDemo.extend<{ demo: RunningDemo }>({
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads what a fixture needs from its parameter.
    async ({}, use) => {
      const demo = await serveBuiltDemo(['panel/index.html', ...views])
      await use(demo)
      await demo.close()
    },
    { scope: 'file' },
  ],
})

/** All that the broadcaster and two viewers see. */
const everything = ['config', 'live_config', 'panel', 'panel:other', 'component', 'mobile', 'panel:logged_out'] as const

/** Opens the rig so large that no view is outside of the window: browsers do not draw those. */
const openAll = async (
  { page }: Visit,
  demo: RunningDemo,
  shown: Parameters<typeof openRig>[2]['views'] = everything,
) => {
  await page.setViewportSize({ width: 1700, height: 3400 })
  // What another test has saved is forgotten.
  await fakeTwitchAt(demo.twitch.url).extension.store('broadcaster', { version: '1', content: '' })
  return openRig(page, demo, { views: shown })
}

const nameOf = {
  panel: 'Panel',
  mobile: 'Mobile',
  component: 'Component',
  config: 'Configuration',
  live_config: 'Live configuration',
}

const viewers = {
  viewer: 'viewer',
  unlinked: 'viewer who shares no id',
  logged_out: 'logged out',
  moderator: 'moderator',
  broadcaster: 'broadcaster',
} satisfies Partial<Record<RigViewer, string>>

/** What a view shows after it has loaded. */
const loaded = {
  panel: '.segment[href]',
  mobile: '.segment[href]',
  component: '.greeting',
  config: 'form, .notice',
  live_config: 'form, .notice',
}

const shootCard = async (page: Page, title: string, file: string) => {
  const card = page.getByRole('region', { name: title, exact: true })
  await card.screenshot({ path: `test/screenshots/extension-${file}.png` })
}

/** Says what axe finds in a view. */
const expectNoFindings = async (frame: Frame, name: string) =>
  expect(await accessibilityFindings(frame), name).toEqual([])

describe('the extension in the rig', () => {
  it.for(['panel', 'mobile', 'component', 'config', 'live_config'] as const)(
    'shows its view %s to everybody in both themes, without a violation or a serious finding of axe',
    async (name, { visit, demo }) => {
      const { page } = visit
      const shown = Object.keys(viewers).map(viewer => `${name}:${viewer}` as `${ExtensionViewName}:${RigViewer}`)
      const { view } = await openAll(visit, demo, shown)
      for (const theme of ['light', 'dark'] as const) {
        await page.getByLabel('Theme of all views').selectOption(theme)
        for (const [viewer, words] of Object.entries(viewers)) {
          const title = `${nameOf[name]}, ${words}`
          const frame = await view(title)
          await frame.locator(loaded[name]).first().waitFor()
          await frame.locator(`html[data-theme=${theme}]`).waitFor()
          await shootCard(page, title, `${name}-${viewer}-${theme}`)
          await expectNoFindings(frame, `${title}, ${theme}`)
        }
      }
      expect(await page.locator('.violations li').allTextContents()).toEqual([])
    },
  )

  it('shows viewers at once what the broadcaster saves, and those who come later what is stored', async ({
    visit,
    demo,
  }) => {
    const { page } = visit
    const { view, extension } = await openAll(visit, demo)
    const titles = [
      'Panel, viewer',
      'Panel, another viewer',
      'Panel, logged out',
      'Mobile, viewer',
      'Component, viewer',
    ]
    const frames = await Promise.all(titles.map(view))
    // A page gets what is stored, and listens a little later.
    const settings = { greeting: 'We begin soon', accent: 'rose', tabs: ['clips'] }
    await expect
      .poll(async () => {
        await extension.send('broadcast', { type: 'settings', settings })
        return Promise.all(frames.map(frame => frame.locator('main').getAttribute('data-accent')))
      })
      .toEqual(titles.map(() => 'rose'))
    const config = await view('Configuration, broadcaster')
    await config.getByLabel('Greeting').fill('Hello from the studio!')
    await config.getByText('Teal').click()
    await config.getByLabel('Clips').uncheck()
    await config.getByRole('button', { name: 'Save' }).click()
    await config.getByText('Saved. Your viewers see it now.').waitFor()
    for (const frame of frames) {
      await frame.getByText('Hello from the studio!').waitFor()
      await expect.poll(() => frame.locator('main').getAttribute('data-accent')).toBe('teal')
    }
    const panel = await view('Panel, viewer')
    await expect.poll(() => panel.locator('.tabs button').allTextContents()).toEqual(['Schedule', 'Emotes'])
    await panel.evaluate(() => location.reload())
    await panel.getByText('Hello from the studio!').waitFor()
    await shootCard(page, 'Configuration, broadcaster', 'saved')
    await shootCard(page, 'Panel, viewer', 'greeted')
  })

  it('counts votes in its backend, each viewer once, and shows them everywhere', async ({ visit, demo }) => {
    const { page } = visit
    const { view, extension } = await openAll(visit, demo)
    const live = await view('Live configuration, broadcaster')
    await live.getByLabel('Question').fill('What comes next?')
    await live.getByLabel('Answer 1').fill('Synth')
    await live.getByLabel('Answer 2').fill('Drum machine')
    await live.getByRole('button', { name: 'Start the vote' }).click()
    const [panel, other, component, mobile, nobody] = [
      await view('Panel, viewer'),
      await view('Panel, another viewer'),
      await view('Component, viewer'),
      await view('Mobile, viewer'),
      await view('Panel, logged out'),
    ]
    await component.getByRole('button', { name: 'Vote for Synth' }).waitFor()
    await shootCard(page, 'Panel, viewer', 'vote')
    await shootCard(page, 'Component, viewer', 'vote-component')
    await panel.getByRole('button', { name: 'Vote for Synth' }).click()
    await panel.getByText('Your vote').waitFor()
    await nobody.getByText('Sign in to Twitch to vote.').waitFor()
    for (const frame of [panel, live, nobody]) await frame.getByText('1 vote').waitFor()
    // The other viewer has not voted yet, and is not told that they have.
    await other.getByRole('button', { name: 'Vote for Drum machine' }).click()
    await other.getByText('Your vote').waitFor()
    expect(await other.locator('.bars li').last().textContent()).toContain('Your vote')
    await expect.poll(() => panel.locator('.count').allTextContents()).toEqual(['1 vote', '1 vote'])
    await mobile.getByRole('button', { name: 'Vote for Synth' }).waitFor()
    for (const [title, name] of [
      ['Panel, viewer', 'voted'],
      ['Panel, logged out', 'voted-logged-out'],
      ['Live configuration, broadcaster', 'voted-live'],
    ] as const) {
      await shootCard(page, title, name)
      await expectNoFindings(await view(title), title)
    }
    // Another viewer in the same page has a vote of their own.
    const [frame] = (await extension.frames()).filter(({ view, viewer }) => view === 'panel' && viewer.id === '1002')
    await frame?.control.viewer({ user: '1004' })
    await panel.getByRole('button', { name: 'Vote for Synth' }).waitFor()
    expect(await panel.getByText('Your vote').count()).toBe(0)
    // A vote that is answered after yet another viewer has come stays that of the viewer who voted.
    let answer = () => {}
    const isAnswered = new Promise<void>(resolve => {
      answer = resolve
    })
    await page.route('**/votes', async route => {
      if (route.request().method() === 'POST') await isAnswered
      await route.continue()
    })
    const request = page.waitForRequest(sent => sent.url().endsWith('/votes') && sent.method() === 'POST')
    await panel.getByRole('button', { name: 'Vote for Synth' }).click()
    await request
    await frame?.control.viewer({ user: '1005' })
    await expect.poll(async () => (await extension.frames()).some(({ viewer }) => viewer.id === '1005')).toBe(true)
    const response = page.waitForResponse(sent => sent.url().endsWith('/votes') && sent.request().method() === 'POST')
    answer()
    await response
    await live.getByText('2 votes').waitFor()
    await panel.getByRole('button', { name: 'Vote for Synth' }).waitFor()
    // Neither the vote nor that it was given up.
    expect(await panel.getByText('Your vote').count()).toBe(0)
    await live.getByRole('button', { name: 'End the vote' }).click()
    await panel.locator('.poll').waitFor({ state: 'detached' })
  })

  it('throws confetti in every view for Bits, where Bits are enabled', async ({ visit, demo }) => {
    const { page } = visit
    const { view, around } = await openAll(visit, demo, ['mobile', 'panel:other', 'component'])
    const [mobile, panel, component] = [
      await view('Mobile, viewer'),
      await view('Panel, another viewer'),
      await view('Component, viewer'),
    ]
    const throwIt = mobile.getByRole('button', { name: 'Throw confetti · 50 Bits' })
    const answer = async (agrees: boolean) => {
      await throwIt.click()
      await expect.poll(async () => (await around('mobile')).prompts.length).toBe(1)
      await (await around('mobile')).control.answer(agrees)
    }
    await answer(false)
    await mobile.getByText('Not this time.').waitFor()
    await answer(true)
    // It is over after some seconds.
    await Promise.all([mobile, panel, component].map(frame => frame.getByText('Confetti from PixelFox!').waitFor()))
    await shootCard(page, 'Mobile, viewer', 'confetti')
    await shootCard(page, 'Component, viewer', 'confetti-component')
    await panel.getByText('Confetti from PixelFox!').waitFor({ state: 'detached' })
    await (await around('mobile')).control.features({ isBitsEnabled: false })
    await throwIt.waitFor({ state: 'detached' })
  })

  it('speaks the viewer’s language, whatever the broadcast’s is', async ({ visit, demo }) => {
    const { page } = visit
    await page.setViewportSize({ width: 1700, height: 1700 })
    const { view, around } = await openRig(page, demo, { views: ['panel', 'config'], locale: 'de-DE' })
    const [panel, config] = [await view('Panel, viewer'), await view('Configuration, broadcaster')]
    await panel.getByRole('button', { name: 'Zeitplan' }).waitFor()
    await config.getByRole('heading', { name: 'Richte dein Panel ein' }).waitFor()
    expect(await panel.locator('html').getAttribute('lang')).toBe('de')
    await (await around('panel')).control.context({ language: 'fr' })
    await panel.getByRole('button', { name: 'Zeitplan' }).waitFor()
    await shootCard(page, 'Panel, viewer', 'german')
    await shootCard(page, 'Configuration, broadcaster', 'german-config')
  })

  it('sends the viewer’s JWT to its backend, and to nobody else', async ({ visit, demo }) => {
    const { page } = visit
    const receivers = new Map<string, Set<string>>()
    page.on('request', request => {
      const [, scheme = '', token = ''] = /^(\w+) (.+)$/.exec(request.headers()['authorization'] ?? '') ?? []
      if (!token) return
      const { origin } = new URL(request.url())
      receivers.set(origin, (receivers.get(origin) ?? new Set()).add(scheme))
    })
    const { view } = await openAll(visit, demo, ['panel'])
    await (await view('Panel, viewer')).locator('.segment[href]').first().waitFor()
    const schemes = () =>
      [...receivers].map(([origin, found]) => [origin === demo.twitch.url ? 'Helix' : 'backend', ...found]).sort()
    await expect.poll(schemes).toEqual([
      ['Helix', 'Extension'],
      ['backend', 'Bearer'],
    ])
  })

  it('never asks for a sign-in, and asks Helix for each thing once', async ({ visit, demo }) => {
    const { fake } = demo.twitch
    const since = fake.requests.length
    const { view } = await openAll(visit, demo, ['panel'])
    const panel = await view('Panel, viewer')
    await panel.locator('.segment[href]').first().waitFor()
    expect(await panel.locator('.segment').first().getAttribute('href')).toMatch(
      /^https:\/\/www\.twitch\.tv\/ada\/schedule\?segmentID=./,
    )
    for (const [tab, row] of [
      ['Clips', '.clip img'],
      ['Emotes', '.emotes img'],
      ['Schedule', '.segment'],
      ['Clips', '.clip img'],
    ] as const) {
      await panel.getByRole('button', { name: tab }).click()
      await panel.locator(row).first().waitFor()
      await expectNoFindings(panel, tab)
      await shootCard(visit.page, 'Panel, viewer', `tab-${tab.toLowerCase()}`)
    }
    const calls = fake.requests.slice(since)
    expect(calls.filter(({ host }) => host === 'oauth')).toEqual([])
    expect(
      calls
        .filter(({ host }) => host === 'helix')
        .map(({ path, status }) => `${path} ${status}`)
        // The stream is asked for again each minute.
        .filter((call, index, all) => call !== '/streams 200' || all.indexOf(call) === index)
        .sort(),
    ).toEqual(['/chat/emotes 200', '/clips 200', '/schedule 200', '/streams 200', '/users 200'])
  })
})

describe('a page of the extension by itself', () => {
  const open = async ({ page, open }: Visit) => {
    await page.setViewportSize({ width: 318, height: 496 })
    await open('panel/panel.html')
  }

  it('is under Twitch’s policy, and says where it belongs', async ({ visit, demo }) => {
    const { page } = visit
    await page.clock.install()
    await open(visit)
    await page.clock.runFor(6000)
    await page.getByRole('heading', { name: 'You’re not on Twitch' }).waitFor()
    await visit.shootOnce('extension-elsewhere')
    expect(await accessibilityFindings(page)).toEqual([])
    visit.expectFailures()
    const isRefused = (address: string) =>
      page.evaluate(
        address =>
          fetch(address).then(
            () => false,
            () => true,
          ),
        address,
      )
    expect(await isRefused(`${demo.twitch.url}/oauth2/validate`)).toBe(true)
  })

  it('says that Twitch has not let it in, if the helper never answers', async ({ visit: { page }, demo }) => {
    // The rig answers frames of its own only.
    await page.goto(`${demo.twitch.url}/extension`)
    await page.evaluate(address => {
      const frame = document.createElement('iframe')
      frame.src = address
      document.body.prepend(frame)
    }, `${demo.url}panel/panel.html`)
    await page.frameLocator('iframe').getByRole('heading', { name: 'Twitch hasn’t let this extension in' }).waitFor()
  })
})

describe('the panel in trouble', () => {
  it('says what went wrong in words for viewers, and offers what helps', async ({ visit, demo }) => {
    const { page } = visit
    const { fake } = demo.twitch
    const lifts = [
      fake.fail({ path: '/clips', status: 503, message: 'No clips today.' }),
      fake.fail({ path: '/chat/emotes', status: 400, message: 'No emotes today.' }),
    ]
    visit.expectFailures()
    const { view } = await openAll(visit, demo, ['panel'])
    const panel = await view('Panel, viewer')
    await panel.locator('.segment').first().waitFor()
    const alert = panel.getByRole('alert')
    await panel.getByRole('button', { name: 'Emotes' }).click()
    // Told apart from a list with nothing in it.
    await alert.waitFor()
    await expect.poll(() => alert.textContent()).toBe('This can’t be shown right nowThe rest of the panel still works.')
    await shootCard(page, 'Panel, viewer', 'refused')
    await expectNoFindings(panel, 'refused')
    await panel.getByRole('button', { name: 'Clips' }).click()
    await alert.getByText('Twitch didn’t answer').waitFor()
    for (const lift of lifts) lift()
    await panel.getByRole('button', { name: 'Try again' }).click()
    await panel.locator('.clip').first().waitFor()
  })

  it('shows placeholders while it loads', async ({ visit, demo }) => {
    const { page } = visit
    await page.route('**/helix/**', () => {})
    const { view } = await openAll(visit, demo, ['panel'])
    const panel = await view('Panel, viewer')
    await panel.locator('.rows .bone').first().waitFor()
    await shootCard(page, 'Panel, viewer', 'loading')
    await expectNoFindings(panel, 'loading')
  })

  it('cuts nothing off where the text is twice as large', async ({ visit, demo }) => {
    const { page } = visit
    const { view } = await openAll(visit, demo, ['panel', 'mobile', 'config', 'live_config'])
    for (const [title, row] of [
      ['Panel, viewer', '.segment[href]'],
      ['Mobile, viewer', '.segment[href]'],
      ['Configuration, broadcaster', 'form'],
      ['Live configuration, broadcaster', 'form'],
    ] as const) {
      const frame = await view(title)
      await frame.locator(row).first().waitFor()
      await frame.addStyleTag({ content: 'html { font-size: 200% !important }' })
      await shootCard(page, title, `large-${title.split(',')[0]?.toLowerCase().replace(' ', '-')}`)
      const hidden = await frame.locator('html').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
      expect(hidden, title).toBe(0)
    }
  })
})

describe('the page around the rig', () => {
  it('says what it is, shows the rig and how it is done', async ({ visit }) => {
    const { page } = visit
    await visit.open('panel/')
    const panel = page.frameLocator('main > iframe').frameLocator('iframe[title="Panel, viewer"]')
    await panel.locator('.segment[href]').first().waitFor()
    await visit.heading('Twitch extension').waitFor()
    expect(
      new URL(`${await page.getByRole('link', { name: 'All demos' }).getAttribute('href')}`, page.url()).pathname,
    ).toBe('/')
    await visit.shoot('extension-page')
    expect(await accessibilityFindings(page)).toEqual([])

    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByText('How it is done').click()
    await page.getByText('useSettings()').waitFor()
    await page.getByLabel('Source').selectOption('useSettings.ts')
    await page.getByText('those learn of it by').waitFor()
    await visit.button('Copy').click()
    await visit.button('Copied').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('export function useSettings')
    expect(await accessibilityFindings(page)).toEqual([])
  })
})
