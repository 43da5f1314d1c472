import { type AnyToken, anyToken, type Endpoint, list, type NoParams } from '../../endpoint.ts'
import { type ChatBadgeSet, chatBadgeSet } from './chatBadge.ts'

/**
 * The badges that are the same in all channels, by set. The badges from `getChannelChatBadges` take precedence.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/chat#get-global-chat-badges
 * @example
 * ```ts
 * import { type HelixClient, getGlobalChatBadges } from 'tinyhelix'
 *
 * async function badgeImage(client: HelixClient, set: string, version: string) {
 *   const { versions } = (await getGlobalChatBadges(client)).find(({ set_id }) => set_id === set) ?? { versions: [] }
 *   return versions.find(({ id }) => id === version)?.image_url_2x
 * }
 * ```
 */
export const getGlobalChatBadges: Endpoint<NoParams, ChatBadgeSet[], AnyToken> = list({
  path: '/chat/badges/global',
  tokens: anyToken,
  public: true,
  item: chatBadgeSet,
  staleTime: 3_600_000,
})
