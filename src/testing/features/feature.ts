import type { EventType, EventTypeSpec } from '../../eventsub/eventType.ts'
import { issuesOf } from '../../schema/schema.ts'
import type { Route } from '../wire/helix/route.ts'
import { type Person, usersOf } from '../world/users.ts'
import type { World } from '../world/world.ts'

/** An event that is emitted, and the world that it changes. */
export interface Emission<E> {
  readonly world: World
  readonly event: E
  /** The channel or the user that the event is about. */
  readonly channel: Person
  /** The user with an id, or `undefined`. */
  readonly person: (id: string | null | undefined) => Person | undefined
  /** A time of the event in milliseconds since 1970; now if the event has none. */
  readonly at: (time: string) => number
}

/** The change of the world that an event causes. */
export interface WorldChange {
  readonly spec: EventTypeSpec
  readonly change: (world: World, channel: Person, event: unknown) => void
}

/** The fake's part for one feature: its endpoints, and the changes that events cause. */
export type Feature = readonly (Route | WorldChange)[]

/** Defines the change that an emitted event causes. Events of unknown channels and users change nothing. */
export const onEvent = <C, E>({ spec }: EventType<C, E>, change: (emission: Emission<E>) => void): WorldChange => ({
  spec,
  change: (world, channel, event) =>
    change({
      world,
      channel,
      // The event has been checked against its schema.
      event: event as E,
      person: id => usersOf(world).byId(id ?? ''),
      at: time => {
        const ms = Date.parse(time)
        return Number.isNaN(ms) ? world.now() : ms
      },
    }),
})

/** The routes of features. */
export const routesOf = (features: readonly Feature[]): Route[] => features.flat().filter(entry => 'run' in entry)

/** Applies an event to the world. An event that only a custom description accepts changes nothing. */
export function changeWorld(
  features: readonly Feature[],
  world: World,
  { type, version }: EventTypeSpec,
  event: Readonly<Record<string, unknown>>,
): void {
  const id =
    event['broadcaster_user_id'] ?? event['broadcaster_id'] ?? event['to_broadcaster_user_id'] ?? event['user_id']
  const channel = usersOf(world).byId(`${id}`)
  if (!channel) return
  for (const entry of features.flat()) {
    if ('run' in entry || entry.spec.type !== type || entry.spec.version !== version) continue
    if (!issuesOf(entry.spec.event, event, 'event').length) entry.change(world, channel, event)
  }
}
