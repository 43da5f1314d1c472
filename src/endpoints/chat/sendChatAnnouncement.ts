import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { boolean, optional } from '../../schema/object.ts'
import { choice, self, text } from '../../schema/parameters.ts'

export interface SendChatAnnouncementParams {
  /** In whose chat. @defaultValue the signed-in user */
  broadcaster_id?: string
  /** @defaultValue the signed-in user; Twitch accepts no other id */
  moderator_id?: string
  /** Up to 500 characters: Twitch would cut off the rest. */
  message: string
  /** `primary` is the channel's own color. @defaultValue `'primary'` */
  color?: 'blue' | 'green' | 'orange' | 'purple' | 'primary' | undefined
  /** For shared chats. Twitch accepts it only with an app token. */
  for_source_only?: boolean | undefined
}

/**
 * Shows a highlighted message in a chat. Twitch allows one every two seconds; otherwise the call rejects with
 * `rate_limited`.
 *
 * Takes a user token with the scope `moderator:manage:announcements`. `broadcaster_id` and `moderator_id` default to the
 * signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference#send-chat-announcement
 * @example
 * ```ts
 * import { type HelixClient, sendChatAnnouncement } from 'tinyhelix'
 *
 * async function announce(client: HelixClient, message: string) {
 *   await sendChatAnnouncement(client, { message, color: 'purple' })
 * }
 * ```
 */
export const sendChatAnnouncement: WriteEndpoint<SendChatAnnouncementParams, void> = voidResult({
  method: 'POST',
  path: '/chat/announcements',
  scopes: ['moderator:manage:announcements'],
  params: {
    broadcaster_id: self,
    moderator_id: self,
    message: text(1, 500),
    color: optional(choice('blue', 'green', 'orange', 'purple', 'primary')),
    for_source_only: optional(boolean),
  },
  query: ['broadcaster_id', 'moderator_id'],
  invalidates: [],
})
