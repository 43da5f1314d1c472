import { one, type SelfOptimisticEndpoint } from '../../endpoint.ts'
import { boolean, optional } from '../../schema/object.ts'
import { choice, integer, self } from '../../schema/parameters.ts'
import { type ChatSettings, chatSettings } from './chatSettings.ts'

export interface UpdateChatSettingsParams {
  /** Whose chat. @defaultValue the signed-in user; required with an app token */
  broadcaster_id?: string
  /** The moderator; with a user token, it must be that user. @defaultValue the signed-in user; required with an app token */
  moderator_id?: string
  /** Lets messages contain only emotes. */
  emote_mode?: boolean | undefined
  /** Lets only followers chat. */
  follower_mode?: boolean | undefined
  /**
   * Minutes for which users must have followed the channel: up to 129,600 (three months). Requires `follower_mode:
   * true`.
   */
  follower_mode_duration?: number | undefined
  /** Shows messages to viewers with a delay, so that moderators can remove some first. */
  non_moderator_chat_delay?: boolean | undefined
  /** The delay in seconds. Requires `non_moderator_chat_delay: true`. */
  non_moderator_chat_delay_duration?: 2 | 4 | 6 | undefined
  /** Makes users wait between two messages. */
  slow_mode?: boolean | undefined
  /** Seconds between two messages of one user: 3 to 120. Requires `slow_mode: true`. */
  slow_mode_wait_time?: number | undefined
  /** Lets only subscribers chat. */
  subscriber_mode?: boolean | undefined
  /** Refuses repeated messages. */
  unique_chat_mode?: boolean | undefined
}

/**
 * Changes the given restrictions of a chat, and returns all of its settings. A mode that is switched on without its
 * time gets Twitch's default: 30 seconds for slow mode, no minimum for followers.
 *
 * Takes a user token with the scope `moderator:manage:chat_settings`, or an app token if the moderator has granted that
 * scope to the application. With a user token `broadcaster_id` and `moderator_id` default to the signed-in user.
 * Rejects with `forbidden` if that user does not moderate the channel.
 *
 * @see https://dev.twitch.tv/docs/api/reference/chat#update-chat-settings
 * @example
 * ```ts
 * import { type HelixClient, updateChatSettings } from 'tinyhelix'
 *
 * async function calmDown(client: HelixClient) {
 *   return await updateChatSettings(client, { slow_mode: true, slow_mode_wait_time: 10, unique_chat_mode: true })
 * }
 * ```
 */
export const updateChatSettings: SelfOptimisticEndpoint<
  UpdateChatSettingsParams,
  'broadcaster_id' | 'moderator_id',
  ChatSettings,
  'app' | 'user'
> = one({
  method: 'PATCH',
  path: '/chat/settings',
  tokens: ['app', 'user'],
  scopes: ['moderator:manage:chat_settings'],
  params: {
    broadcaster_id: self,
    moderator_id: self,
    emote_mode: optional(boolean),
    follower_mode: optional(boolean),
    follower_mode_duration: optional(integer(0, 129_600)),
    non_moderator_chat_delay: optional(boolean),
    non_moderator_chat_delay_duration: optional(choice(2, 4, 6)),
    slow_mode: optional(boolean),
    slow_mode_wait_time: optional(integer(3, 120)),
    subscriber_mode: optional(boolean),
    unique_chat_mode: optional(boolean),
  },
  rules: [
    {
      keys: ['follower_mode_duration', 'non_moderator_chat_delay_duration', 'slow_mode_wait_time'],
      expected: 'left out unless their mode is true',
      test: given =>
        ['follower_mode_duration', 'non_moderator_chat_delay_duration', 'slow_mode_wait_time'].every(
          time => given[time] === undefined || given[time.replace(/_(duration|wait_time)$/, '')] === true,
        ),
    },
  ],
  query: ['broadcaster_id', 'moderator_id'],
  item: chatSettings,
  optimistic: true,
})
