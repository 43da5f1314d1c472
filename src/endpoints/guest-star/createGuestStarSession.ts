import { one, type WriteEndpoint } from '../../endpoint.ts'
import { self } from '../../schema/parameters.ts'
import { type GuestStarSession, guestStarSession } from './guestStarSession.ts'

export interface CreateGuestStarSessionParams {
  /** The channel. @defaultValue the signed-in user; Twitch accepts no other id */
  broadcaster_id?: string
}

/**
 * Opens a Guest Star call. The call ends by itself unless the broadcaster has Twitch's call page open. Rejects with
 * `bad_request` while another call is open. Guest Star is in beta.
 *
 * Takes a user token with the scope `channel:manage:guest_star`. `broadcaster_id` defaults to the signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference/guest-star#create-guest-star-session
 * @example
 * ```ts
 * import { createGuestStarSession, type HelixClient } from 'tinyhelix'
 *
 * async function openCall(client: HelixClient) {
 *   return (await createGuestStarSession(client)).id
 * }
 * ```
 */
export const createGuestStarSession: WriteEndpoint<CreateGuestStarSessionParams, GuestStarSession> = one({
  method: 'POST',
  path: '/guest_star/session',
  scopes: ['channel:manage:guest_star'],
  params: { broadcaster_id: self },
  item: guestStarSession,
})
