import type { EventType, EventTypeSpec } from '../../../eventsub/eventType.ts'
import { perWorld, type World } from '../../world/world.ts'
import { tellChat } from '../irc/chat.ts'
import { isObject } from '../readable.ts'
import { type Emitted, fillIn } from './fillIn.ts'
import { fits } from './fits.ts'
import { notify } from './sessions.ts'
import { eventSubscriptionsOf, type KeptSubscription } from './subscriptions.ts'

const subscribedTo = (
  world: World,
  { type, version }: EventTypeSpec,
  event: Readonly<Record<string, unknown>>,
): KeptSubscription[] =>
  eventSubscriptionsOf(world).filter(
    ({ row }) => row.type === type && row.version === version && row.status === 'enabled' && fits(row, event),
  )

/**
 * Sends an event to every matching subscription, and returns how many received it. An impossible event throws. Before
 * that, `change` may apply it to the world.
 */
export function emit<C, E>(
  world: World,
  { spec }: EventType<C, E>,
  given: Emitted<E>,
  change?: (event: Readonly<Record<string, unknown>>) => void,
): number {
  const { event, issues } = fillIn(world, spec.event, given)
  const problems = issues.map(({ path, message }) => `${path}: ${message}`)
  if (problems.length || !isObject(event)) {
    const said = problems.length ? problems.join('; ') : 'event: it must be an object'
    throw new Error(`Twitch would not send this as ${spec.type} (version ${spec.version}). ${said}`)
  }
  change?.(event)
  tellChat(world, spec, event)
  // A page may subscribe and unsubscribe in its listener.
  const reached = subscribedTo(world, spec, event).filter(
    ({ row }) => row.status === 'enabled' && notify(world, row, event),
  )
  for (const look of onlookersOf(world)) look(spec, event, reached.length)
  return reached.length
}

/** Called with each sent event and the number of its receivers. */
export type Onlooker = (spec: EventTypeSpec, event: unknown, count: number) => void

/** The listeners for each event. */
export const onlookersOf = perWorld(() => new Set<Onlooker>())

/** Sends an event. */
export type Emit = <C, E>(type: EventType<C, E>, event: NoInfer<Emitted<E>>) => void

/** Whether any subscription would receive an event of a channel. */
export const isAwaited = (world: World, { spec }: EventType<unknown, unknown>, channelId: string): boolean =>
  subscribedTo(world, spec, { broadcaster_user_id: channelId }).length > 0
