import { boolean, number, object, string } from '../../schema/object.ts'
import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { channel, type EventChannel } from '../parts/people.ts'

/** A break for ads. */
export interface ChannelAdBreakBeginEvent extends EventChannel {
  duration_seconds: number
  /** In RFC 3339. */
  started_at: string
  /** Whether Twitch ran the ads by schedule. */
  is_automatic: boolean
  /** Who ran them; the broadcaster if `is_automatic`. */
  requester_user_id: string
  requester_user_login: string
  requester_user_name: string
}

/**
 * Ads begin on a live channel.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:ads`. `broadcaster_user_id` defaults to the
 * signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelAdBreakBegin, type EventSub } from 'tinyhelix/eventsub'
 *
 * function pause(events: EventSub) {
 *   events.on(channelAdBreakBegin, ({ duration_seconds }) => console.log(`Back in ${duration_seconds} seconds`))
 * }
 * ```
 */
export const channelAdBreakBegin: EventType<ChannelCondition, ChannelAdBreakBeginEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.ad_break.begin',
  scopes: ['channel:read:ads'],
  event: object<ChannelAdBreakBeginEvent>({
    ...channel,
    duration_seconds: number,
    started_at: string,
    is_automatic: boolean,
    requester_user_id: string,
    requester_user_login: string,
    requester_user_name: string,
  }),
})
