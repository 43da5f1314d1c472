import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, WebSocketRoute } from 'playwright'
import { getChannelFollowers, scopesFor } from 'tinyhelix'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { launchBrowser } from '../tools/browser.ts'
import { type RunningDemo, startDemo } from '../tools/demo.ts'
import { inLongRun } from '../tools/inLongRun.ts'

const cacheDir = mkdtempSync(join(tmpdir(), 'tinyhelix-cache-'))
let demo: RunningDemo
let browser: Browser

beforeAll(async () => {
  // `npm start` has another value than Vitest's.
  vi.stubEnv('NODE_ENV', 'development')
  demo = await startDemo({ cacheDir })
  browser = await launchBrowser(inject('chromium'))
})

afterAll(async () => {
  await browser?.close()
  await demo?.close()
  vi.unstubAllEnvs()
  rmSync(cacheDir, { recursive: true, force: true })
})

describe('the demos as npm start serves them', () => {
  it('every page opens from the first one and is linked once', async () => {
    const page = await browser.newPage()
    page.setDefaultTimeout(60_000)
    const problems: string[] = []
    page.on('pageerror', error => problems.push(`${error.stack}`))
    page.on('console', message => {
      if (['error', 'warning'].includes(message.type())) problems.push(message.text())
    })
    const opened: string[] = []
    page.on('domcontentloaded', () => opened.push(new URL(page.url()).pathname))

    const follow = async (name: string) => {
      await page.goto(demo.url)
      await page.getByRole('link', { name, exact: true }).click()
    }
    await follow('Twitch extension')
    const rig = page.frameLocator('main > iframe')
    await rig.frameLocator('iframe[title="Panel, viewer"]').locator('.segment').first().waitFor()
    await rig.frameLocator('iframe[title="Configuration, broadcaster"]').getByRole('button', { name: 'Save' }).waitFor()

    // The start page connects the overlay. Each file takes time: its stage works within seconds.
    let requests = 0
    const count = () => void requests++
    page.on('request', count)
    await page.goto(demo.url)
    await page.getByText('The overlay is connected.', { exact: false }).waitFor()
    page.off('request', count)
    expect(requests).toBeLessThan(250)
    await page.getByRole('link', { name: 'Stream overlay', exact: true }).click()
    await page.getByText('Up to date').waitFor()

    await follow('Browse Twitch')
    await page.getByRole('button', { name: 'Sign in with Twitch' }).waitFor()

    await follow('Channel dashboard')
    await page.getByRole('button', { name: 'Sign in with Twitch' }).click()
    await page.getByRole('button', { name: 'Authorize' }).click()
    await page.getByRole('button', { name: 'Signed in as ada' }).waitFor()
    await page.getByRole('heading', { name: 'Your channel' }).waitFor()

    await follow('Explorer')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.goto(`${demo.url}explorer/#/getStreams`)
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.locator('.run .status').getByText('200').waitFor()

    expect(opened).toEqual([
      ...['/', '/panel/', '/', '/overlay/', '/', '/plain/', '/', '/dashboard/'],
      // To Twitch and back.
      ...['/oauth2/authorize', '/dashboard/'],
      ...['/', '/explorer/'],
    ])
    expect(problems).toEqual([])
  })

  inLongRun('an edit of the dashboard changes what is shown, and reloads nothing', async () => {
    const page = await browser.newPage()
    page.setDefaultTimeout(60_000)
    let socket: WebSocketRoute | undefined
    await page.routeWebSocket(/token=/, opened => {
      // Vite greets the page when both ends are open.
      opened.connectToServer().onMessage(message => {
        opened.send(message)
        socket = opened
      })
    })
    const path = '/dashboard/places/Welcome.tsx'
    await page.route(/Welcome\.tsx\?t=1$/, async route => {
      const response = await route.fetch({ url: route.request().url().replace('?t=1', '') })
      const body = await response.text()
      // A module that has changed imports itself by its new address.
      const changed = body.replace(`from "${path}"`, `from "${path}?t=1"`)
      await route.fulfill({ response, body: changed.replace('Run your channel', 'Change your channel') })
    })
    let loads = 0
    page.on('load', () => loads++)
    await page.goto(`${demo.url}dashboard/`)
    await page.getByRole('heading', { name: 'Run your channel' }).waitFor()
    const update = { type: 'js-update', path, acceptedPath: path, timestamp: 1 }
    await expect.poll(() => socket).toBeDefined()
    socket?.send(JSON.stringify({ type: 'update', updates: [update] }))
    await page.getByRole('heading', { name: 'Change your channel' }).waitFor()
    expect(loads).toBe(1)
    await page.close()
  })

  inLongRun('the dashboard comes back to the same place in a list, though React starts its effects twice', async () => {
    const { origin } = new URL(demo.url)
    const page = await browser.newPage({
      viewport: { width: 1280, height: 800 },
      storageState: demo.twitch.fake.storageState({
        ...{ origin, user: 'ada', name: 'dashboard', scopes: scopesFor(getChannelFollowers) },
      }),
    })
    page.setDefaultTimeout(60_000)
    const row = () => page.evaluate(() => document.elementFromPoint(640, 400)?.closest('li')?.ariaPosInSet)
    const goTo = (name: string) => page.getByRole('link', { name, exact: true }).click()
    await page.goto(`${demo.url}dashboard/#/followers`)
    await page.locator('.endless li').first().waitFor()
    let [last, now]: (string | null | undefined)[] = ['0', '1']
    await expect
      .poll(async () => {
        // A turn of the wheel could arrive after the row has been read.
        if (Number(now) < 150) await page.evaluate(() => scrollBy({ top: 1000, behavior: 'instant' }))
        ;[last, now] = [now, await row()]
        return Number(now) >= 150 && now === last
      })
      .toBe(true)
    await goTo('Stream info')
    await page.getByRole('heading', { name: 'Stream info', exact: true }).waitFor()
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(0)
    await goTo('Followers')
    await page.locator('.endless li').first().waitFor()
    await expect.poll(row).toBe(now)
  })
})
