import { type PageEndpoint, type PageParams, page } from '../../endpoint.ts'
import { number, object, optional, string } from '../../schema/object.ts'
import { id, self } from '../../schema/parameters.ts'

export interface GetFollowedChannelsParams extends PageParams {
  /** The follower. @defaultValue the signed-in user; Twitch accepts no other id */
  user_id?: string
  /** Only this channel: the result is empty if the user does not follow it. */
  broadcaster_id?: string | undefined
}

/** A channel that a user follows. */
export interface FollowedChannel {
  broadcaster_id: string
  broadcaster_login: string
  broadcaster_name: string
  /** In RFC 3339. */
  followed_at: string
}

/**
 * The channels that you follow, the latest first. `await` returns the first page, `for await` iterates over the rows of
 * all pages. Each page has `total`, the number of all followed channels.
 *
 * Takes a user token with the scope `user:read:follows`.
 *
 * @see https://dev.twitch.tv/docs/api/reference/channels#get-followed-channels
 * @example
 * ```ts
 * import { type HelixClient, getFollowedChannels } from 'tinyhelix'
 *
 * async function doIFollow(client: HelixClient, broadcaster_id: string) {
 *   return (await getFollowedChannels(client, { broadcaster_id })).length > 0
 * }
 *
 * async function howMany(client: HelixClient) {
 *   return (await getFollowedChannels(client, { first: 1 }).nextPage()).total
 * }
 * ```
 */
export const getFollowedChannels: PageEndpoint<GetFollowedChannelsParams, FollowedChannel, 'user', { total: number }> =
  page({
    path: '/channels/followed',
    scopes: ['user:read:follows'],
    params: { user_id: self, broadcaster_id: optional(id) },
    maxFirst: 100,
    item: object<FollowedChannel>({
      broadcaster_id: string,
      broadcaster_login: string,
      broadcaster_name: string,
      followed_at: string,
    }),
    extra: object<{ total: number }>({ total: number }),
    staleTime: 60_000,
  })
