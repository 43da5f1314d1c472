import { type SelfWriteEndpoint, voidResult } from '../../endpoint.ts'
import { boolean, optional } from '../../schema/object.ts'
import { choice, self, text } from '../../schema/parameters.ts'
import { sourceOnlyWithAppToken } from './sourceOnlyWithAppToken.ts'

export interface SendChatAnnouncementParams {
  /** In whose chat. @defaultValue the signed-in user; required with an app token */
  broadcaster_id?: string
  /** The moderator; with a user token, it must be that user. @defaultValue the signed-in user; required with an app token */
  moderator_id?: string
  /** Up to 500 characters: Twitch would cut off the rest. */
  message: string
  /** `primary` is the channel's own color. @defaultValue `'primary'` */
  color?: 'blue' | 'green' | 'orange' | 'purple' | 'primary' | undefined
  /** In a shared chat: `false` shows the announcement in all of its channels. App tokens only. @defaultValue `true` */
  for_source_only?: boolean | undefined
}

/**
 * Shows a highlighted message in a chat. Twitch allows one every two seconds; otherwise the call rejects with
 * `rate_limited`. With a user token, an announcement in a shared chat goes to all channels of that chat.
 *
 * Takes a user token with the scope `moderator:manage:announcements`, or an app token if the moderator has granted that
 * scope and `user:bot` to the application, and the broadcaster has granted `channel:bot`. With a user token
 * `broadcaster_id` and `moderator_id` default to the signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference/chat#send-chat-announcement
 * @example
 * ```ts
 * import { type HelixClient, sendChatAnnouncement } from 'tinyhelix'
 *
 * async function announce(client: HelixClient, message: string) {
 *   await sendChatAnnouncement(client, { message, color: 'purple' })
 * }
 * ```
 */
export const sendChatAnnouncement: SelfWriteEndpoint<
  SendChatAnnouncementParams,
  'broadcaster_id' | 'moderator_id',
  void,
  'app' | 'user'
> = voidResult({
  method: 'POST',
  path: '/chat/announcements',
  tokens: ['app', 'user'],
  scopes: ['moderator:manage:announcements'],
  params: {
    broadcaster_id: self,
    moderator_id: self,
    message: text(1, 500),
    color: optional(choice('blue', 'green', 'orange', 'purple', 'primary')),
    for_source_only: optional(boolean),
  },
  rules: [sourceOnlyWithAppToken],
  query: ['broadcaster_id', 'moderator_id'],
  invalidates: [],
})
