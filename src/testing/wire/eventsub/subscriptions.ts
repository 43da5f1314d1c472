import type { EventSubSubscription } from '../../../endpoints/eventsub/subscription.ts'
import { hour, perWorld, type World } from '../../world/world.ts'

/** A subscription and its owner. */
export interface KeptSubscription {
  readonly row: EventSubSubscription
  readonly clientId: string
  /** The user of a websocket's subscription; `null` for webhooks and conduits. */
  readonly userId: string | null
  /** The grant that the user's token comes from; `null` for webhooks and conduits. */
  readonly grantId: number | null
  /** In milliseconds since 1970. */
  readonly createdAt: number
  /** When its websocket was closed, in milliseconds since 1970. */
  closedAt: number | null
}

/** The time for which Twitch lists subscriptions of a closed websocket. */
const listedFor = hour

const keptIn = perWorld((): KeptSubscription[] => [])

/** All subscriptions of all applications that are still listed, the oldest first. May be changed. */
export function eventSubscriptionsOf(world: World): KeptSubscription[] {
  const all = keptIn(world)
  const listed = all.filter(({ closedAt }) => closedAt === null || world.now() < closedAt + listedFor)
  for (const [index, subscription] of listed.entries()) all[index] = subscription
  all.length = listed.length
  return all
}

/** Whether a subscription counts for the limits. */
export const isCounted = ({ row: { status } }: KeptSubscription): boolean =>
  status === 'enabled' || status === 'webhook_callback_verification_pending'
