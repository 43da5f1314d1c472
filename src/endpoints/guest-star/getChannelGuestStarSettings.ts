import { type Endpoint, one } from '../../endpoint.ts'
import { boolean, number, object, optional, string } from '../../schema/object.ts'
import { self } from '../../schema/parameters.ts'

export interface GetChannelGuestStarSettingsParams {
  /** Whose settings. @defaultValue the signed-in user */
  broadcaster_id?: string
  /** @defaultValue the signed-in user, which it must be */
  moderator_id?: string
}

/** How a channel uses Guest Star. */
export interface GuestStarSettings {
  /** Whether moderators may decide which guests are seen on stream. */
  is_moderator_send_live_enabled: boolean
  /** How many guests a call takes: 1 to 6. */
  slot_count: number
  /** Whether browser sources play the guests' sound. */
  is_browser_source_audio_enabled: boolean
  /** How guests are arranged: all alike (`TILED_LAYOUT`), or with a shared screen larger than the rest. */
  group_layout?: 'TILED_LAYOUT' | 'SCREENSHARE_LAYOUT' | (string & {}) | undefined
  /** The name under which some answers carry `group_layout`. */
  layout?: 'TILED_LAYOUT' | 'SCREENSHARE_LAYOUT' | (string & {}) | undefined
  /** Lets a browser source show the guests: keep it secret. */
  browser_source_token: string
}

/**
 * How a channel uses Guest Star. Guest Star is in beta.
 *
 * Takes a user token with the scope `channel:read:guest_star`, `channel:manage:guest_star`,
 * `moderator:read:guest_star` or `moderator:manage:guest_star`. `broadcaster_id` and `moderator_id` default to the
 * signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference#get-channel-guest-star-settings
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
