import { chromium } from 'playwright'
import { expect, it } from 'vitest'
import { raceSignOuts } from '../browser/signOutRacesSite.ts'
import { findBrowser } from '../tools/browser.ts'

it('a sign-out is never undone by another tab that renews the token: 250 rounds', async () => {
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox', '--disable-gpu'] })
  const outcomes = await raceSignOuts(browser, 250)
  await browser.close()
  const live = outcomes.reduce((sum, { liveTokens }) => sum + liveTokens, 0)
  const undone = outcomes.filter(
    ({ statuses, isStored }) => isStored || statuses.flat().some(status => status !== 'signed-out'),
  )
  console.log(`${outcomes.length} rounds: ${undone.length} sign-outs undone, ${live} tokens left valid`)
  expect(undone).toEqual([])
  expect(live).toBe(0)
}, 600_000)
