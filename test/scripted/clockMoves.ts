const hour = 3_600_000
const day = 24 * hour

/** Changes of the system clock while a page is open. `performance.now()` and timers do not show them. */
export const clockMoves = [
  ['is set an hour ahead', hour],
  ['is set back by an hour', -hour],
  ['is set 400 days ahead', 400 * day],
  ['is set back by 400 days', -400 * day],
  ['shows that the computer slept for eight hours', 8 * hour],
] as const
