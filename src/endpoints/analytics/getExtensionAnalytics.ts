import { type PageEndpoint, page } from '../../endpoint.ts'
import { object, optional, string } from '../../schema/object.ts'
import { id } from '../../schema/parameters.ts'
import { type DateRange, dateRange } from './dateRange.ts'
import { type ReportParams, reportParams, reportRules } from './reportWindow.ts'

export interface GetExtensionAnalyticsParams extends ReportParams {
  /** The client id of one extension. @defaultValue all extensions of the user */
  extension_id?: string | undefined
}

/** A report on an extension. */
export interface ExtensionAnalyticsReport {
  extension_id: string
  /** The URL of the report, a CSV file. It works for five minutes. */
  URL: string
  type: 'overview_v2' | (string & {})
  date_range: DateRange
}

/**
 * URLs of CSV reports on your extensions, in any order; a report has one row per day. `await` returns the first page,
 * `for await` iterates over the rows of all pages. Pages have at most 20 reports, whatever `first` says. Without dates
 * a report begins on 31 January 2018.
 *
 * Takes a user token with the scope `analytics:read:extensions`. Rejects with `not_found` if there is no such
 * extension.
 *
 * @see https://dev.twitch.tv/docs/api/reference/analytics#get-extension-analytics
 * @example
 * ```ts
 * import { type HelixClient, getExtensionAnalytics } from 'tinyhelix'
 *
 * async function reportOf(client: HelixClient, extension_id: string) {
 *   const [report] = await getExtensionAnalytics(client, { extension_id })
 *   return report?.URL
 * }
 * ```
 */
export const getExtensionAnalytics: PageEndpoint<GetExtensionAnalyticsParams, ExtensionAnalyticsReport> = page({
  path: '/analytics/extensions',
  scopes: ['analytics:read:extensions'],
  params: { extension_id: optional(id), ...reportParams },
  rules: reportRules,
  maxFirst: 100,
  item: object<ExtensionAnalyticsReport>({ extension_id: string, URL: string, type: string, date_range: dateRange }),
  staleTime: 60_000,
})
