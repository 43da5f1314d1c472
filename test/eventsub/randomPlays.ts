import { expect, test as it } from 'vitest'
import { type PlayKind, play } from './play.ts'

/** The seed of the first play: that of a failure, with `EVENTSUB_PLAYS=1`, plays it again. */
const firstSeed = Number(process.env['EVENTSUB_SEED'] ?? 1)

const playAll = (kind: PlayKind, count: number) => {
  const totals = { plays: 0, events: 0, connects: 0, lost: 0, gaps: 0 }
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    try {
      const { events, connects, lost, gaps } = play(seed, kind)
      totals.plays++
      totals.events += events
      totals.connects += connects
      totals.lost += lost
      totals.gaps += gaps
    } catch (error) {
      throw new Error(`EVENTSUB_SEED=${seed} EVENTSUB_PLAYS=1 (${kind}): ${Object(error).message}`, { cause: error })
    }
  }
  if (process.env['EVENTSUB_PLAYS']) console.log(kind, JSON.stringify(totals))
  return totals
}

/** Tests with so many plays of all kinds together, unless `EVENTSUB_PLAYS` says how many. */
export function testRandomPlays(usual: number): void {
  const plays = Number(process.env['EVENTSUB_PLAYS'] ?? usual)
  const share = (part: number) => Math.max(1, Math.round(plays * part))

  it('whatever happens, what is wanted is subscribed once in the end, and what was lost was told', () => {
    expect(playAll('everything', share(0.45)).plays).toBeGreaterThan(0)
  })

  it('whatever trouble there is with the connection, what was lost was told', () => {
    expect(playAll('trouble', share(0.45)).plays).toBeGreaterThan(0)
  })

  it('a computer that only sleeps loses no connection and no event', () => {
    expect(playAll('sleep', share(0.1)).lost).toBe(0)
  })
}
