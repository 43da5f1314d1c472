import { type Endpoint, list } from '../../endpoint.ts'
import { boolean, object, string } from '../../schema/object.ts'
import { id, self } from '../../schema/parameters.ts'

export interface GetGuestStarInvitesParams {
  /** The host. @defaultValue the signed-in user */
  broadcaster_id?: string
  /** The moderator, or the broadcaster. @defaultValue the signed-in user; Twitch accepts no other id */
  moderator_id?: string
  /** The Guest Star session. */
  session_id: string
}

/** An invitation to a Guest Star call. */
export interface GuestStarInvite {
  user_id: string
  /** In RFC 3339. */
  invited_at: string
  /** `INVITED`: has not answered yet. `ACCEPTED`: is setting up. `READY`: can get a slot. */
  status: 'INVITED' | 'ACCEPTED' | 'READY' | (string & {})
  /** The state of the guest's camera. In spite of the name, Twitch's reference says that `true` means switched off. */
  is_video_enabled: boolean
  /**
   * The state of the guest's microphone. In spite of the name, Twitch's reference says that `true` means switched off.
   */
  is_audio_enabled: boolean
  /** Whether the guest has a camera. */
  is_video_available: boolean
  /** Whether the guest has a microphone. */
  is_audio_available: boolean
}

/**
 * The open invitations to a Guest Star call. Guest Star is in beta.
 *
 * Takes a user token with the scope `channel:read:guest_star`, `channel:manage:guest_star`,
 * `moderator:read:guest_star` or `moderator:manage:guest_star`. `broadcaster_id` and `moderator_id` default to the
 * signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference/guest-star#get-guest-star-invites
 * @example
 * ```ts
 * import { getGuestStarInvites, type HelixClient } from 'tinyhelix'
 *
 * async function readyGuests(client: HelixClient, session_id: string) {
 *   const invites = await getGuestStarInvites(client, { session_id })
 *   return invites.filter(invite => invite.status === 'READY')
 * }
 * ```
 */
export const getGuestStarInvites: Endpoint<GetGuestStarInvitesParams, GuestStarInvite[]> = list({
  path: '/guest_star/invites',
  scopes: [
    'channel:read:guest_star',
    'channel:manage:guest_star',
    'moderator:read:guest_star',
    'moderator:manage:guest_star',
  ],
  params: { broadcaster_id: self, moderator_id: self, session_id: id },
  item: object<GuestStarInvite>({
    user_id: string,
    invited_at: string,
    status: string,
    is_video_enabled: boolean,
    is_audio_enabled: boolean,
    is_video_available: boolean,
    is_audio_available: boolean,
  }),
  staleTime: 5_000,
})
