import { type SelfWriteEndpoint, voidResult } from '../../endpoint.ts'
import { id, self } from '../../schema/parameters.ts'

export interface SendShoutoutParams {
  /** In whose chat. @defaultValue the signed-in user; required with an app token */
  from_broadcaster_id?: string
  /** The channel to recommend: not `from_broadcaster_id`. */
  to_broadcaster_id: string
  /** The moderator; with a user token, it must be that user. @defaultValue the signed-in user; required with an app token */
  moderator_id?: string
}

/**
 * Recommends another channel in a chat, with a button to follow it. Rejects with `bad_request` unless the recommending
 * channel is live and has viewers. Rejects with `rate_limited` within two minutes of its last Shoutout, or within an
 * hour of the last one for the same channel.
 *
 * Takes a user token with the scope `moderator:manage:shoutouts`, or an app token if the moderator has granted that
 * scope and `user:bot` to the application, and the broadcaster has granted `channel:bot`. With a user token
 * `from_broadcaster_id` and `moderator_id` default to the signed-in user. Rejects with `forbidden` if that user does
 * not moderate the channel.
 *
 * @see https://dev.twitch.tv/docs/api/reference/chat#send-a-shoutout
 * @example
 * ```ts
 * import { type HelixClient, sendShoutout } from 'tinyhelix'
 *
 * async function thankRaider(client: HelixClient, to_broadcaster_id: string) {
 *   await sendShoutout(client, { to_broadcaster_id })
 * }
 * ```
 */
export const sendShoutout: SelfWriteEndpoint<
  SendShoutoutParams,
  'from_broadcaster_id' | 'moderator_id',
  void,
  'app' | 'user'
> = voidResult({
  method: 'POST',
  path: '/chat/shoutouts',
  tokens: ['app', 'user'],
  scopes: ['moderator:manage:shoutouts'],
  params: { from_broadcaster_id: self, to_broadcaster_id: id, moderator_id: self },
  rules: [
    {
      keys: ['to_broadcaster_id'],
      expected: 'another channel than from_broadcaster_id',
      test: ({ from_broadcaster_id, to_broadcaster_id }) => from_broadcaster_id !== to_broadcaster_id,
    },
  ],
  invalidates: [],
})
