import { object } from '../../schema/object.ts'
import { type ModeratorCondition, ofModerator } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventFromChannel, fromChannel } from '../parts/people.ts'
import { type EventShoutout, shoutout } from '../parts/shoutout.ts'

/** A Shoutout that arrives. */
export interface ChannelShoutoutReceiveEvent extends EventShoutout, EventFromChannel {}

/**
 * A channel gets a Shoutout. Twitch reports only Shoutouts that it shows in the activity feed.
 *
 * Takes a user token of the broadcaster or a moderator with the scope `moderator:read:shoutouts` or
 * `moderator:manage:shoutouts`. `broadcaster_user_id` and `moderator_user_id` default to the signed-in user;
 * `moderator_user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelShoutoutReceive, type EventSub } from 'tinyhelix/eventsub'
 *
 * function thank(events: EventSub) {
 *   events.on(channelShoutoutReceive, ({ from_broadcaster_user_name }) => console.log(from_broadcaster_user_name))
 * }
 * ```
 */
export const channelShoutoutReceive: EventType<ModeratorCondition, ChannelShoutoutReceiveEvent> = eventType({
  ...ofModerator,
  type: 'channel.shoutout.receive',
  scopes: ['moderator:read:shoutouts', 'moderator:manage:shoutouts'],
  event: object<ChannelShoutoutReceiveEvent>({ ...shoutout, ...fromChannel }),
})
