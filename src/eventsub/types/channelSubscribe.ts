import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { channelSubscription, type EventChannelSubscription } from '../parts/channelSubscription.ts'

/** A subscription that begins. */
export interface ChannelSubscribeEvent extends EventChannelSubscription {}

/**
 * Somebody becomes a subscriber, by paying or by a gift. `channelSubscriptionMessage` reports renewals.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:subscriptions`. `broadcaster_user_id` defaults to
 * the signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelSubscribe, type EventSub } from 'tinyhelix/eventsub'
 *
 * function thank(events: EventSub) {
 *   events.on(channelSubscribe, ({ user_name, is_gift }) => is_gift || console.log(`Thanks, ${user_name}!`))
 * }
 * ```
 */
export const channelSubscribe: EventType<ChannelCondition, ChannelSubscribeEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.subscribe',
  scopes: ['channel:read:subscriptions'],
  event: channelSubscription,
})
