import { object } from '../../schema/object.ts'
import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import {
  channel,
  type EventChannel,
  type EventModerator,
  type EventPerson,
  moderator,
  person,
} from '../parts/people.ts'

/** A user who may chat again. */
export interface ChannelUnbanEvent extends EventChannel, EventPerson, EventModerator {}

/**
 * A ban or a timeout is lifted. Moderators use `channelModerate`.
 *
 * Takes a user token of the broadcaster with the scope `channel:moderate`. `broadcaster_user_id` defaults to the
 * signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/channel-moderation#channel-unban
 * @example
 * ```ts
 * import { channelUnban, type EventSub } from 'tinyhelix/eventsub'
 *
 * function log(events: EventSub) {
 *   events.on(channelUnban, ({ user_name }) => console.log(user_name))
 * }
 * ```
 */
export const channelUnban: EventType<ChannelCondition, ChannelUnbanEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.unban',
  scopes: ['channel:moderate'],
  event: object<ChannelUnbanEvent>({ ...channel, ...person, ...moderator }),
})
