import { one, type SelfEndpoint } from '../../endpoint.ts'
import { number, object } from '../../schema/object.ts'
import { self } from '../../schema/parameters.ts'

export interface GetAdScheduleParams {
  /** The channel; with a user token, it must be that user. @defaultValue the signed-in user; required with an app token */
  broadcaster_id?: string
}

/** When ads run on a channel. All times are seconds since 1970, `0` for none. */
export interface AdSchedule {
  /** How many snoozes are left: each delays the next ad. */
  snooze_count: number
  /** When the broadcaster gets the next snooze. */
  snooze_refresh_at: number
  /** When the next ad is scheduled. The break may start some minutes later. */
  next_ad_at: number
  /** Length of the next break in seconds. */
  duration: number
  /** When the last break began. */
  last_ad_at: number
  /** Seconds for which a new viewer sees no ads; `0` if a new viewer sees an ad at once. */
  preroll_free_time: number
}

/**
 * The ad schedule of your channel. All fields are `0` if the channel has no ads or is not live. Times are numbers,
 * although Twitch's reference shows text.
 *
 * Takes a user token with the scope `channel:read:ads`, or an app token if the broadcaster has granted that scope to
 * the application.
 *
 * @see https://dev.twitch.tv/docs/api/reference/ads#get-ad-schedule
 * @example
 * ```ts
 * import { type HelixClient, getAdSchedule } from 'tinyhelix'
 *
 * async function nextAd(client: HelixClient) {
 *   const { next_ad_at } = await getAdSchedule(client)
 *   return next_ad_at ? new Date(next_ad_at * 1000) : null
 * }
 * ```
 */
export const getAdSchedule: SelfEndpoint<GetAdScheduleParams, 'broadcaster_id', AdSchedule, 'app' | 'user'> = one({
  path: '/channels/ads',
  tokens: ['app', 'user'],
  scopes: ['channel:read:ads'],
  params: { broadcaster_id: self },
  item: object<AdSchedule>({
    snooze_count: number,
    snooze_refresh_at: number,
    next_ad_at: number,
    duration: number,
    last_ad_at: number,
    preroll_free_time: number,
  }),
  staleTime: 5_000,
})
