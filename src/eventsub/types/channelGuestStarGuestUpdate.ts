import { boolean, nullable, number, object, string } from '../../schema/object.ts'
import { type ModeratorCondition, ofModerator } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import {
  type EventGuestStarHost,
  type EventGuestStarSession,
  guestStarHost,
  guestStarSession,
} from '../parts/guestStar.ts'

/** A guest or a slot as it is now. */
export interface ChannelGuestStarGuestUpdateEvent extends EventGuestStarSession, EventGuestStarHost {
  /** The moderator who changed it; `null` if the guest did. */
  moderator_user_id: string | null
  moderator_user_login: string | null
  moderator_user_name: string | null
  /** `null` if the slot is empty. */
  guest_user_id: string | null
  guest_user_login: string | null
  guest_user_name: string | null
  /** `null` if the guest has none: after `invited`, `removed`, or while they wait. */
  slot_id: string | null
  /** `null` if the slot is empty. */
  state: 'invited' | 'accepted' | 'ready' | 'backstage' | 'live' | 'removed' | (string & {}) | null
  /** Whether the host shows the guest; `null` if the guest has no slot. */
  host_video_enabled: boolean | null
  /** Whether the host lets the guest be heard; `null` if the guest has no slot. */
  host_audio_enabled: boolean | null
  /** How loud: 0 to 100; `null` if the guest has no slot. */
  host_volume: number | null
}

/**
 * A guest of a Guest Star session, or the slot of one, changes. Guest Star is in beta.
 *
 * Takes a user token of the broadcaster or a moderator with the scope `channel:read:guest_star`,
 * `moderator:read:guest_star`, `channel:manage:guest_star` or `moderator:manage:guest_star`. `broadcaster_user_id` and
 * `moderator_user_id` default to the signed-in user; `moderator_user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/guest-star#channel-guest-star-guest-update
 * @example
 * ```ts
 * import { channelGuestStarGuestUpdate, type EventSub } from 'tinyhelix/eventsub'
 *
 * function guests(events: EventSub) {
 *   events.on(channelGuestStarGuestUpdate, ({ guest_user_name, state }) => console.log(guest_user_name, state))
 * }
 * ```
 */
export const channelGuestStarGuestUpdate: EventType<ModeratorCondition, ChannelGuestStarGuestUpdateEvent> = eventType({
  ...ofModerator,
  type: 'channel.guest_star_guest.update',
  version: 'beta',
  scopes: [
    'channel:read:guest_star',
    'moderator:read:guest_star',
    'channel:manage:guest_star',
    'moderator:manage:guest_star',
  ],
  event: object<ChannelGuestStarGuestUpdateEvent>({
    ...guestStarSession,
    ...guestStarHost,
    moderator_user_id: nullable(string),
    moderator_user_login: nullable(string),
    moderator_user_name: nullable(string),
    guest_user_id: nullable(string),
    guest_user_login: nullable(string),
    guest_user_name: nullable(string),
    slot_id: nullable(string),
    state: nullable(string),
    host_video_enabled: nullable(boolean),
    host_audio_enabled: nullable(boolean),
    host_volume: nullable(number),
  }),
})
