import { type PageEndpoint, type PageParams, page } from '../../endpoint.ts'
import { object, optional, string } from '../../schema/object.ts'
import { id, self } from '../../schema/parameters.ts'
import { type Emote, emoteFields } from './emote.ts'

export interface GetUserEmotesParams extends Pick<PageParams, 'after'> {
  /** The user who may use the emotes. @defaultValue the signed-in user; Twitch accepts no other id */
  user_id?: string
  /** Adds the follower emotes of this channel. */
  broadcaster_id?: string | undefined
}

/** An emote that a user may use. It has no `images`. */
export interface UserEmote extends Emote {
  /** How the user got the emote; `none` if Twitch does not say. */
  emote_type:
    | 'none'
    | 'bitstier'
    | 'follower'
    | 'subscriptions'
    | 'channelpoints'
    | 'rewards'
    | 'hypetrain'
    | 'prime'
    | 'turbo'
    | 'smilies'
    | 'globals'
    | 'owl2019'
    | 'twofactor'
    | 'limitedtime'
    | 'megacheer'
    | 'megacommerce'
    | 'archive'
    | (string & {})
  /** `''` if the emote is in no set. */
  emote_set_id: string
  /** The broadcaster who owns the emote. */
  owner_id: string
}

/**
 * The emotes of all channels that the signed-in user may use. `await` returns the first page, `for await` iterates over
 * the rows of all pages. Each page has `template`, the pattern for the image URLs, which `emoteURL` fills in. Twitch
 * decides how many rows a page has.
 *
 * Takes a user token with the scope `user:read:emotes`. `user_id` defaults to the signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference/chat#get-user-emotes
 * @example
 * ```ts
 * import { type HelixClient, getUserEmotes } from 'tinyhelix'
 *
 * async function myEmotes(client: HelixClient, broadcaster_id: string) {
 *   return await getUserEmotes(client, { broadcaster_id }, { limit: Infinity })
 * }
 * ```
 */
export const getUserEmotes: PageEndpoint<GetUserEmotesParams, UserEmote, 'user', { template: string }> = page({
  path: '/chat/emotes/user',
  scopes: ['user:read:emotes'],
  params: { user_id: self, broadcaster_id: optional(id) },
  item: object<UserEmote>({ ...emoteFields, emote_type: string, emote_set_id: string, owner_id: string }),
  extra: object<{ template: string }>({ template: string }),
  staleTime: 3_600_000,
})
