import { one, type SelfWriteEndpoint } from '../../endpoint.ts'
import { number, object, string } from '../../schema/object.ts'
import { integer, self } from '../../schema/parameters.ts'

export interface StartCommercialParams {
  /** The channel; with a user token, it must be that user. @defaultValue the signed-in user; required with an app token */
  broadcaster_id?: string
  /** 1 to 180 seconds; the break that Twitch serves may be shorter or longer. */
  length: number
}

/** A commercial break that was requested. */
export interface Commercial {
  /** The requested length in seconds. */
  length: number
  /** Twitch's message on whether an ad could be served; `''` if there is none. */
  message: string
  /** Seconds until the next break may be started. */
  retry_after: number
}

/**
 * Starts a commercial break on your channel. The channel must be live and belong to an affiliate or partner. Editors
 * and moderators cannot start one.
 *
 * Takes a user token with the scope `channel:edit:commercial`, or an app token if the broadcaster has granted that
 * scope to the application. Rejects with `bad_request` if the channel is not live, and sometimes if the scope is
 * missing. Rejects with `rate_limited` or `bad_request` during the cooldown, which is the `retry_after` of the previous
 * break.
 *
 * @see https://dev.twitch.tv/docs/api/reference/ads#start-commercial
 * @example
 * ```ts
 * import { type HelixClient, startCommercial } from 'tinyhelix'
 *
 * async function takeABreak(client: HelixClient) {
 *   const { retry_after } = await startCommercial(client, { length: 60 })
 *   return `The next one is possible in ${retry_after} seconds.`
 * }
 * ```
 */
export const startCommercial: SelfWriteEndpoint<StartCommercialParams, 'broadcaster_id', Commercial, 'app' | 'user'> =
  one({
    method: 'POST',
    path: '/channels/commercial',
    tokens: ['app', 'user'],
    scopes: ['channel:edit:commercial'],
    params: { broadcaster_id: self, length: integer(1, 180) },
    query: [],
    item: object<Commercial>({ length: number, message: string, retry_after: number }),
    invalidates: ['/channels/ads'],
  })
