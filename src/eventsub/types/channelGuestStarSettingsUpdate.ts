import { boolean, number, object, string } from '../../schema/object.ts'
import { type ModeratorCondition, ofModerator } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { channel, type EventChannel } from '../parts/people.ts'

/** How a channel uses Guest Star now. */
export interface ChannelGuestStarSettingsUpdateEvent extends EventChannel {
  /** Whether moderators may decide which guests are seen on stream. */
  is_moderator_send_live_enabled: boolean
  /** How many guests a call takes. */
  slot_count: number
  /** Whether browser sources play the guests' sound. */
  is_browser_source_audio_enabled: boolean
  /** How guests are arranged. */
  group_layout:
    | 'tiled'
    | 'screenshare'
    | 'horizontal_top'
    | 'horizontal_bottom'
    | 'vertical_left'
    | 'vertical_right'
    | (string & {})
}

/**
 * A channel's Guest Star settings change. Guest Star is in beta.
 *
 * Takes a user token of the broadcaster or a moderator with the scope `channel:read:guest_star`,
 * `moderator:read:guest_star`, `channel:manage:guest_star` or `moderator:manage:guest_star`. `broadcaster_user_id` and
 * `moderator_user_id` default to the signed-in user; `moderator_user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/guest-star#channel-guest-star-settings-update
 * @example
 * ```ts
 * import { channelGuestStarSettingsUpdate, type EventSub } from 'tinyhelix/eventsub'
 *
 * function layout(events: EventSub) {
 *   events.on(channelGuestStarSettingsUpdate, ({ group_layout }) => console.log(group_layout))
 * }
 * ```
 */
export const channelGuestStarSettingsUpdate: EventType<ModeratorCondition, ChannelGuestStarSettingsUpdateEvent> =
  eventType({
    ...ofModerator,
    type: 'channel.guest_star_settings.update',
    version: 'beta',
    scopes: [
      'channel:read:guest_star',
      'moderator:read:guest_star',
      'channel:manage:guest_star',
      'moderator:manage:guest_star',
    ],
    event: object<ChannelGuestStarSettingsUpdateEvent>({
      ...channel,
      is_moderator_send_live_enabled: boolean,
      slot_count: number,
      is_browser_source_audio_enabled: boolean,
      group_layout: string,
    }),
  })
