import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { id, self } from '../../schema/parameters.ts'

export interface SendShoutoutParams {
  /** In whose chat. @defaultValue the signed-in user */
  from_broadcaster_id?: string
  /** Who is recommended: another channel. */
  to_broadcaster_id: string
  /** @defaultValue the signed-in user, which it must be */
  moderator_id?: string
}

/**
 * Recommends another channel in a chat, with a button to follow it. `bad_request` unless the recommending channel is
 * live and has viewers; `rate_limited` within two minutes of its last shoutout, or an hour of the last one for the same
 * channel.
 *
 * Takes a user token with the scope `moderator:manage:shoutouts`. `from_broadcaster_id` and `moderator_id` default to
 * the signed-in user; `forbidden` if that user does not moderate the channel.
 *
 * @see https://dev.twitch.tv/docs/api/reference#send-a-shoutout
 * @example
 * ```ts
 * import { type HelixClient, sendShoutout } from 'tinyhelix'
 *
 * async function thankRaider(client: HelixClient, to_broadcaster_id: string) {
 *   await sendShoutout(client, { to_broadcaster_id })
 * }
 * ```
 */
export const sendShoutout: WriteEndpoint<SendShoutoutParams, void> = voidResult({
  method: 'POST',
  path: '/chat/shoutouts',
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
