import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { playUsers, type SimulatedTime, simulateTime } from './userPlay.ts'

/** Tests with this number of plays; `USERS_SEED` and `USERS_PLAYS` choose other plays. */
export function testUserPlays(usual: number): void {
  const first = Number(process.env['USERS_SEED'] ?? 1)
  const plays = Number(process.env['USERS_PLAYS'] ?? usual)
  const perTest = 10_000
  let time: SimulatedTime
  beforeAll(() => {
    time = simulateTime()
  })
  afterAll(() => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })

  for (let begin = first; begin < first + plays; begin += perTest) {
    const end = Math.min(begin + perTest, first + plays)
    it(`random plays of users: no event reaches another user, and each lost event is in a gap: plays ${begin} to ${end - 1}`, async () => {
      const totals = { events: 0, deliveries: 0, lost: 0, changes: 0, changesInCallbacks: 0, wrongDates: 0 }
      for (let seed = begin; seed < end; seed++) {
        try {
          const outcome = await playUsers(seed, time)
          for (const key of Object.keys(totals) as (keyof typeof totals)[]) totals[key] += outcome[key]
        } catch (error) {
          throw new Error(`USERS_SEED=${seed} USERS_PLAYS=1: ${Object(error).message}`, { cause: error })
        }
      }
      if (process.env['USERS_PLAYS']) console.log(JSON.stringify(totals))
      for (const [what, count] of Object.entries(totals)) expect([what, count]).not.toEqual([what, 0])
    })
  }
}
