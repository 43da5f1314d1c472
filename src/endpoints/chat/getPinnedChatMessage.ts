import { maybe, type SelfEndpoint } from '../../endpoint.ts'
import { array, nullable, number, object, string } from '../../schema/object.ts'
import { self } from '../../schema/parameters.ts'

export interface GetPinnedChatMessageParams {
  /** Whose chat. @defaultValue the signed-in user; required with an app token */
  broadcaster_id?: string
  /** The moderator; with a user token, it must be that user. @defaultValue the signed-in user; required with an app token */
  moderator_id?: string
}

/** A cheer in a message. */
export interface ChatMessageCheermote {
  /** The name without the number, such as `Cheer`. */
  prefix: string
  bits: number
  tier: number
}

/** An emote in a message. */
export interface ChatMessageEmote {
  id: string
  emote_set_id: string
  /** The broadcaster who owns the emote. */
  owner_id: string
  /** Whether there is only a static image, or an animated one too. */
  format: ('static' | 'animated' | (string & {}))[]
}

/** A user who is mentioned in a message. */
export interface ChatMessageMention {
  user_id: string
  user_login: string
  user_name: string
}

/** A piece of a message. */
export interface ChatMessageFragment {
  type: 'text' | 'emote' | 'cheermote' | 'mention' | (string & {})
  /** The piece as it was typed. */
  text: string
  /** `null` in other pieces. */
  cheermote: ChatMessageCheermote | null
  /** `null` in other pieces. */
  emote: ChatMessageEmote | null
  /** `null` in other pieces. */
  mention: ChatMessageMention | null
}

/** The text of a message, whole and in pieces. */
export interface ChatMessageContent {
  /** The whole message as it was typed. */
  text: string
  fragments: ChatMessageFragment[]
}

/** The message that moderators have pinned in a chat. */
export interface PinnedChatMessage {
  message_id: string
  broadcaster_id: string
  sender_user_id: string
  sender_user_login: string
  sender_user_name: string
  pinned_by_user_id: string
  pinned_by_user_login: string
  pinned_by_user_name: string
  message: ChatMessageContent
  /** When it was pinned, in RFC 3339. */
  starts_at: string
  /** In RFC 3339; `null` if it stays until the stream ends. */
  ends_at: string | null
  /** In RFC 3339. */
  updated_at: string
}

/**
 * The message that is pinned in a chat, or `null`.
 *
 * Takes a user token with the scope `moderator:read:chat_messages` or `moderator:manage:chat_messages`, or an app token
 * if the moderator has granted one of these scopes and `user:bot` to the application, and the broadcaster has granted
 * `channel:bot`. With a user token `broadcaster_id` and `moderator_id` default to the signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference/chat#get-pinned-chat-message
 * @example
 * ```ts
 * import { type HelixClient, getPinnedChatMessage } from 'tinyhelix'
 *
 * async function pinnedText(client: HelixClient) {
 *   const pinned = await getPinnedChatMessage(client)
 *   return pinned?.message.text ?? ''
 * }
 * ```
 */
export const getPinnedChatMessage: SelfEndpoint<
  GetPinnedChatMessageParams,
  'broadcaster_id' | 'moderator_id',
  PinnedChatMessage | null,
  'app' | 'user'
> = maybe({
  path: '/chat/pins',
  tokens: ['app', 'user'],
  scopes: ['moderator:read:chat_messages', 'moderator:manage:chat_messages'],
  params: { broadcaster_id: self, moderator_id: self },
  item: object<PinnedChatMessage>({
    message_id: string,
    broadcaster_id: string,
    sender_user_id: string,
    sender_user_login: string,
    sender_user_name: string,
    pinned_by_user_id: string,
    pinned_by_user_login: string,
    pinned_by_user_name: string,
    message: object<ChatMessageContent>({
      text: string,
      fragments: array(
        object<ChatMessageFragment>({
          type: string,
          text: string,
          cheermote: nullable(object<ChatMessageCheermote>({ prefix: string, bits: number, tier: number })),
          emote: nullable(
            object<ChatMessageEmote>({ id: string, emote_set_id: string, owner_id: string, format: array(string) }),
          ),
          mention: nullable(object<ChatMessageMention>({ user_id: string, user_login: string, user_name: string })),
        }),
      ),
    }),
    starts_at: string,
    ends_at: nullable(string),
    updated_at: string,
  }),
  staleTime: 5_000,
})
