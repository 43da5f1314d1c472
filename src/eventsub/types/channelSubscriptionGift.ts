import { nullable, number, object, string } from '../../schema/object.ts'
import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { channel, type EventChannel, type EventGiver, giver } from '../parts/people.ts'
import type { EventTier } from '../parts/tier.ts'

/** A gift of subscriptions. */
export interface ChannelSubscriptionGiftEvent extends EventChannel, EventGiver {
  /** How many. */
  total: number
  tier: EventTier
  /** How many the giver has given in this channel; `null` if they are anonymous or do not share it. */
  cumulative_total: number | null
}

/**
 * Somebody gives subscriptions. `channelSubscribe` reports each receiver.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:subscriptions`. `broadcaster_user_id` defaults to
 * the signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelSubscriptionGift, type EventSub } from 'tinyhelix/eventsub'
 *
 * function thank(events: EventSub) {
 *   events.on(channelSubscriptionGift, ({ user_name, total }) => console.log(user_name ?? 'Somebody', total))
 * }
 * ```
 */
export const channelSubscriptionGift: EventType<ChannelCondition, ChannelSubscriptionGiftEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.subscription.gift',
  scopes: ['channel:read:subscriptions'],
  event: object<ChannelSubscriptionGiftEvent>({
    ...channel,
    ...giver,
    total: number,
    tier: string,
    cumulative_total: nullable(number),
  }),
})
