/**
 * The clock for waits within a page. It follows `performance.now()`, which nobody can set. That clock stops while some
 * computers sleep, so time that only the system clock shows has passed as well. A system clock that is set back is
 * ignored.
 */

/** The milliseconds by which the page's time is ahead of `performance.now()`, and the system clock is behind it. */
let ahead = 0
let behind = 0

/** The milliseconds after which a longer wait looks at the clock again, because timers stop while the computer sleeps. */
export const lookEvery = 10_000

/** The page's time in milliseconds. It begins as the time since 1970, and is never set back. */
export const now = (): number => {
  const time = performance.now() + ahead
  const moved = Date.now() + behind - time
  // The system clock has whole milliseconds, and is corrected a little all the time.
  if (moved < -5000) behind -= moved
  if (moved < 0) return time
  ahead += moved
  return time + moved
}

/** The time since 1970 at a moment of the page's time, for what is stored, sent to another tab or shown. */
export const toWallTime = (time: number): number => time - behind

/** The page's time for a time since 1970 that comes from elsewhere. It is at most `longest` milliseconds from now. */
export const fromWallTime = (time: number, longest: number): number => {
  const latest = now() + longest
  return Math.min(time + behind, latest)
}
