import { object, string } from '../../schema/object.ts'
import { type ModeratorCondition, ofModerator } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { channel, type EventChannel, type EventModerator, moderator } from '../parts/people.ts'

/** Shield Mode that has ended. */
export interface ChannelShieldModeEndEvent extends EventChannel, EventModerator {
  /** In RFC 3339. */
  ended_at: string
}

/**
 * A channel turns Shield Mode off.
 *
 * Takes a user token of the broadcaster or a moderator with the scope `moderator:read:shield_mode` or
 * `moderator:manage:shield_mode`. `broadcaster_user_id` and `moderator_user_id` default to the signed-in user;
 * `moderator_user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/channel-moderation#channel-shield-mode-end
 * @example
 * ```ts
 * import { channelShieldModeEnd, type EventSub } from 'tinyhelix/eventsub'
 *
 * function show(events: EventSub) {
 *   events.on(channelShieldModeEnd, ({ moderator_user_name }) => console.log('off, by', moderator_user_name))
 * }
 * ```
 */
export const channelShieldModeEnd: EventType<ModeratorCondition, ChannelShieldModeEndEvent> = eventType({
  ...ofModerator,
  type: 'channel.shield_mode.end',
  scopes: ['moderator:read:shield_mode', 'moderator:manage:shield_mode'],
  event: object<ChannelShieldModeEndEvent>({ ...channel, ...moderator, ended_at: string }),
})
