import type { EventType, EventTypeSpec } from '../../eventsub/eventType.ts'
import { issuesOf } from '../../schema/schema.ts'
import type { Route } from '../wire/helix/route.ts'
import { type Person, usersOf } from '../world/users.ts'
import type { World } from '../world/world.ts'

/** An event that somebody emits, and the world in which it is true from now on. */
export interface Emission<E> {
  readonly world: World
  readonly event: E
  /** The channel that it is about, or the user. */
  readonly channel: Person
  /** The user with an id, if there is one. */
  readonly person: (id: string | null | undefined) => Person | undefined
  /** A time of the event in milliseconds since 1970; now, if it says none. */
  readonly at: (time: string) => number
}

/** What an event changes in the world. */
export interface WorldChange {
  readonly spec: EventTypeSpec
  readonly change: (world: World, channel: Person, event: unknown) => void
}

/** What the fake has of a feature: the endpoints that it answers, and what events change in it. */
export type Feature = readonly (Route | WorldChange)[]

/** Says what an event changes, if somebody emits it. Events of channels and users that there are not change nothing. */
export const onEvent = <C, E>({ spec }: EventType<C, E>, change: (emission: Emission<E>) => void): WorldChange => ({
  spec,
  change: (world, channel, event) =>
    change({
      world,
      channel,
      // Its schema has let it pass.
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

/** Makes what an event says true. An event that only a user's own description lets pass changes nothing. */
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
