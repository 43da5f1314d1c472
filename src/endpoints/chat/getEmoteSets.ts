import { type AnyToken, anyToken, type Endpoint, list } from '../../endpoint.ts'
import { object, string } from '../../schema/object.ts'
import { ids, type OneOrMore } from '../../schema/parameters.ts'
import { type Emote, type EmoteImages, emoteFields, emoteImages } from './emote.ts'

export interface GetEmoteSetsParams {
  /** Up to 25 sets. Twitch sometimes refuses more than 10. */
  emote_set_id: OneOrMore<string>
}

/** An emote of a set. */
export interface EmoteSetEmote extends Emote {
  images: EmoteImages
  /** What unlocks the emote. */
  emote_type: 'bitstier' | 'follower' | 'subscriptions' | (string & {})
  emote_set_id: string
  /** The broadcaster who owns the emote. */
  owner_id: string
}

/**
 * The emotes of emote sets, in the order of the given sets. Sets that do not exist are left out.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/chat#get-emote-sets
 * @example
 * ```ts
 * import { type HelixClient, getEmoteSets } from 'tinyhelix'
 *
 * async function emoteNames(client: HelixClient, sets: string[]) {
 *   return (await getEmoteSets(client, { emote_set_id: sets })).map(emote => emote.name)
 * }
 * ```
 */
export const getEmoteSets: Endpoint<GetEmoteSetsParams, EmoteSetEmote[], AnyToken> = list({
  path: '/chat/emotes/set',
  tokens: anyToken,
  public: true,
  params: { emote_set_id: ids(25) },
  item: object<EmoteSetEmote>({
    ...emoteFields,
    images: emoteImages,
    emote_type: string,
    emote_set_id: string,
    owner_id: string,
  }),
  staleTime: 3_600_000,
})
