import { object, string } from '../../schema/object.ts'
import { type ModeratorCondition, ofModerator } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import {
  type EventGuestStarModerator,
  type EventGuestStarSession,
  guestStarModerator,
  guestStarSession,
} from '../parts/guestStar.ts'

/** A session that begins. */
export interface ChannelGuestStarSessionBeginEvent extends EventGuestStarSession, EventGuestStarModerator {
  /** In RFC 3339. */
  started_at: string
}

/**
 * A Guest Star session begins. Guest Star is in beta.
 *
 * Takes a user token of the broadcaster or a moderator with the scope `channel:read:guest_star`,
 * `moderator:read:guest_star`, `channel:manage:guest_star` or `moderator:manage:guest_star`. `broadcaster_user_id` and
 * `moderator_user_id` default to the signed-in user; `moderator_user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/guest-star#channel-guest-star-session-begin
 * @example
 * ```ts
 * import { channelGuestStarSessionBegin, type EventSub } from 'tinyhelix/eventsub'
 *
 * function begin(events: EventSub) {
 *   events.on(channelGuestStarSessionBegin, ({ session_id }) => console.log(session_id))
 * }
 * ```
 */
export const channelGuestStarSessionBegin: EventType<ModeratorCondition, ChannelGuestStarSessionBeginEvent> = eventType(
  {
    ...ofModerator,
    type: 'channel.guest_star_session.begin',
    version: 'beta',
    scopes: [
      'channel:read:guest_star',
      'moderator:read:guest_star',
      'channel:manage:guest_star',
      'moderator:manage:guest_star',
    ],
    event: object<ChannelGuestStarSessionBeginEvent>({
      ...guestStarSession,
      ...guestStarModerator,
      started_at: string,
    }),
  },
)
