import { object, string } from '../../schema/object.ts'
import { type ChannelCondition, ofChannel } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { channel, type EventChannel } from '../parts/people.ts'

/** A stream that begins. */
export interface StreamOnlineEvent extends EventChannel {
  /** The stream. */
  id: string
  type: 'live' | 'playlist' | 'watch_party' | 'premiere' | 'rerun' | (string & {})
  /** In RFC 3339. */
  started_at: string
}

/**
 * A stream begins. `getStreams` may not list it for some minutes.
 *
 * Takes a user token; needs no scope. `broadcaster_user_id` defaults to the signed-in user. A channel that has not
 * authorized your application costs 1; Twitch allows a total of 10.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { streamOnline, type EventSub } from 'tinyhelix/eventsub'
 *
 * function tell(events: EventSub) {
 *   events.on(streamOnline, { broadcaster_user_id: '42' }, ({ broadcaster_user_name }) => console.log(broadcaster_user_name))
 * }
 * ```
 */
export const streamOnline: EventType<ChannelCondition, StreamOnlineEvent> = eventType({
  ...ofChannel,
  type: 'stream.online',
  event: object<StreamOnlineEvent>({ ...channel, id: string, type: string, started_at: string }),
})
