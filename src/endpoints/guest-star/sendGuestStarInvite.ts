import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { id, self } from '../../schema/parameters.ts'

export interface SendGuestStarInviteParams {
  /** The host. @defaultValue the signed-in user */
  broadcaster_id?: string
  /** The moderator, or the broadcaster. @defaultValue the signed-in user; Twitch accepts no other id */
  moderator_id?: string
  /** The Guest Star session. */
  session_id: string
  /** Who is invited. */
  guest_id: string
}

/**
 * Invites a user to a Guest Star call. Guest Star is in beta.
 *
 * Takes a user token with the scope `channel:manage:guest_star` or `moderator:manage:guest_star`. `broadcaster_id` and
 * `moderator_id` default to the signed-in user. Rejects with `forbidden` if the guest is invited already or may not be
 * invited.
 *
 * @see https://dev.twitch.tv/docs/api/reference/guest-star#send-guest-star-invite
 * @example
 * ```ts
 * import { type HelixClient, sendGuestStarInvite } from 'tinyhelix'
 *
 * async function invite(client: HelixClient, session_id: string, guest_id: string) {
 *   await sendGuestStarInvite(client, { session_id, guest_id })
 * }
 * ```
 */
export const sendGuestStarInvite: WriteEndpoint<SendGuestStarInviteParams, void> = voidResult({
  method: 'POST',
  path: '/guest_star/invites',
  scopes: ['channel:manage:guest_star', 'moderator:manage:guest_star'],
  params: { broadcaster_id: self, moderator_id: self, session_id: id, guest_id: id },
})
