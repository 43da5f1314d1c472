import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright'
import { type FakeTwitchServer, serveFakeTwitch } from 'tinyhelix/testing/node'
import { expect } from 'vitest'
import { bundlePage } from './bundlePage.ts'

/** The configuration of the page. */
export interface RacesPageConfig {
  readonly network: FakeTwitchServer['network']
  readonly clientId: string
  /** The names of the page's accounts. */
  readonly names: readonly string[]
}

/** The functions of the page. */
export interface RacePage {
  readonly codeFor: (account: number) => Promise<string>
  /** Renews the token, as if Twitch had refused it. */
  readonly renew: (account: number) => Promise<void>
  readonly signOut: (account: number, ms: number) => Promise<void>
  /** The status of an account, and those since its sign-out. */
  readonly look: (account: number) => { readonly status: string; readonly statuses: readonly string[] }
  /** All tokens of the page. */
  readonly tokens: () => readonly string[]
}

declare const race: RacePage

/** The state after a sign-out during which another tab renewed the token. */
export interface RaceOutcome {
  readonly ms: number
  readonly statuses: readonly (readonly string[])[]
  readonly isStored: boolean
  readonly liveTokens: number
}

const accounts = 10

/** Whether something stays so. Other tabs hear of a sign-out later, and Twitch receives the revocation later. */
const stays = (isSo: () => Promise<boolean>): Promise<boolean> =>
  expect
    .poll(isSo)
    .toBe(false)
    .then(
      () => false,
      () => true,
    )

/** Signs out in one tab while another tab renews the token, in that many rounds. */
export async function raceSignOuts(browser: Browser, rounds: number): Promise<RaceOutcome[]> {
  const twitch = await serveFakeTwitch({ deviceIntervalSeconds: 1 })
  const code = await bundlePage('signOutRaces.ts')
  const names = Array.from({ length: accounts }, (_, index) => `account${index}`)
  const config: RacesPageConfig = { network: twitch.network, clientId: twitch.fake.clientId, names }
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js'
    response.writeHead(200, { 'content-type': `text/${isScript ? 'javascript' : 'html'}; charset=utf-8` })
    response.end(
      isScript
        ? code
        : `<!doctype html><meta charset="utf-8"><title>Races</title><link rel="icon" href="data:,">
<script type="application/json" id="config">${JSON.stringify(config)}</script>
<script type="module" src="/page.js"></script>`,
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const context = await browser.newContext()
  const open = async () => {
    const page = await context.newPage()
    await page.goto(`http://127.0.0.1:${port}/`)
    await page.waitForFunction(() => 'race' in globalThis)
    return page
  }
  const tabs = [await open(), await open()] as const
  const statusOf = (tab: Page, account: number) => tab.evaluate(account => race.look(account), account)
  const known = new Set<string>()

  const play = async (account: number, ms: number): Promise<RaceOutcome> => {
    const [renewing, leaving] = Math.random() < 0.5 ? tabs : [tabs[1], tabs[0]]
    twitch.fake.activate(await renewing.evaluate(account => race.codeFor(account), account))
    for (const tab of tabs) {
      await expect.poll(async () => (await statusOf(tab, account)).status).toBe('signed-in')
    }
    await Promise.all([
      renewing.evaluate(account => race.renew(account), account),
      leaving.evaluate(([account, ms]) => race.signOut(account, ms), [account, ms] as const),
    ])
    await new Promise(resolve => setTimeout(resolve, 700))
    const key = `tinyhelix:${twitch.fake.clientId}:account${account}`
    const isStoredIn = (tab: Page) => tab.evaluate(key => localStorage.getItem(key) !== null, key)
    const isStored = (await stays(() => isStoredIn(renewing))) || (await stays(() => isStoredIn(leaving)))
    await stays(async () => (await statusOf(renewing, account)).status !== 'signed-out')
    const looks = await Promise.all(tabs.map(tab => statusOf(tab, account)))
    return {
      ms,
      isStored,
      liveTokens: 0,
      statuses: looks.map(({ status, statuses }, tab) => (tabs[tab] === leaving ? statuses : [status])),
    }
  }

  const outcomes: RaceOutcome[] = []
  try {
    while (outcomes.length < rounds) {
      const played = await Promise.all(names.map((_, account) => play(account, Math.random() * 150)))
      const given = (await Promise.all(tabs.map(tab => tab.evaluate(() => race.tokens())))).flat()
      let live = 0
      for (const token of given.filter(token => !known.has(token))) {
        known.add(token)
        const headers = { Authorization: `OAuth ${token}` }
        if (await stays(async () => (await fetch(`${twitch.network.authURL}/validate`, { headers })).ok)) live++
      }
      outcomes.push(...played.map((outcome, index) => (index ? outcome : { ...outcome, liveTokens: live })))
    }
    return outcomes
  } finally {
    await context.close()
    server.closeAllConnections()
    server.close()
    await twitch.close()
  }
}
