import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, chromium } from 'playwright'
import { type FakeTwitchServer, serveFakeTwitch } from 'tinyhelix/testing/node'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { bundlePage } from './bundlePage.ts'
import type { LiveWarningsConfig } from './liveWarningsConfig.ts'

let browser: Browser
let twitch: FakeTwitchServer
let site: Server
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: inject('chromium'), args: ['--no-sandbox'] })
  twitch = await serveFakeTwitch()
  const script = await bundlePage('liveWarnings.ts')
  site = createServer((request, response) => {
    const { searchParams } = new URL(`${request.url}`, 'http://site.test')
    const config = {
      network: twitch.network,
      clientId: twitch.fake.clientId,
      token: twitch.fake.grant({ user: 'ada' }),
      mistake: searchParams.get('mistake'),
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(`<!doctype html><meta charset="utf-8"><title>Live</title><link rel="icon" href="data:,">
<script type="application/json" id="config">${JSON.stringify(config)}</script>
<script type="module">${script.replaceAll('</script', '<\\/script')}</script>`)
  })
  await new Promise<void>(resolve => site.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await browser.close()
  site.closeAllConnections()
  site.close()
  await twitch.close()
})

/** The warnings in the console of a page after a condition, its requests and some idle time. */
async function warningsWith(mistake: LiveWarningsConfig['mistake'], isDone: (warnings: number) => boolean) {
  const page = await browser.newPage()
  const warnings: string[] = []
  page.on('console', message => message.type() === 'warning' && warnings.push(message.text()))
  const { port } = site.address() as AddressInfo
  await page.goto(`http://127.0.0.1:${port}/?mistake=${encodeURIComponent(mistake)}`, { waitUntil: 'networkidle' })
  // A busy machine makes pauses between requests.
  await expect.poll(() => isDone(warnings.length)).toBe(true)
  await page.waitForLoadState('networkidle')
  await page.close()
  return warnings
}

it.each([
  ['no syncQueries', 'Call it where the page starts: syncQueries(queryClient, createEventSub(client), [families]).'],
  ['another QueryClient', 'syncQueries has not been called with its QueryClient.'],
  ['no family', 'covers /channels/vips. Add one: syncQueries(queryClient, events, [families]).'],
  ['no subscription', 'Pass user_id, or refetchInterval: 60_000 in place of live.'],
] as const)('a live query that is not live warns once in the console of Chromium: %s', async (mistake, text) => {
  expect(await warningsWith(mistake, count => count > 0)).toEqual([expect.stringContaining(text)])
})

it('a live query that is live warns of nothing', async () => {
  const isLive = () =>
    twitch.fake.eventSub.sessions.some(
      ({ status, subscriptions }) =>
        status === 'connected' && subscriptions.some(({ type }) => type === 'channel.poll.end'),
    )
  expect(await warningsWith('none', isLive)).toEqual([])
})
