import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fromWallTime, now, toWallTime } from '../../src/clock.ts'
import fc from '../tools/fastCheck.ts'

const hour = 3_600_000

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const setClock = (by: number) => vi.setSystemTime(Date.now() + by)

/** The time that has passed by the page's clock. */
const passed = (act: () => void) => {
  const begun = now()
  act()
  return now() - begun
}

describe('the clock for waits', () => {
  it('the clock never goes back or loses time when the system clock changes', () => {
    const step = fc.record({ by: fc.integer({ min: -1e11, max: 1e11 }), pass: fc.nat(1e6) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), steps => {
        for (const { by, pass } of steps) {
          const time = passed(() => {
            setClock(by)
            vi.advanceTimersByTime(pass)
          })
          expect(time).toBeGreaterThanOrEqual(pass - 0.01)
        }
      }),
    )
  })

  it('the clock counts a sleep of the computer, also after the system clock was set back', () => {
    for (const by of [0, -hour, -400 * 24 * hour]) {
      setClock(by)
      expect(passed(() => vi.advanceTimersByTime(1000))).toBeCloseTo(1000)
      expect(passed(() => setClock(hour / 2))).toBeCloseTo(hour / 2)
    }
  })

  it('the clock does not gain time from the whole milliseconds of the system clock', () => {
    const time = passed(() => {
      for (let look = 0; look < 10_000; look++) {
        vi.advanceTimersByTime(1)
        now()
      }
    })
    expect(time).toBeCloseTo(10_000, -1)
  })

  it('the clock converts times of other pages and back, at most as far as the longest wait', () => {
    for (const by of [0, -hour, hour]) {
      setClock(by)
      now()
      const inAMinute = Date.now() + 60_000
      expect(Math.abs(fromWallTime(inAMinute, hour) - now() - 60_000)).toBeLessThan(5001)
      expect(Math.abs(toWallTime(now() + 60_000) - inAMinute)).toBeLessThan(5001)
      expect(toWallTime(fromWallTime(inAMinute, hour))).toBeCloseTo(inAMinute)
      expect(fromWallTime(Date.now() + 9 * hour, hour) - now()).toBeCloseTo(hour)
      expect(fromWallTime(Infinity, hour) - now()).toBeCloseTo(hour)
    }
  })
})
