import { list, type WriteEndpoint } from '../../endpoint.ts'
import { listOf } from '../../schema/listOf.ts'
import { boolean, object, string } from '../../schema/object.ts'
import { self, text } from '../../schema/parameters.ts'

export interface CheckAutoModStatusParams {
  /** @defaultValue the signed-in user */
  broadcaster_id?: string
  /** 1 to 100 messages. */
  messages: readonly AutoModMessage[]
}

/** A message to try on AutoMod. */
export interface AutoModMessage {
  /** Any text of yours, to find the message's answer by. */
  msg_id: string
  msg_text: string
}

/** What AutoMod makes of a message. */
export interface AutoModStatus {
  msg_id: string
  /** `false` if it would be held back for review or blocked. */
  is_permitted: boolean
}

/**
 * Asks AutoMod whether it would let messages pass, without sending them. Apart from the API's rate limit, a channel may
 * ask 5 times a minute and 50 an hour, an affiliate's 10 and 100, a partner's 30 and 300; beyond that the call rejects
 * with `rate_limited`.
 *
 * Takes a user token with the scope `moderation:read`. `broadcaster_id` defaults to the signed-in user and must be that
 * user, else the call rejects with `forbidden`.
 *
 * @see https://dev.twitch.tv/docs/api/reference#check-automod-status
 * @example
 * ```ts
 * import { type HelixClient, checkAutoModStatus } from 'tinyhelix'
 *
 * async function isHarmless(client: HelixClient, msg_text: string) {
 *   const [status] = await checkAutoModStatus(client, { messages: [{ msg_id: '1', msg_text }] })
 *   return status?.is_permitted
 * }
 * ```
 */
export const checkAutoModStatus: WriteEndpoint<CheckAutoModStatusParams, AutoModStatus[]> = list({
  method: 'POST',
  path: '/moderation/enforcements/status',
  scopes: ['moderation:read'],
  params: {
    broadcaster_id: self,
    messages: listOf(object<AutoModMessage>({ msg_id: text(1), msg_text: text(1) }), 1, 100),
  },
  query: ['broadcaster_id'],
  data: 'messages',
  item: object<AutoModStatus>({ msg_id: string, is_permitted: boolean }),
  invalidates: [],
})
