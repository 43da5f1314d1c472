import { type PageEndpoint, type PageParams, page } from '../../endpoint.ts'
import { object, optional, string } from '../../schema/object.ts'
import { ids, type OneOrMore, self } from '../../schema/parameters.ts'

export interface GetVipsParams extends PageParams {
  /** The channel: the signed-in user's own, which is also the default. */
  broadcaster_id?: string
  /** Returns only those of these users who are VIPs; up to 100. */
  user_id?: OneOrMore<string> | undefined
}

/** A VIP of a channel. */
export interface Vip {
  user_id: string
  user_login: string
  user_name: string
}

/**
 * The VIPs of the signed-in user's channel. `await` returns the first page, `for await` iterates over the rows of all
 * pages.
 *
 * Takes a user token with the scope `channel:manage:vips` or `channel:read:vips`. `broadcaster_id` defaults to the
 * signed-in user and must be that user, else the call rejects with `unauthorized`.
 *
 * @see https://dev.twitch.tv/docs/api/reference/moderation#get-vips
 * @example
 * ```ts
 * import { type HelixClient, getVips } from 'tinyhelix'
 *
 * async function vipNames(client: HelixClient) {
 *   const vips = await getVips(client, {}, { limit: Infinity })
 *   return vips.map(vip => vip.user_name)
 * }
 * ```
 */
export const getVips: PageEndpoint<GetVipsParams, Vip> = page({
  path: '/channels/vips',
  scopes: ['channel:manage:vips', 'channel:read:vips'],
  params: { broadcaster_id: self, user_id: optional(ids(100)) },
  maxFirst: 100,
  item: object<Vip>({ user_id: string, user_login: string, user_name: string }),
  staleTime: 60_000,
})
