import { type AnyToken, anyToken, type Endpoint, list } from '../../endpoint.ts'
import { id } from '../../schema/parameters.ts'
import { type ChatBadgeSet, chatBadgeSet } from './chatBadge.ts'

export interface GetChannelChatBadgesParams {
  /** The channel of the badges. */
  broadcaster_id: string
}

/**
 * The custom badges of a channel for its subscribers and cheerers, by set; empty if it has none. `getGlobalChatBadges`
 * returns all other badges.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/chat#get-channel-chat-badges
 * @example
 * ```ts
 * import { type HelixClient, getChannelChatBadges } from 'tinyhelix'
 *
 * async function subscriberBadges(client: HelixClient, broadcaster_id: string) {
 *   const sets = await getChannelChatBadges(client, { broadcaster_id })
 *   return sets.find(({ set_id }) => set_id === 'subscriber')?.versions ?? []
 * }
 * ```
 */
export const getChannelChatBadges: Endpoint<GetChannelChatBadgesParams, ChatBadgeSet[], AnyToken> = list({
  path: '/chat/badges',
  tokens: anyToken,
  public: true,
  params: { broadcaster_id: id },
  item: chatBadgeSet,
  staleTime: 3_600_000,
})
