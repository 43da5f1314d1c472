import { one, type WriteEndpoint } from '../../endpoint.ts'
import { id, self } from '../../schema/parameters.ts'
import { type GuestStarSession, guestStarSession } from './guestStarSession.ts'

export interface EndGuestStarSessionParams {
  /** The channel. @defaultValue the signed-in user; Twitch accepts no other id */
  broadcaster_id?: string
  /** The session to end. */
  session_id: string
}

/**
 * Ends a Guest Star call, and returns its last state. Guest Star is in beta.
 *
 * Takes a user token with the scope `channel:manage:guest_star`. `broadcaster_id` defaults to the signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference/guest-star#end-guest-star-session
 * @example
 * ```ts
 * import { endGuestStarSession, type HelixClient } from 'tinyhelix'
 *
 * async function hangUp(client: HelixClient, session_id: string) {
 *   await endGuestStarSession(client, { session_id })
 * }
 * ```
 */
export const endGuestStarSession: WriteEndpoint<EndGuestStarSessionParams, GuestStarSession> = one({
  method: 'DELETE',
  path: '/guest_star/session',
  scopes: ['channel:manage:guest_star'],
  params: { broadcaster_id: self, session_id: id },
  item: guestStarSession,
  invalidates: ['/guest_star/session', '/guest_star/invites'],
})
