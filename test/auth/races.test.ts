// @vitest-environment happy-dom

import { expect, it } from 'vitest'
import fc from '../tools/fastCheck.ts'
import { openPage } from './page.ts'
import { type Delays, openRace } from './race.ts'
import { pass, stopTime } from './twitch.ts'

const delays = {
  lag: fc.constantFrom(0, 1, 10, 40),
  delay: fc.constantFrom(0, 1, 10, 40, 100),
  renewal: fc.constantFrom(0, 10, 60),
  validation: fc.constantFrom(0, 10, 60),
}

/** The times of acts, in milliseconds after the start of the renewal. */
interface SignOutRace extends Delays {
  /** The time of the sign-out, and the tab: the first one renews. */
  readonly signOut: number
  readonly tab: number
  /** Whether the user signs in again at once, in the tab of the sign-out. */
  readonly isBack: boolean
}

async function playSignOut({ signOut, tab, isBack, ...delays }: SignOutRace) {
  const { renewing, other, signIn, renew, outcome, close } = await openRace(delays)
  renew()
  await pass(signOut)
  const leaving = tab ? other : renewing
  const undone: string[] = []
  void leaving.signOut()
  leaving.subscribe(({ status }) => void undone.push(status))
  undone.length = 0
  if (isBack) signIn(leaving, 'ada')
  await pass(20_000)
  const { statuses, entries, live } = outcome()
  const seen = [...undone]
  close()
  return { statuses, entries, live, undone: seen }
}

it('a sign-out is final, whenever another tab renews the token and however slow storage and messages are', async () => {
  stopTime()
  openPage()
  const races = fc.record({ ...delays, signOut: fc.nat(250), tab: fc.nat(1), isBack: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(races, async race => {
      const { statuses, entries, undone, live } = await playSignOut(race)
      if (race.isBack) {
        expect(statuses).toEqual(['signed-in', 'signed-in'])
        const [entry] = entries
        expect(entries).toEqual([entry, entry])
        expect(live).toEqual([JSON.parse(String(entry)).token])
      } else {
        expect({ statuses, entries, undone, live }).toEqual({
          statuses: ['signed-out', 'signed-out'],
          entries: [null, null],
          undone: [],
          live: [],
        })
      }
    }),
    { numRuns: 300 },
  )
})

/** The time when the token of a sign-in arrives, in milliseconds after the start of the renewal, and the tab where it arrives. */
interface SignInRace extends Delays {
  readonly signIn: number
  readonly tab: number
}

it('a new user stays signed in, whenever another tab renews the token and however slow storage and messages are', async () => {
  stopTime()
  openPage()
  const races = fc.record({ ...delays, signIn: fc.integer({ min: -100, max: 250 }), tab: fc.nat(1) })
  await fc.assert(
    fc.asyncProperty(races, async ({ signIn: at, tab, ...delays }: SignInRace) => {
      const { renewing, other, signIn, renew, outcome, close } = await openRace(delays)
      // A code is polled after five seconds.
      signIn(tab ? other : renewing, 'bob')
      await pass(5000 - at)
      renew()
      await pass(20_000)
      const { logins, entries, live } = outcome()
      close()
      const [entry] = entries
      expect({ logins, entries }).toEqual({ logins: ['bob', 'bob'], entries: [entry, entry] })
      expect(live).toContain(JSON.parse(String(entry)).token)
    }),
    { numRuns: 300 },
  )
})
