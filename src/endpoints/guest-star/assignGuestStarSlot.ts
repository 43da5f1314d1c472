import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { choice, id, self } from '../../schema/parameters.ts'

export interface AssignGuestStarSlotParams {
  /** The host. @defaultValue the signed-in user */
  broadcaster_id?: string
  /** The moderator, or the broadcaster. @defaultValue the signed-in user; Twitch accepts no other id */
  moderator_id?: string
  /** The Guest Star session. */
  session_id: string
  /** Someone whose invitation is `READY`. */
  guest_id: string
  /** A number as text, from `1` to the channel's `slot_count`. */
  slot_id: string
}

/**
 * Takes an invited guest into a Guest Star call. Guest Star is in beta.
 *
 * Takes a user token with the scope `channel:manage:guest_star` or `moderator:manage:guest_star`. `broadcaster_id` and
 * `moderator_id` default to the signed-in user. Rejects with `forbidden` if the guest is not invited, not ready, or in
 * a slot already.
 *
 * @see https://dev.twitch.tv/docs/api/reference/guest-star#assign-guest-star-slot
 * @example
 * ```ts
 * import { assignGuestStarSlot, type HelixClient } from 'tinyhelix'
 *
 * async function letIn(client: HelixClient, session_id: string, guest_id: string) {
 *   await assignGuestStarSlot(client, { session_id, guest_id, slot_id: '1' })
 * }
 * ```
 */
export const assignGuestStarSlot: WriteEndpoint<AssignGuestStarSlotParams, void> = voidResult({
  method: 'POST',
  path: '/guest_star/slot',
  scopes: ['channel:manage:guest_star', 'moderator:manage:guest_star'],
  params: {
    broadcaster_id: self,
    moderator_id: self,
    session_id: id,
    guest_id: id,
    slot_id: choice('1', '2', '3', '4', '5', '6'),
  },
  invalidates: ['/guest_star/session', '/guest_star/invites'],
})
