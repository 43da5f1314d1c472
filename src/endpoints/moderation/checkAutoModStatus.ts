import { list, type SelfWriteEndpoint } from '../../endpoint.ts'
import { listOf } from '../../schema/listOf.ts'
import { boolean, object, string } from '../../schema/object.ts'
import { self, text } from '../../schema/parameters.ts'

export interface CheckAutoModStatusParams {
  /** The channel. @defaultValue the signed-in user; required with an app token */
  broadcaster_id?: string
  /** 1 to 100 messages. */
  messages: readonly AutoModMessage[]
}

/** A message to check with AutoMod. */
export interface AutoModMessage {
  /** An id of your choice, which the answer for this message repeats. */
  msg_id: string
  msg_text: string
}

/** AutoMod's answer for a message. */
export interface AutoModStatus {
  msg_id: string
  /** `false` if AutoMod would hold back or block the message. */
  is_permitted: boolean
}

/**
 * Checks whether AutoMod would allow messages, without sending them. A channel has its own limit: 5 calls a minute and
 * 50 an hour; for affiliates 10 and 100; for partners 30 and 300. Rejects with `rate_limited` above that limit.
 *
 * Takes a user token with the scope `moderation:read`, or an app token if the broadcaster has granted that scope to the
 * application. With a user token `broadcaster_id` defaults to the signed-in user and must be that user, else the call
 * rejects with `forbidden`.
 *
 * @see https://dev.twitch.tv/docs/api/reference/moderation#check-automod-status
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
export const checkAutoModStatus: SelfWriteEndpoint<
  CheckAutoModStatusParams,
  'broadcaster_id',
  AutoModStatus[],
  'app' | 'user'
> = list({
  method: 'POST',
  path: '/moderation/enforcements/status',
  tokens: ['app', 'user'],
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
