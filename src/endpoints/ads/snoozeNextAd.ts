import { one, type SelfWriteEndpoint } from '../../endpoint.ts'
import { number, object } from '../../schema/object.ts'
import { self } from '../../schema/parameters.ts'

export interface SnoozeNextAdParams {
  /** The channel; with a user token, it must be that user. @defaultValue the signed-in user; required with an app token */
  broadcaster_id?: string
}

/** The ad schedule after a snooze. All times are seconds since 1970, `0` for none. */
export interface AdSnooze {
  /** How many snoozes are left. */
  snooze_count: number
  /** When the broadcaster gets the next snooze. */
  snooze_refresh_at: number
  /** When the next ad is scheduled after this snooze. */
  next_ad_at: number
}

/**
 * Delays the next automatic ad on your channel by five minutes.
 *
 * Takes a user token with the scope `channel:manage:ads`, or an app token if the broadcaster has granted that scope to
 * the application. Rejects with `bad_request` if the channel is not live, or no ad is due. Rejects with `rate_limited`
 * if no snooze is left.
 *
 * @see https://dev.twitch.tv/docs/api/reference/ads#snooze-next-ad
 * @example
 * ```ts
 * import { type HelixClient, snoozeNextAd } from 'tinyhelix'
 *
 * async function notNow(client: HelixClient) {
 *   const { snooze_count } = await snoozeNextAd(client)
 *   return `${snooze_count} snoozes left`
 * }
 * ```
 */
export const snoozeNextAd: SelfWriteEndpoint<SnoozeNextAdParams, 'broadcaster_id', AdSnooze, 'app' | 'user'> = one({
  method: 'POST',
  path: '/channels/ads/schedule/snooze',
  tokens: ['app', 'user'],
  scopes: ['channel:manage:ads'],
  params: { broadcaster_id: self },
  item: object<AdSnooze>({ snooze_count: number, snooze_refresh_at: number, next_ad_at: number }),
  invalidates: ['/channels/ads'],
})
