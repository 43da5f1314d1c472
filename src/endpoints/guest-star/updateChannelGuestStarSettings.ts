import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { boolean, optional } from '../../schema/object.ts'
import { choice, integer, self } from '../../schema/parameters.ts'

export interface UpdateChannelGuestStarSettingsParams {
  /** The channel. @defaultValue the signed-in user; Twitch accepts no other id */
  broadcaster_id?: string
  /** Lets moderators decide which guests are seen on stream. */
  is_moderator_send_live_enabled?: boolean | undefined
  /** The maximum number of guests in a call: 1 to 6. */
  slot_count?: number | undefined
  /** Lets browser sources play the guests' sound. */
  is_browser_source_audio_enabled?: boolean | undefined
  /** The layout of the guests. Twitch sometimes refuses the last two values. */
  group_layout?: 'TILED_LAYOUT' | 'SCREENSHARE_LAYOUT' | 'HORIZONTAL_LAYOUT' | 'VERTICAL_LAYOUT' | undefined
  /** `true` creates a new token for browser sources. Browser sources with the old token stop working. */
  regenerate_browser_sources?: boolean | undefined
}

/**
 * Changes the given Guest Star settings of a channel. Guest Star is in beta.
 *
 * Takes a user token with the scope `channel:manage:guest_star`. `broadcaster_id` defaults to the signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference/guest-star#update-channel-guest-star-settings
 * @example
 * ```ts
 * import { type HelixClient, updateChannelGuestStarSettings } from 'tinyhelix'
 *
 * async function allowGuests(client: HelixClient, slot_count: number) {
 *   await updateChannelGuestStarSettings(client, { slot_count })
 * }
 * ```
 */
export const updateChannelGuestStarSettings: WriteEndpoint<UpdateChannelGuestStarSettingsParams, void> = voidResult({
  method: 'PUT',
  path: '/guest_star/channel_settings',
  scopes: ['channel:manage:guest_star'],
  params: {
    broadcaster_id: self,
    is_moderator_send_live_enabled: optional(boolean),
    slot_count: optional(integer(1, 6)),
    is_browser_source_audio_enabled: optional(boolean),
    group_layout: optional(choice('TILED_LAYOUT', 'SCREENSHARE_LAYOUT', 'HORIZONTAL_LAYOUT', 'VERTICAL_LAYOUT')),
    regenerate_browser_sources: optional(boolean),
  },
  query: ['broadcaster_id'],
})
