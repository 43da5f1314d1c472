import { type Endpoint, one } from '../../endpoint.ts'
import { boolean, number, object, optional, string } from '../../schema/object.ts'
import { self } from '../../schema/parameters.ts'

export interface GetChannelGuestStarSettingsParams {
  /** Whose settings. @defaultValue the signed-in user */
  broadcaster_id?: string
  /** The moderator, or the broadcaster. @defaultValue the signed-in user; Twitch accepts no other id */
  moderator_id?: string
}

/** How a channel uses Guest Star. */
export interface GuestStarSettings {
  /** Whether moderators may decide which guests are seen on stream. */
  is_moderator_send_live_enabled: boolean
  /** The maximum number of guests in a call: 1 to 6. */
  slot_count: number
  /** Whether browser sources play the guests' sound. */
  is_browser_source_audio_enabled: boolean
  /** The layout of the guests: all of the same size (`TILED_LAYOUT`), or with a larger shared screen. */
  group_layout?: 'TILED_LAYOUT' | 'SCREENSHARE_LAYOUT' | (string & {}) | undefined
  /** Another name for `group_layout` in some answers. */
  layout?: 'TILED_LAYOUT' | 'SCREENSHARE_LAYOUT' | (string & {}) | undefined
  /** A token that lets a browser source show the guests. Keep it secret. */
  browser_source_token: string
}

/**
 * The Guest Star settings of a channel. Guest Star is in beta.
 *
 * Takes a user token with the scope `channel:read:guest_star`, `channel:manage:guest_star`,
 * `moderator:read:guest_star` or `moderator:manage:guest_star`. `broadcaster_id` and `moderator_id` default to the
 * signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference/guest-star#get-channel-guest-star-settings
 * @example
 * ```ts
 * import { getChannelGuestStarSettings, type HelixClient } from 'tinyhelix'
 *
 * async function guestLimit(client: HelixClient) {
 *   return (await getChannelGuestStarSettings(client)).slot_count
 * }
 * ```
 */
export const getChannelGuestStarSettings: Endpoint<GetChannelGuestStarSettingsParams, GuestStarSettings> = one({
  path: '/guest_star/channel_settings',
  scopes: [
    'channel:read:guest_star',
    'channel:manage:guest_star',
    'moderator:read:guest_star',
    'moderator:manage:guest_star',
  ],
  params: { broadcaster_id: self, moderator_id: self },
  item: object<GuestStarSettings>({
    is_moderator_send_live_enabled: boolean,
    slot_count: number,
    is_browser_source_audio_enabled: boolean,
    group_layout: optional(string),
    layout: optional(string),
    browser_source_token: string,
  }),
  staleTime: 60_000,
})
