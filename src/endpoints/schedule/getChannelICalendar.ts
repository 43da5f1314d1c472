import { type Endpoint, textResult } from '../../endpoint.ts'
import { id } from '../../schema/parameters.ts'
import type { TokenKind } from '../../spec.ts'

export interface GetChannelICalendarParams {
  /** The channel of the schedule. */
  broadcaster_id: string
}

/**
 * A channel's schedule in iCalendar format (RFC 5545), for calendar programs. It does not mark canceled broadcasts.
 *
 * Takes any client and sends no token.
 *
 * @see https://dev.twitch.tv/docs/api/reference/schedule#get-channel-icalendar
 * @example
 * ```ts
 * import { type HelixClient, getChannelICalendar } from 'tinyhelix'
 *
 * async function calendarFile(client: HelixClient, broadcaster_id: string) {
 *   const calendar = await getChannelICalendar(client, { broadcaster_id })
 *   return new File([calendar], 'schedule.ics', { type: 'text/calendar' })
 * }
 * ```
 */
export const getChannelICalendar: Endpoint<GetChannelICalendarParams, string, TokenKind> = textResult({
  path: '/schedule/icalendar',
  tokens: [],
  public: true,
  params: { broadcaster_id: id },
  staleTime: 300_000,
})
