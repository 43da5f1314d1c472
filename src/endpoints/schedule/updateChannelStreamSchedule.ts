import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { boolean, optional } from '../../schema/object.ts'
import { self, text, time } from '../../schema/parameters.ts'

export interface UpdateChannelStreamScheduleParams {
  /** The channel of the schedule. @defaultValue the signed-in user */
  broadcaster_id?: string
  /** `true` sets a vacation and requires the three parameters below. `false` cancels the vacation. */
  is_vacation_enabled?: boolean | undefined
  /** In RFC 3339. */
  vacation_start_time?: string | undefined
  /** In RFC 3339. Must be later than the start. */
  vacation_end_time?: string | undefined
  /** A name of the IANA database, such as `America/New_York`. */
  timezone?: string | undefined
}

/**
 * Sets or cancels a channel's vacation.
 *
 * Takes a user token with the scope `channel:manage:schedule`. `broadcaster_id` defaults to the signed-in user. Rejects
 * with `not_found` if the channel has no schedule.
 *
 * @see https://dev.twitch.tv/docs/api/reference/schedule#update-channel-stream-schedule
 * @example
 * ```ts
 * import { type HelixClient, updateChannelStreamSchedule } from 'tinyhelix'
 *
 * async function backAgain(client: HelixClient) {
 *   await updateChannelStreamSchedule(client, { is_vacation_enabled: false })
 * }
 * ```
 */
export const updateChannelStreamSchedule: WriteEndpoint<UpdateChannelStreamScheduleParams, void> = voidResult({
  method: 'PATCH',
  path: '/schedule/settings',
  scopes: ['channel:manage:schedule'],
  params: {
    broadcaster_id: self,
    is_vacation_enabled: optional(boolean),
    vacation_start_time: optional(time),
    vacation_end_time: optional(time),
    timezone: optional(text(1)),
  },
  rules: [
    {
      keys: ['vacation_start_time', 'vacation_end_time', 'timezone'],
      expected: 'given, all of them, together with is_vacation_enabled true',
      test: ({ is_vacation_enabled, vacation_start_time, vacation_end_time, timezone }) =>
        is_vacation_enabled !== true ||
        [vacation_start_time, vacation_end_time, timezone].every(value => value !== undefined),
    },
    {
      keys: ['vacation_start_time', 'vacation_end_time'],
      expected: 'in this order',
      // If one of the two is missing, its time is NaN, and the comparison is false.
      test: ({ vacation_start_time, vacation_end_time }) =>
        !(Date.parse(String(vacation_end_time)) <= Date.parse(String(vacation_start_time))),
    },
  ],
  invalidates: ['/schedule', '/schedule/icalendar'],
})
