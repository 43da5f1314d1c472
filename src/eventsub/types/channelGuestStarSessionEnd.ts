import { object, string } from '../../schema/object.ts'
import { type ModeratorCondition, ofModerator } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import {
  type EventGuestStarHost,
  type EventGuestStarModerator,
  type EventGuestStarSession,
  guestStarHost,
  guestStarModerator,
  guestStarSession,
} from '../parts/guestStar.ts'

/** A session that has ended. */
export interface ChannelGuestStarSessionEndEvent
  extends EventGuestStarSession,
    EventGuestStarModerator,
    EventGuestStarHost {
  /** In RFC 3339. */
  started_at: string
  /** In RFC 3339. */
  ended_at: string
}

/**
 * A Guest Star session ends. Guest Star is in beta.
 *
 * Takes a user token of the broadcaster or a moderator with the scope `channel:read:guest_star`,
 * `moderator:read:guest_star`, `channel:manage:guest_star` or `moderator:manage:guest_star`. `broadcaster_user_id` and
 * `moderator_user_id` default to the signed-in user; `moderator_user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/guest-star#channel-guest-star-session-end
 * @example
 * ```ts
 * import { channelGuestStarSessionEnd, type EventSub } from 'tinyhelix/eventsub'
 *
 * function end(events: EventSub) {
 *   events.on(channelGuestStarSessionEnd, ({ session_id }) => console.log(session_id))
 * }
 * ```
 */
export const channelGuestStarSessionEnd: EventType<ModeratorCondition, ChannelGuestStarSessionEndEvent> = eventType({
  ...ofModerator,
  type: 'channel.guest_star_session.end',
  version: 'beta',
  scopes: [
    'channel:read:guest_star',
    'moderator:read:guest_star',
    'channel:manage:guest_star',
    'moderator:manage:guest_star',
  ],
  event: object<ChannelGuestStarSessionEndEvent>({
    ...guestStarSession,
    ...guestStarModerator,
    ...guestStarHost,
    started_at: string,
    ended_at: string,
  }),
})
