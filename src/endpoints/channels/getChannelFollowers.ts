import { type PageEndpoint, type PageParams, page } from '../../endpoint.ts'
import { number, object, optional, string } from '../../schema/object.ts'
import { id, self } from '../../schema/parameters.ts'

export interface GetChannelFollowersParams extends PageParams {
  /** Only this user: the result is empty if they do not follow the channel. */
  user_id?: string | undefined
  /** @defaultValue the signed-in user */
  broadcaster_id?: string
}

/** A user who follows a channel. */
export interface ChannelFollower {
  user_id: string
  user_login: string
  user_name: string
  /** In RFC 3339. */
  followed_at: string
}

/**
 * Who follows a channel, the latest first. `await` gives the first page, `for await` every row of all pages. Pages
 * carry `total`, how many there are in all. Of a channel that is neither yours nor moderated by you Twitch gives an
 * empty list, though with its `total`; asked there for one `user_id` it answers `unauthorized`.
 *
 * Takes a user token with the scope `moderator:read:followers`, for `total` alone, too.
 *
 * @see https://dev.twitch.tv/docs/api/reference#get-channel-followers
 * @example
 * ```ts
 * import { type HelixClient, getChannelFollowers } from 'tinyhelix'
 *
 * async function newestFollower(client: HelixClient) {
 *   const [newest] = await getChannelFollowers(client, { first: 1 })
 *   return newest?.user_name
 * }
 *
 * async function howMany(client: HelixClient, broadcaster_id: string) {
 *   return (await getChannelFollowers(client, { broadcaster_id, first: 1 }).nextPage()).total
 * }
 * ```
 */
export const getChannelFollowers: PageEndpoint<GetChannelFollowersParams, ChannelFollower, 'user', { total: number }> =
  page({
    path: '/channels/followers',
    scopes: ['moderator:read:followers'],
    params: { user_id: optional(id), broadcaster_id: self },
    othersIds: ['broadcaster_id'],
    largest: 100,
    item: object<ChannelFollower>({ user_id: string, user_login: string, user_name: string, followed_at: string }),
    extra: object<{ total: number }>({ total: number }),
    staleTime: 60_000,
  })
