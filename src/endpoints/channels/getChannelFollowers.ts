import { type PageEndpoint, type PageParams, page } from '../../endpoint.ts'
import { number, object, optional, string } from '../../schema/object.ts'
import { id, self } from '../../schema/parameters.ts'

export interface GetChannelFollowersParams extends PageParams {
  /** Only this user: the result is empty if they do not follow the channel. */
  user_id?: string | undefined
  /** The channel. @defaultValue the signed-in user */
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
 * The followers of a channel, the latest first. `await` returns the first page, `for await` iterates over the rows of
 * all pages. Each page has `total`, the number of all followers. For a channel that you neither own nor moderate, the
 * list is empty, and only `total` is filled. With `user_id`, the call then rejects with `unauthorized`.
 *
 * Takes a user token with the scope `moderator:read:followers`, even for `total` alone.
 *
 * @see https://dev.twitch.tv/docs/api/reference/channels#get-channel-followers
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
    maxFirst: 100,
    item: object<ChannelFollower>({ user_id: string, user_login: string, user_name: string, followed_at: string }),
    extra: object<{ total: number }>({ total: number }),
    staleTime: 60_000,
  })
