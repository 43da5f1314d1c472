import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { id, self, text } from '../../schema/parameters.ts'

export interface SendWhisperParams {
  /** The sender. @defaultValue the signed-in user */
  from_user_id?: string
  /** The recipient. */
  to_user_id: string
  /** 1 to 10,000 characters. If the recipient has never whispered to the sender, Twitch cuts off all after 500. */
  message: string
}

/**
 * Sends a whisper to a user. The call also succeeds if Twitch drops the whisper as spam. Twitch allows 40 recipients a
 * day, 3 whispers a second and 100 a minute.
 *
 * Takes a user token with the scope `user:manage:whispers`. `from_user_id` defaults to the signed-in user and must be
 * that user, with a verified phone number, else the call rejects with `unauthorized`. Rejects with `bad_request` or
 * `forbidden` if one of the two users does not allow whispers.
 *
 * @see https://dev.twitch.tv/docs/api/reference/whispers#send-whisper
 * @example
 * ```ts
 * import { type HelixClient, sendWhisper } from 'tinyhelix'
 *
 * async function greet(client: HelixClient, to_user_id: string) {
 *   await sendWhisper(client, { to_user_id, message: 'Hello!' })
 * }
 * ```
 */
export const sendWhisper: WriteEndpoint<SendWhisperParams, void> = voidResult({
  method: 'POST',
  path: '/whispers',
  scopes: ['user:manage:whispers'],
  params: { from_user_id: self, to_user_id: id, message: text(1, 10_000) },
  rules: [
    {
      keys: ['from_user_id', 'to_user_id'],
      expected: 'two different users',
      test: ({ from_user_id, to_user_id }) => from_user_id !== to_user_id,
    },
  ],
  query: ['from_user_id', 'to_user_id'],
  invalidates: [],
})
