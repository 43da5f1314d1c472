import type { EventSubSubscription } from '../../endpoints/eventsub/subscription.ts'
import { perWorld, type World } from './world.ts'

/** A subscription, and whose it is. */
export interface KeptSubscription {
  readonly row: EventSubSubscription
  readonly clientId: string
  /** The user of a websocket's subscription; `null` for webhooks and conduits. */
  readonly userId: string | null
  /** In milliseconds since 1970. */
  readonly createdAt: number
}

/** All subscriptions of all applications, the oldest first. May be changed. */
export const eventSubscriptionsOf: (world: World) => KeptSubscription[] = perWorld(() => [])
