import { objectResult, type WriteEndpoint } from '../../endpoint.ts'
import { boolean, optional } from '../../schema/object.ts'
import { id, self, text, time } from '../../schema/parameters.ts'
import { minutes, type Schedule, schedule } from './schedule.ts'

export interface CreateChannelStreamScheduleSegmentParams {
  /** The channel. @defaultValue the signed-in user */
  broadcaster_id?: string
  /** In RFC 3339. */
  start_time: string
  /** A name of the IANA database, such as `America/New_York`. */
  timezone: string
  /** Length in minutes, as text: `'30'` to `'1380'` (23 hours). */
  duration: string
  /** Whether it repeats each week. Only partners and affiliates may plan single broadcasts. */
  is_recurring?: boolean | undefined
  /** The category, which is a game or the like. */
  category_id?: string | undefined
  /** Up to 140 characters. */
  title?: string | undefined
}

/**
 * Adds a broadcast or a weekly series to a channel's schedule, and returns the schedule with only that segment.
 *
 * Takes a user token with the scope `channel:manage:schedule`. `broadcaster_id` defaults to the signed-in user. Rejects
 * with `forbidden` if the channel may not plan single broadcasts.
 *
 * @see https://dev.twitch.tv/docs/api/reference/schedule#create-channel-stream-schedule-segment
 * @example
 * ```ts
 * import { type HelixClient, createChannelStreamScheduleSegment } from 'tinyhelix'
 *
 * async function everyWeek(client: HelixClient, start_time: string) {
 *   const { segments } = await createChannelStreamScheduleSegment(client, {
 *     start_time,
 *     timezone: 'Europe/Berlin',
 *     duration: '120',
 *     is_recurring: true,
 *   })
 *   return segments[0]?.id
 * }
 * ```
 */
export const createChannelStreamScheduleSegment: WriteEndpoint<CreateChannelStreamScheduleSegmentParams, Schedule> =
  objectResult({
    method: 'POST',
    path: '/schedule/segment',
    scopes: ['channel:manage:schedule'],
    params: {
      broadcaster_id: self,
      start_time: time,
      timezone: text(1),
      duration: minutes,
      is_recurring: optional(boolean),
      category_id: optional(id),
      title: optional(text(0, 140)),
    },
    query: ['broadcaster_id'],
    item: schedule,
    invalidates: ['/schedule', '/schedule/icalendar'],
  })
