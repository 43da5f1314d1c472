import type { EventType } from '../../eventsub/eventType.ts'
import { isObject } from '../helix/parameters.ts'
import { eventSubscriptionsOf } from '../world/eventSub.ts'
import type { World } from '../world/world.ts'
import { type Emitted, fillIn } from './fillIn.ts'
import { fits } from './fits.ts'
import { notify } from './sessions.ts'

/** Sends an event to every subscription that is for it, and says how many got it; one that cannot be is an error. */
export function emit<C, E>(world: World, { spec }: EventType<C, E>, given: Emitted<E>): number {
  const { event, issues } = fillIn(world, spec.event, given)
  const problems = issues.map(({ path, message }) => `${path}: ${message}`)
  if (problems.length || !isObject(event)) {
    const said = problems.length ? problems.join('; ') : 'event: it must be an object'
    throw new Error(`Twitch would not send this as ${spec.type} (version ${spec.version}). ${said}`)
  }
  // A page may subscribe and unsubscribe while it is told.
  const told = eventSubscriptionsOf(world).filter(
    ({ row }) => row.type === spec.type && row.version === spec.version && fits(row, event),
  )
  return told.filter(({ row }) => row.status === 'enabled' && notify(world, row, event)).length
}
