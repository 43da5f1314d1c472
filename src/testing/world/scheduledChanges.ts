import { later } from './later.ts'
import { perWorld, type World } from './world.ts'

/** A change that happens at its time: a poll ends, a raid starts. */
export interface ScheduledChange {
  /**
   * The time of the next change, in milliseconds since 1970; `null`: there is none. It is read again after every
   * request.
   */
  readonly next: () => number | null
  /** Applies the change. The time may be later than `next` said, if the clock was moved. */
  readonly happen: () => void
}

const scheduleOf = perWorld(() => ({ all: new Set<ScheduledChange>(), cancel: () => {} }))

/** Sets the timer of a world to its next change. The world's own clock may differ from the real one. */
export function keepSchedule(world: World): void {
  const kept = scheduleOf(world)
  kept.cancel()
  let first = Infinity
  for (const change of kept.all) {
    const at = change.next()
    if (at === null) kept.all.delete(change)
    else first = Math.min(first, at)
  }
  const setAt = world.now()
  if (first === Infinity) return
  kept.cancel = later(
    () => {
      // While the clock stands still, nothing becomes due. The next request checks again.
      if (first <= setAt || world.now() !== setAt) makeDueChanges(world)
    },
    Math.max(0, Math.ceil(first - setAt)),
  )
}

function makeDueChanges(world: World): void {
  const due = [...scheduleOf(world).all]
    .map(change => ({ change, at: change.next() ?? Infinity }))
    .filter(({ at }) => at <= world.now())
    .sort((a, b) => a.at - b.at)
  for (const { change } of due) change.happen()
  keepSchedule(world)
}

/** Schedules a change. */
export function schedule(world: World, change: ScheduledChange): void {
  scheduleOf(world).all.add(change)
  keepSchedule(world)
}
