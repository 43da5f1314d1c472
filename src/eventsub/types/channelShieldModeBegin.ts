import { object, string } from '../../schema/object.ts'
import { type ModeratorCondition, ofModerator } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { channel, type EventChannel, type EventModerator, moderator } from '../parts/people.ts'

/** Shield Mode that begins. */
export interface ChannelShieldModeBeginEvent extends EventChannel, EventModerator {
  /** In RFC 3339. */
  started_at: string
}

/**
 * A channel turns Shield Mode on.
 *
 * Takes a user token of the broadcaster or a moderator with the scope `moderator:read:shield_mode` or
 * `moderator:manage:shield_mode`. `broadcaster_user_id` and `moderator_user_id` default to the signed-in user;
 * `moderator_user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/channel-moderation#channel-shield-mode-begin
 * @example
 * ```ts
 * import { channelShieldModeBegin, type EventSub } from 'tinyhelix/eventsub'
 *
 * function show(events: EventSub) {
 *   events.on(channelShieldModeBegin, ({ moderator_user_name }) => console.log('on, by', moderator_user_name))
 * }
 * ```
 */
export const channelShieldModeBegin: EventType<ModeratorCondition, ChannelShieldModeBeginEvent> = eventType({
  ...ofModerator,
  type: 'channel.shield_mode.begin',
  scopes: ['moderator:read:shield_mode', 'moderator:manage:shield_mode'],
  event: object<ChannelShieldModeBeginEvent>({ ...channel, ...moderator, started_at: string }),
})
