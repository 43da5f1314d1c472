import { type PageEndpoint, page } from '../../endpoint.ts'
import { object, optional, string } from '../../schema/object.ts'
import { id } from '../../schema/parameters.ts'
import { type DateRange, dateRange } from './dateRange.ts'
import { type ReportParams, reportParams, reportRules } from './reportWindow.ts'

export interface GetGameAnalyticsParams extends ReportParams {
  /** One game. @defaultValue each one of the user's */
  game_id?: string | undefined
}

/** A report on a game. */
export interface GameAnalyticsReport {
  game_id: string
  /** Where to download the report, a CSV file; works for five minutes. */
  URL: string
  type: 'overview_v2' | (string & {})
  date_range: DateRange
}

/**
 * Addresses of CSV reports on your games, one row a day, in any order; only for games that were streamed for five hours
 * or more. `await` gives the first page, `for await` every row of all pages. Pages have at most 20 reports, whatever
 * `first` says. A report goes back 365 days at most.
 *
 * Takes a user token with the scope `analytics:read:games`. `not_found`: no such game.
 *
 * @see https://dev.twitch.tv/docs/api/reference#get-game-analytics
 * @example
 * ```ts
 * import { type HelixClient, getGameAnalytics } from 'tinyhelix'
 *
 * async function january(client: HelixClient, game_id: string) {
 *   const days = { started_at: '2026-01-01T00:00:00Z', ended_at: '2026-01-31T00:00:00Z' }
 *   const [report] = await getGameAnalytics(client, { game_id, ...days })
 *   return report?.URL
 * }
 * ```
 */
export const getGameAnalytics: PageEndpoint<GetGameAnalyticsParams, GameAnalyticsReport> = page({
  path: '/analytics/games',
  scopes: ['analytics:read:games'],
  params: { game_id: optional(id), ...reportParams },
  rules: reportRules,
  largest: 100,
  item: object<GameAnalyticsReport>({ game_id: string, URL: string, type: string, date_range: dateRange }),
  staleTime: 60_000,
})
