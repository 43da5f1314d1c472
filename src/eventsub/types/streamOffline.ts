import { object, optional, string } from '../../schema/object.ts'
import { type ChannelCondition, ofChannel } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { channel, type EventChannel } from '../parts/people.ts'

/** A stream that has ended. */
export interface StreamOfflineEvent extends EventChannel {
  /** The stream; absent from older events. */
  id?: string | undefined
}

/**
 * A stream ends. `getStreams` may still list it for some minutes.
 *
 * Takes a user token; needs no scope. `broadcaster_user_id` defaults to the signed-in user. A channel that has not
 * authorized your application costs 1; Twitch allows a total of 10.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { streamOffline, type EventSub } from 'tinyhelix/eventsub'
 *
 * function tell(events: EventSub) {
 *   events.on(streamOffline, { broadcaster_user_id: '42' }, ({ broadcaster_user_name }) => console.log(broadcaster_user_name))
 * }
 * ```
 */
export const streamOffline: EventType<ChannelCondition, StreamOfflineEvent> = eventType({
  ...ofChannel,
  type: 'stream.offline',
  event: object<StreamOfflineEvent>({ ...channel, id: optional(string) }),
})
