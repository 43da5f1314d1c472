import { object, string } from '../../schema/object.ts'
import { type ModeratorCondition, ofModerator } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'

/** Somebody who follows a channel from now on. */
export interface ChannelFollowEvent {
  user_id: string
  user_login: string
  user_name: string
  broadcaster_user_id: string
  broadcaster_user_login: string
  broadcaster_user_name: string
  /** RFC 3339. */
  followed_at: string
}

/**
 * Somebody follows a channel.
 *
 * Takes a user token with the scope `moderator:read:followers`, of the broadcaster or of one of the channel's
 * moderators. Both ids default to the signed-in user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types#channelfollow
 */
export const channelFollow: EventType<ModeratorCondition, ChannelFollowEvent> = eventType({
  ...ofModerator,
  type: 'channel.follow',
  version: '2',
  scopes: ['moderator:read:followers'],
  event: object<ChannelFollowEvent>({
    user_id: string,
    user_login: string,
    user_name: string,
    broadcaster_user_id: string,
    broadcaster_user_login: string,
    broadcaster_user_name: string,
    followed_at: string,
  }),
})
