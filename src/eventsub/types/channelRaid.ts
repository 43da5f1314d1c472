import { number, object } from '../../schema/object.ts'
import { ofRaid, type RaidCondition } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventFromChannel, type EventToChannel, fromChannel, toChannel } from '../parts/people.ts'

/** A raid. */
export interface ChannelRaidEvent extends EventFromChannel, EventToChannel {
  /** How many viewers come along. */
  viewers: number
}

/**
 * A channel raids another one.
 *
 * Takes a user token; needs no scope. Only one of the two ids is taken. Without an id, the raids that arrive at the
 * signed-in user's channel. A channel that has not authorized your application costs 1; Twitch allows a total of 10.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelRaid, type EventSub } from 'tinyhelix/eventsub'
 *
 * function welcome(events: EventSub) {
 *   events.on(channelRaid, ({ from_broadcaster_user_name, viewers }) =>
 *     console.log(from_broadcaster_user_name, viewers),
 *   )
 * }
 * ```
 */
export const channelRaid: EventType<RaidCondition, ChannelRaidEvent> = eventType({
  ...ofRaid,
  type: 'channel.raid',
  event: object<ChannelRaidEvent>({ ...fromChannel, ...toChannel, viewers: number }),
})
