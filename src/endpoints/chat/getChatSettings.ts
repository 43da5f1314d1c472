import { type AnyToken, anyToken, one, type SelfEndpoint } from '../../endpoint.ts'
import { optional } from '../../schema/object.ts'
import { id, self } from '../../schema/parameters.ts'
import { type ChatSettings, chatSettings } from './chatSettings.ts'

export interface GetChatSettingsParams {
  /** The channel. @defaultValue the signed-in user; required without a user token */
  broadcaster_id?: string
  /** Your own id, if you moderate the channel: the settings then include the delay for viewers. */
  moderator_id?: string | undefined
}

/**
 * The restrictions of a channel's chat. They include the delay for viewers only with `moderator_id` and a token of that
 * user with the scope `moderator:read:chat_settings`.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/chat#get-chat-settings
 * @example
 * ```ts
 * import { type HelixClient, getChatSettings } from 'tinyhelix'
 *
 * async function mayChat(client: HelixClient, broadcaster_id: string, subscribed: boolean) {
 *   const settings = await getChatSettings(client, { broadcaster_id })
 *   return subscribed || !settings.subscriber_mode
 * }
 * ```
 */
export const getChatSettings: SelfEndpoint<GetChatSettingsParams, 'broadcaster_id', ChatSettings, AnyToken> = one({
  path: '/chat/settings',
  tokens: anyToken,
  // Only moderators see the delay of the chat. Without an id, the channel is the user's own.
  public: ({ broadcaster_id, moderator_id }) => broadcaster_id !== undefined && moderator_id === undefined,
  params: { broadcaster_id: self, moderator_id: optional(id) },
  othersIds: ['broadcaster_id'],
  item: chatSettings,
  staleTime: 60_000,
})
