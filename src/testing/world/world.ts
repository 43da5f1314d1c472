import type { EventTypeSpec } from '../../eventsub/eventType.ts'
import type { FakeUser } from './fakeUser.ts'

/** The facts that all of a fake is derived from. The rest is generated when it is first used: see {@link perWorld}. */
export interface World {
  /** The same seed creates the same users, channels and lists. */
  readonly seed: number
  /** The application that the world knows before it begins: some of the rewards are its own. */
  readonly clientId: string
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** The creation time of this world, which its past is dated from. */
  readonly begun: number
  /** The address of a drawn image, for a path such as `avatar/1001.svg`. */
  readonly image: (path: string) => string
  /** Where sockets for events connect to. */
  readonly eventSubURL: string
  /** The time in milliseconds for which subscriptions of a lost connection still count. */
  readonly reapAfter: number
  /** How many milliseconds the list of streams is behind. */
  readonly streamLag: number
  /** Users in addition to the invented ones. */
  readonly users: readonly FakeUser[]
  /** Types of events in addition to Twitch's. */
  readonly eventTypes: readonly EventTypeSpec[]
}

/** Something that each world has one of, made when it is first asked for. */
export function perWorld<T>(make: (world: World) => T): (world: World) => T {
  const kept = new WeakMap<World, { readonly value: T }>()
  return world => {
    let entry = kept.get(world)
    if (!entry) {
      entry = { value: make(world) }
      kept.set(world, entry)
    }
    return entry.value
  }
}

/**
 * Something that each channel (or other thing with an id) of a world has one of, made when it is first asked for. An
 * object or a map may then be changed by the caller: that is how the fake remembers what was written.
 */
export function perChannel<T>(make: (world: World, id: string) => T): (world: World, id: string) => T {
  const channels = perWorld(() => new Map<string, { readonly value: T }>())
  return (world, id) => {
    const known = channels(world)
    let entry = known.get(id)
    if (!entry) {
      entry = { value: make(world, id) }
      known.set(id, entry)
    }
    return entry.value
  }
}

/** A moment as Twitch writes it: RFC 3339, without fractions of a second. */
export const timestamp = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z')

const timestampsOf = perWorld(() => ({ count: 0 }))

/** This moment with nanoseconds, as EventSub writes it. Each time is later than the one before, even within a millisecond. */
export function preciseTimestamp(world: World): string {
  const nanoseconds = `${timestampsOf(world).count++ % 1_000_000}`.padStart(6, '0')
  return new Date(world.now()).toISOString().replace('Z', `${nanoseconds}Z`)
}

export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour
