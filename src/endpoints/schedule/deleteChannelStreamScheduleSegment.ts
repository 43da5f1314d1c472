import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { id, self } from '../../schema/parameters.ts'

export interface DeleteChannelStreamScheduleSegmentParams {
  /** The channel. @defaultValue the signed-in user */
  broadcaster_id?: string
  /** The segment. */
  id: string
}

/**
 * Removes a planned broadcast, or all broadcasts of a series.
 *
 * Takes a user token with the scope `channel:manage:schedule`. `broadcaster_id` defaults to the signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference/schedule#delete-channel-stream-schedule-segment
 * @example
 * ```ts
 * import { type HelixClient, deleteChannelStreamScheduleSegment } from 'tinyhelix'
 *
 * async function remove(client: HelixClient, id: string) {
 *   await deleteChannelStreamScheduleSegment(client, { id })
 * }
 * ```
 */
export const deleteChannelStreamScheduleSegment: WriteEndpoint<DeleteChannelStreamScheduleSegmentParams, void> =
  voidResult({
    method: 'DELETE',
    path: '/schedule/segment',
    scopes: ['channel:manage:schedule'],
    params: { broadcaster_id: self, id },
    invalidates: ['/schedule', '/schedule/icalendar'],
  })
