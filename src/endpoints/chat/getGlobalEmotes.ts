import { type AnyToken, anyToken, type Endpoint, list, type NoParams } from '../../endpoint.ts'
import { object } from '../../schema/object.ts'
import { type Emote, type EmoteImages, emoteFields, emoteImages } from './emote.ts'

/** An emote that everyone may use everywhere. */
export interface GlobalEmote extends Emote {
  images: EmoteImages
}

/**
 * The emotes that everyone may use in every chat.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/chat#get-global-emotes
 * @example
 * ```ts
 * import { type HelixClient, getGlobalEmotes } from 'tinyhelix'
 *
 * async function emoteIds(client: HelixClient) {
 *   return new Map((await getGlobalEmotes(client)).map(({ name, id }) => [name, id]))
 * }
 * ```
 */
export const getGlobalEmotes: Endpoint<NoParams, GlobalEmote[], AnyToken> = list({
  path: '/chat/emotes/global',
  tokens: anyToken,
  public: true,
  item: object<GlobalEmote>({ ...emoteFields, images: emoteImages }),
  staleTime: 3_600_000,
})
