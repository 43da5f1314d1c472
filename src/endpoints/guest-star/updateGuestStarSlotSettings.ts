import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { boolean, optional } from '../../schema/object.ts'
import { id, integer, self } from '../../schema/parameters.ts'

export interface UpdateGuestStarSlotSettingsParams {
  /** The host. @defaultValue the signed-in user */
  broadcaster_id?: string
  /** The moderator, or the broadcaster. @defaultValue the signed-in user; Twitch accepts no other id */
  moderator_id?: string
  /** The Guest Star session. */
  session_id: string
  /** The slot to change. */
  slot_id: string
  /** Lets the guest be heard. The guest must still unmute themselves. */
  is_audio_enabled?: boolean | undefined
  /** Lets the guest be seen. */
  is_video_enabled?: boolean | undefined
  /** Shows the guest on stream. */
  is_live?: boolean | undefined
  /** How loud the guest is: 0 to 100. */
  volume?: number | undefined
}

/**
 * Changes the given settings of a slot in a Guest Star call, for all viewers. Guest Star is in beta.
 *
 * Takes a user token with the scope `channel:manage:guest_star` or `moderator:manage:guest_star`. `broadcaster_id` and
 * `moderator_id` default to the signed-in user. Rejects with `forbidden` if the user is not a Guest Star moderator of
 * the channel, or if the slot may not be changed.
 *
 * @see https://dev.twitch.tv/docs/api/reference/guest-star#update-guest-star-slot-settings
 * @example
 * ```ts
 * import { type HelixClient, updateGuestStarSlotSettings } from 'tinyhelix'
 *
 * async function mute(client: HelixClient, session_id: string, slot_id: string) {
 *   await updateGuestStarSlotSettings(client, { session_id, slot_id, is_audio_enabled: false })
 * }
 * ```
 */
export const updateGuestStarSlotSettings: WriteEndpoint<UpdateGuestStarSlotSettingsParams, void> = voidResult({
  method: 'PATCH',
  path: '/guest_star/slot_settings',
  scopes: ['channel:manage:guest_star', 'moderator:manage:guest_star'],
  params: {
    broadcaster_id: self,
    moderator_id: self,
    session_id: id,
    slot_id: id,
    is_audio_enabled: optional(boolean),
    is_video_enabled: optional(boolean),
    is_live: optional(boolean),
    volume: optional(integer(0, 100)),
  },
  invalidates: ['/guest_star/session'],
})
