import { type PageEndpoint, type PageParams, page } from '../../endpoint.ts'
import { optional } from '../../schema/object.ts'
import { choice, id, self } from '../../schema/parameters.ts'
import { type UnbanRequest, unbanRequest } from './unbanRequest.ts'

export interface GetUnbanRequestsParams extends PageParams {
  /** The channel. @defaultValue the signed-in user */
  broadcaster_id?: string
  /** The moderator, or the broadcaster. @defaultValue the signed-in user */
  moderator_id?: string
  /** Only requests with this status. */
  status: 'pending' | 'approved' | 'denied' | 'acknowledged' | 'canceled'
  /** Only this user's. */
  user_id?: string | undefined
}

/**
 * Requests to be unbanned from a channel. `await` returns the first page, `for await` iterates over the rows of all
 * pages. Pages in the middle of the list may be empty, so an empty page is not always the end: use a loop, or give a
 * `limit`.
 *
 * Takes a user token with the scope `moderator:manage:unban_requests` or `moderator:read:unban_requests`, of the
 * broadcaster or a moderator. Both `broadcaster_id` and `moderator_id` default to the signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference/moderation#get-unban-requests
 * @example
 * ```ts
 * import { type HelixClient, getUnbanRequests } from 'tinyhelix'
 *
 * async function open(client: HelixClient) {
 *   return await getUnbanRequests(client, { status: 'pending' }, { limit: 20 })
 * }
 * ```
 */
export const getUnbanRequests: PageEndpoint<GetUnbanRequestsParams, UnbanRequest> = page({
  path: '/moderation/unban_requests',
  scopes: ['moderator:manage:unban_requests', 'moderator:read:unban_requests'],
  params: {
    broadcaster_id: self,
    moderator_id: self,
    status: choice('pending', 'approved', 'denied', 'acknowledged', 'canceled'),
    user_id: optional(id),
  },
  maxFirst: 100,
  emptyPages: true,
  item: unbanRequest,
  staleTime: 60_000,
})
