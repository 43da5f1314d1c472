import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { boolean, optional } from '../../schema/object.ts'
import { id, self } from '../../schema/parameters.ts'

export interface DeleteGuestStarSlotParams {
  /** The host. @defaultValue the signed-in user */
  broadcaster_id?: string
  /** The moderator, or the broadcaster. @defaultValue the signed-in user; Twitch accepts no other id */
  moderator_id?: string
  /** The Guest Star session. */
  session_id: string
  /** The guest to remove from the slot. */
  guest_id: string
  /** The slot that the guest is in. */
  slot_id: string
  /** Invites the guest again. */
  should_reinvite_guest?: boolean | undefined
}

/**
 * Removes a guest from a Guest Star call at once. Guest Star is in beta.
 *
 * Takes a user token with the scope `channel:manage:guest_star` or `moderator:manage:guest_star`. `broadcaster_id` and
 * `moderator_id` default to the signed-in user. Rejects with `not_found` if the guest is not in that slot.
 *
 * @see https://dev.twitch.tv/docs/api/reference/guest-star#delete-guest-star-slot
 * @example
 * ```ts
 * import { deleteGuestStarSlot, type HelixClient } from 'tinyhelix'
 *
 * async function remove(client: HelixClient, session_id: string, guest_id: string, slot_id: string) {
 *   await deleteGuestStarSlot(client, { session_id, guest_id, slot_id })
 * }
 * ```
 */
export const deleteGuestStarSlot: WriteEndpoint<DeleteGuestStarSlotParams, void> = voidResult({
  method: 'DELETE',
  path: '/guest_star/slot',
  scopes: ['channel:manage:guest_star', 'moderator:manage:guest_star'],
  params: {
    broadcaster_id: self,
    moderator_id: self,
    session_id: id,
    guest_id: id,
    slot_id: id,
    should_reinvite_guest: optional(boolean),
  },
  invalidates: ['/guest_star/session', '/guest_star/invites'],
})
