import { objectResult, type WriteEndpoint } from '../../endpoint.ts'
import { boolean, optional } from '../../schema/object.ts'
import { id, self, text, time } from '../../schema/parameters.ts'
import { minutes, type Schedule, schedule } from './schedule.ts'

export interface UpdateChannelStreamScheduleSegmentParams {
  /** The channel. @defaultValue the signed-in user */
  broadcaster_id?: string
  /** The segment. */
  id: string
  /** In RFC 3339. Only partners and affiliates can change it, and not for a series. */
  start_time?: string | undefined
  /** Length in minutes, as text: `'30'` to `'1380'` (23 hours). */
  duration?: string | undefined
  /** The category, which is a game or the like. */
  category_id?: string | undefined
  /** Up to 140 characters. */
  title?: string | undefined
  /** `true` cancels the broadcast. For a series, it always cancels the next broadcast, whichever segment `id` names. */
  is_canceled?: boolean | undefined
  /** A name of the IANA database, such as `America/New_York`. */
  timezone?: string | undefined
}

/**
 * Changes a planned broadcast, and returns the schedule with only that segment. Title, category, duration and time zone
 * change for all broadcasts of a series.
 *
 * Takes a user token with the scope `channel:manage:schedule`. `broadcaster_id` defaults to the signed-in user. Rejects
 * with `not_found` if there is no such segment.
 *
 * @see https://dev.twitch.tv/docs/api/reference/schedule#update-channel-stream-schedule-segment
 * @example
 * ```ts
 * import { type HelixClient, updateChannelStreamScheduleSegment } from 'tinyhelix'
 *
 * async function cancel(client: HelixClient, id: string) {
 *   await updateChannelStreamScheduleSegment(client, { id, is_canceled: true })
 * }
 * ```
 */
export const updateChannelStreamScheduleSegment: WriteEndpoint<UpdateChannelStreamScheduleSegmentParams, Schedule> =
  objectResult({
    method: 'PATCH',
    path: '/schedule/segment',
    scopes: ['channel:manage:schedule'],
    params: {
      broadcaster_id: self,
      id,
      start_time: optional(time),
      duration: optional(minutes),
      category_id: optional(id),
      title: optional(text(0, 140)),
      is_canceled: optional(boolean),
      timezone: optional(text(1)),
    },
    query: ['broadcaster_id', 'id'],
    item: schedule,
    invalidates: ['/schedule', '/schedule/icalendar'],
  })
