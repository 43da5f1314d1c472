import { type AnyToken, anyToken, type PageEndpoint, type PageParams, page } from '../../endpoint.ts'
import { nullish, object, optional, string } from '../../schema/object.ts'
import { id, ids, type OneOrMore, text, time } from '../../schema/parameters.ts'
import { type ScheduleSegment, type ScheduleVacation, scheduleSegment, scheduleVacation } from './scheduleSegment.ts'

export interface GetChannelStreamScheduleParams extends PageParams {
  /** The channel of the schedule. */
  broadcaster_id: string
  /** Only these segments; up to 100. */
  id?: OneOrMore<string> | undefined
  /** Returns broadcasts from this time on, in RFC 3339. @defaultValue now */
  start_time?: string | undefined
  /** The offset from UTC. @deprecated Twitch does not support it. */
  utc_offset?: string | undefined
}

/** The fields of a schedule's page in addition to its segments. All are absent if the channel has no schedule. */
export interface ScheduleDetails {
  broadcaster_id?: string | undefined
  broadcaster_name?: string | undefined
  broadcaster_login?: string | undefined
  /** When the channel does not stream; `null` while no vacation is set. */
  vacation?: ScheduleVacation | null | undefined
}

/**
 * A channel's current and planned broadcasts, the next ones first; empty if the channel has no schedule. `await`
 * returns the first page, `for await` iterates over the rows of all pages. Canceled broadcasts are included: see
 * `canceled_until`. A page has at most 25 rows.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/schedule#get-channel-stream-schedule
 * @example
 * ```ts
 * import { type HelixClient, getChannelStreamSchedule } from 'tinyhelix'
 *
 * async function plans(client: HelixClient, broadcaster_id: string) {
 *   const { data, vacation } = await getChannelStreamSchedule(client, { broadcaster_id }).nextPage()
 *   return { planned: data.filter(segment => !segment.canceled_until), back: vacation?.end_time }
 * }
 * ```
 */
export const getChannelStreamSchedule: PageEndpoint<
  GetChannelStreamScheduleParams,
  ScheduleSegment,
  AnyToken,
  ScheduleDetails
> = page({
  path: '/schedule',
  tokens: anyToken,
  public: true,
  params: { broadcaster_id: id, id: optional(ids(100)), start_time: optional(time), utc_offset: optional(text()) },
  rows: 'segments',
  maxFirst: 25,
  notFoundIsEmpty: true,
  item: scheduleSegment,
  extra: object<ScheduleDetails>({
    broadcaster_id: optional(string),
    broadcaster_name: optional(string),
    broadcaster_login: optional(string),
    vacation: nullish(scheduleVacation),
  }),
  staleTime: 300_000,
})
