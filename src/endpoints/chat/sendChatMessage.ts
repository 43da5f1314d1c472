import { one, type SelfWriteEndpoint } from '../../endpoint.ts'
import { boolean, nullish, object, optional, string } from '../../schema/object.ts'
import { id, self, text } from '../../schema/parameters.ts'
import { sourceOnlyWithAppToken } from './sourceOnlyWithAppToken.ts'

export interface SendChatMessageParams {
  /** In whose chat. @defaultValue the signed-in user */
  broadcaster_id?: string
  /** The sender; with a user token, it must be that user. @defaultValue the signed-in user */
  sender_id?: string
  /** Up to 500 characters. Write emotes as their names, in the exact case. */
  message: string
  /** The message that this message replies to. */
  reply_parent_message_id?: string | undefined
  /** In a shared chat: `false` shows the message in all of its channels. App tokens only. @defaultValue `true` */
  for_source_only?: boolean | undefined
  /**
   * Pins the message for 20 minutes. This also requires the scope `moderator:manage:chat_messages`. It excludes
   * `reply_parent_message_id` and `for_source_only`.
   */
  pin?: boolean | undefined
}

/** Why a message was dropped. */
export interface ChatDropReason {
  /** A code. Twitch changes its codes without notice. */
  code: string
  /** The reason, as a sentence for users. */
  message: string
}

/** Whether a message was sent. */
export interface SentChatMessage {
  /** `''` if the message was dropped. */
  message_id: string
  /** Whether the message is in the chat. */
  is_sent: boolean
  /** Absent or `null` if the message was sent. */
  drop_reason?: ChatDropReason | null | undefined
}

/**
 * Sends a message to a chat. If Twitch drops the message, the call still succeeds: check `is_sent`. With a user token,
 * a message in a shared chat goes to all channels of that chat.
 *
 * Takes a user token with the scope `user:write:chat`, or an app token if the sender has granted `user:bot` to the
 * application, and the broadcaster has granted `channel:bot` or the sender moderates the channel. With a user token
 * `broadcaster_id` and `sender_id` default to the signed-in user. Rejects with `forbidden` if the sender may not chat
 * there.
 *
 * @see https://dev.twitch.tv/docs/api/reference/chat#send-chat-message
 * @example
 * ```ts
 * import { type HelixClient, sendChatMessage } from 'tinyhelix'
 *
 * async function say(client: HelixClient, broadcaster_id: string, message: string) {
 *   const { is_sent, drop_reason } = await sendChatMessage(client, { broadcaster_id, message })
 *   if (!is_sent) console.warn(drop_reason?.message)
 * }
 * ```
 */
export const sendChatMessage: SelfWriteEndpoint<
  SendChatMessageParams,
  'broadcaster_id' | 'sender_id',
  SentChatMessage,
  'app' | 'user'
> = one({
  method: 'POST',
  path: '/chat/messages',
  tokens: ['app', 'user'],
  scopes: ['user:write:chat'],
  params: {
    broadcaster_id: self,
    sender_id: self,
    message: text(1, 500),
    reply_parent_message_id: optional(id),
    for_source_only: optional(boolean),
    pin: optional(boolean),
  },
  rules: [
    sourceOnlyWithAppToken,
    {
      keys: ['reply_parent_message_id', 'for_source_only'],
      expected: 'left out if pin is true',
      test: ({ pin, reply_parent_message_id, for_source_only }) =>
        !pin || (reply_parent_message_id ?? for_source_only) === undefined,
    },
  ],
  query: [],
  othersIds: ['broadcaster_id'],
  item: object<SentChatMessage>({
    message_id: string,
    is_sent: boolean,
    drop_reason: nullish(object<ChatDropReason>({ code: string, message: string })),
  }),
  invalidates: ['/chat/pins'],
})
