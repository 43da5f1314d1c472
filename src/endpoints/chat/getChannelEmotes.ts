import { type AnyToken, anyToken, type Endpoint, list } from '../../endpoint.ts'
import { object, string } from '../../schema/object.ts'
import { id } from '../../schema/parameters.ts'
import { type Emote, type EmoteImages, emoteFields, emoteImages } from './emote.ts'

export interface GetChannelEmotesParams {
  /** The channel of the emotes. */
  broadcaster_id: string
}

/** An emote of a channel. */
export interface ChannelEmote extends Emote {
  images: EmoteImages
  /** For `subscriptions`: the tier that unlocks the emote, `1000`, `2000` or `3000`; else `''`. */
  tier: string
  /** What unlocks the emote. */
  emote_type: 'bitstier' | 'follower' | 'subscriptions' | (string & {})
  emote_set_id: string
}

/**
 * The emotes that a channel offers to its subscribers and followers and for Bits; empty if it has none.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/chat#get-channel-emotes
 * @example
 * ```ts
 * import { type HelixClient, getChannelEmotes } from 'tinyhelix'
 *
 * async function followerEmotes(client: HelixClient, broadcaster_id: string) {
 *   const emotes = await getChannelEmotes(client, { broadcaster_id })
 *   return emotes.filter(emote => emote.emote_type === 'follower')
 * }
 * ```
 */
export const getChannelEmotes: Endpoint<GetChannelEmotesParams, ChannelEmote[], AnyToken> = list({
  path: '/chat/emotes',
  tokens: anyToken,
  public: true,
  params: { broadcaster_id: id },
  item: object<ChannelEmote>({
    ...emoteFields,
    images: emoteImages,
    tier: string,
    emote_type: string,
    emote_set_id: string,
  }),
  staleTime: 3_600_000,
})
