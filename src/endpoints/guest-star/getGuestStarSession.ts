import { type Endpoint, maybe } from '../../endpoint.ts'
import { self } from '../../schema/parameters.ts'
import { type GuestStarSession, guestStarSession } from './guestStarSession.ts'

export interface GetGuestStarSessionParams {
  /** The host. @defaultValue the signed-in user */
  broadcaster_id?: string
  /** The moderator, or the broadcaster. @defaultValue the signed-in user; Twitch accepts no other id */
  moderator_id?: string
}

/**
 * A channel's Guest Star call, or `null` if there is none. Guest Star is in beta.
 *
 * Takes a user token with the scope `channel:read:guest_star`, `channel:manage:guest_star`,
 * `moderator:read:guest_star` or `moderator:manage:guest_star`. `broadcaster_id` and `moderator_id` default to the
 * signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference/guest-star#get-guest-star-session
 * @example
 * ```ts
 * import { getGuestStarSession, type HelixClient } from 'tinyhelix'
 *
 * async function guestsOnStream(client: HelixClient) {
 *   const session = await getGuestStarSession(client)
 *   return session?.guests.filter(guest => guest.is_live) ?? []
 * }
 * ```
 */
export const getGuestStarSession: Endpoint<GetGuestStarSessionParams, GuestStarSession | null> = maybe({
  path: '/guest_star/session',
  scopes: [
    'channel:read:guest_star',
    'channel:manage:guest_star',
    'moderator:read:guest_star',
    'moderator:manage:guest_star',
  ],
  params: { broadcaster_id: self, moderator_id: self },
  item: guestStarSession,
  staleTime: 5_000,
})
