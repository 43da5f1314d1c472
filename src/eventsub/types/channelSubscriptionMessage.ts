import { nullable, number, object, string } from '../../schema/object.ts'
import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventEmoteMessage, emoteMessage } from '../parts/emoteMessage.ts'
import { channel, type EventChannel, type EventPerson, person } from '../parts/people.ts'
import type { EventTier } from '../parts/tier.ts'

/** A message of a subscriber who renewed their subscription. */
export interface ChannelSubscriptionMessageEvent extends EventChannel, EventPerson {
  tier: EventTier
  message: EventEmoteMessage
  /** All months of subscribing. */
  cumulative_months: number
  /** Months in a row; `null` if the user does not share it. */
  streak_months: number | null
  /** For how many months it was paid at once. */
  duration_months: number
}

/**
 * A subscriber shares in chat that they renewed their subscription.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:subscriptions`. `broadcaster_user_id` defaults to
 * the signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelSubscriptionMessage, type EventSub } from 'tinyhelix/eventsub'
 *
 * function thank(events: EventSub) {
 *   events.on(channelSubscriptionMessage, ({ user_name, cumulative_months }) => console.log(user_name, cumulative_months))
 * }
 * ```
 */
export const channelSubscriptionMessage: EventType<ChannelCondition, ChannelSubscriptionMessageEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.subscription.message',
  scopes: ['channel:read:subscriptions'],
  event: object<ChannelSubscriptionMessageEvent>({
    ...channel,
    ...person,
    tier: string,
    message: emoteMessage,
    cumulative_months: number,
    streak_months: nullable(number),
    duration_months: number,
  }),
})
