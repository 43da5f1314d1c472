import { later } from './later.ts'
import { perWorld, type World } from './world.ts'

/** Something that happens by itself at its time: a poll ends, a raid starts. */
export interface ScheduledChange {
  /** When something happens next, in milliseconds since 1970; `null`: it is over. Asked again after every request. */
  readonly next: () => number | null
  /** Lets it happen. By then it may be later than `next` said, if the clock was moved. */
  readonly happen: () => void
}

const scheduleOf = perWorld(() => ({ all: new Set<ScheduledChange>(), cancel: () => {} }))

/** Sets the one timer of a world to what happens next by the world's own clock, which may go its own way. */
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
      // A clock that stands still makes nothing due: the next request looks again.
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

/** Plans something that happens by itself. */
export function schedule(world: World, change: ScheduledChange): void {
  scheduleOf(world).all.add(change)
  keepSchedule(world)
}
