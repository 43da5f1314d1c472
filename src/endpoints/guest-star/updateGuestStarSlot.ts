import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { optional } from '../../schema/object.ts'
import { id, self } from '../../schema/parameters.ts'

export interface UpdateGuestStarSlotParams {
  /** The host. @defaultValue the signed-in user */
  broadcaster_id?: string
  /** The moderator, or the broadcaster. @defaultValue the signed-in user; Twitch accepts no other id */
  moderator_id?: string
  /** The Guest Star session. */
  session_id: string
  /** The slot that the guest is in. */
  source_slot_id: string
  /** The slot to move to. A guest who is there moves to the other slot. */
  destination_slot_id?: string | undefined
}

/**
 * Moves a guest of a Guest Star call to another slot, or swaps two guests. Guest Star is in beta.
 *
 * Takes a user token with the scope `channel:manage:guest_star` or `moderator:manage:guest_star`. `broadcaster_id` and
 * `moderator_id` default to the signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference/guest-star#update-guest-star-slot
 * @example
 * ```ts
 * import { type HelixClient, updateGuestStarSlot } from 'tinyhelix'
 *
 * async function swapFirstTwo(client: HelixClient, session_id: string) {
 *   await updateGuestStarSlot(client, { session_id, source_slot_id: '1', destination_slot_id: '2' })
 * }
 * ```
 */
export const updateGuestStarSlot: WriteEndpoint<UpdateGuestStarSlotParams, void> = voidResult({
  method: 'PATCH',
  path: '/guest_star/slot',
  scopes: ['channel:manage:guest_star', 'moderator:manage:guest_star'],
  params: {
    broadcaster_id: self,
    moderator_id: self,
    session_id: id,
    source_slot_id: id,
    destination_slot_id: optional(id),
  },
  invalidates: ['/guest_star/session'],
})
