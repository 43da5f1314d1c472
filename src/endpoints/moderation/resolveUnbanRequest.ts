import { type OptimisticEndpoint, one } from '../../endpoint.ts'
import { optional } from '../../schema/object.ts'
import { choice, id, self, text } from '../../schema/parameters.ts'
import { type UnbanRequest, unbanRequest } from './unbanRequest.ts'

export interface ResolveUnbanRequestParams {
  /** The channel. @defaultValue the signed-in user */
  broadcaster_id?: string
  /** The moderator, or the broadcaster. @defaultValue the signed-in user */
  moderator_id?: string
  /** The request to answer. */
  unban_request_id: string
  /** `approved` lifts the ban. */
  status: 'approved' | 'denied'
  /** The reply to the user, up to 500 characters. */
  resolution_text?: string | undefined
}

/**
 * Approves or denies a request to be unbanned, and returns the updated request.
 *
 * Takes a user token with the scope `moderator:manage:unban_requests`, of the broadcaster or a moderator. Both
 * `broadcaster_id` and `moderator_id` default to the signed-in user. Rejects with `not_found` if there is no such
 * request.
 *
 * @see https://dev.twitch.tv/docs/api/reference/moderation#resolve-unban-requests
 * @example
 * ```ts
 * import { type HelixClient, resolveUnbanRequest } from 'tinyhelix'
 *
 * async function forgive(client: HelixClient, unban_request_id: string) {
 *   return await resolveUnbanRequest(client, { unban_request_id, status: 'approved', resolution_text: 'Welcome back' })
 * }
 * ```
 */
export const resolveUnbanRequest: OptimisticEndpoint<ResolveUnbanRequestParams, UnbanRequest> = one({
  method: 'PATCH',
  path: '/moderation/unban_requests',
  scopes: ['moderator:manage:unban_requests'],
  params: {
    broadcaster_id: self,
    moderator_id: self,
    unban_request_id: id,
    status: choice('approved', 'denied'),
    resolution_text: optional(text(0, 500)),
  },
  item: unbanRequest,
  invalidates: ['/moderation/unban_requests', '/moderation/banned'],
  optimistic: { row: 'id', from: 'unban_request_id' },
})
