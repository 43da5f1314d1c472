import { type PageEndpoint, page } from '../../endpoint.ts'
import { object, optional, string } from '../../schema/object.ts'
import { id } from '../../schema/parameters.ts'
import { type DateRange, dateRange } from './dateRange.ts'
import { type ReportParams, reportParams, reportRules } from './reportWindow.ts'

export interface GetGameAnalyticsParams extends ReportParams {
  /** One game. @defaultValue all games of the user */
  game_id?: string | undefined
}

/** A report on a game. */
export interface GameAnalyticsReport {
  game_id: string
  /** The URL of the report, a CSV file. It works for five minutes. */
  URL: string
  type: 'overview_v2' | (string & {})
  date_range: DateRange
}

/**
 * URLs of CSV reports on your games that were streamed for five hours or more, in any order; a report has one row per
 * day. `await` returns the first page, `for await` iterates over the rows of all pages. Pages have at most 20 reports,
 * whatever `first` says. A report covers at most the last 365 days.
 *
 * Takes a user token with the scope `analytics:read:games`. Rejects with `not_found` if there is no such game.
 *
 * @see https://dev.twitch.tv/docs/api/reference/analytics#get-game-analytics
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
  maxFirst: 100,
  item: object<GameAnalyticsReport>({ game_id: string, URL: string, type: string, date_range: dateRange }),
  staleTime: 60_000,
})
