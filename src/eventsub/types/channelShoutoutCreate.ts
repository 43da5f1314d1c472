import { object, string } from '../../schema/object.ts'
import { type ModeratorCondition, ofModerator } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventModerator, type EventToChannel, moderator, toChannel } from '../parts/people.ts'
import { type EventShoutout, shoutout } from '../parts/shoutout.ts'

/** A Shoutout that is sent. */
export interface ChannelShoutoutCreateEvent extends EventShoutout, EventToChannel, EventModerator {
  /** When the channel can send another one, in RFC 3339. */
  cooldown_ends_at: string
  /** When it can send this channel another one, in RFC 3339. */
  target_cooldown_ends_at: string
}

/**
 * A channel sends a Shoutout.
 *
 * Takes a user token of the broadcaster or a moderator with the scope `moderator:read:shoutouts` or
 * `moderator:manage:shoutouts`. `broadcaster_user_id` and `moderator_user_id` default to the signed-in user;
 * `moderator_user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelShoutoutCreate, type EventSub } from 'tinyhelix/eventsub'
 *
 * function show(events: EventSub) {
 *   events.on(channelShoutoutCreate, ({ to_broadcaster_user_name }) => console.log(to_broadcaster_user_name))
 * }
 * ```
 */
export const channelShoutoutCreate: EventType<ModeratorCondition, ChannelShoutoutCreateEvent> = eventType({
  ...ofModerator,
  type: 'channel.shoutout.create',
  scopes: ['moderator:read:shoutouts', 'moderator:manage:shoutouts'],
  event: object<ChannelShoutoutCreateEvent>({
    ...shoutout,
    ...toChannel,
    ...moderator,
    cooldown_ends_at: string,
    target_cooldown_ends_at: string,
  }),
})
