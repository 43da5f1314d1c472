import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { channelSubscription, type EventChannelSubscription } from '../parts/channelSubscription.ts'

/** A subscription that has ended. */
export interface ChannelSubscriptionEndEvent extends EventChannelSubscription {}

/**
 * A subscription ends.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:subscriptions`. `broadcaster_user_id` defaults to
 * the signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelSubscriptionEnd, type EventSub } from 'tinyhelix/eventsub'
 *
 * function count(events: EventSub) {
 *   events.on(channelSubscriptionEnd, ({ user_name, tier }) => console.log(user_name, tier))
 * }
 * ```
 */
export const channelSubscriptionEnd: EventType<ChannelCondition, ChannelSubscriptionEndEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.subscription.end',
  scopes: ['channel:read:subscriptions'],
  event: channelSubscription,
})
