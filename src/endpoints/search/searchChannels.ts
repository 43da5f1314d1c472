import { type AnyToken, anyToken, type PageEndpoint, type PageParams, page } from '../../endpoint.ts'
import { array, boolean, nullish, object, optional, string } from '../../schema/object.ts'
import { text } from '../../schema/parameters.ts'

export interface SearchChannelsParams extends PageParams {
  /** The beginning of the name; not empty. Case does not matter. A space matches `_` or nothing. */
  query: string
  /** Returns only live channels, and also searches the names of their categories. @defaultValue `false` */
  live_only?: boolean | undefined
}

/** A channel that matches. */
export interface ChannelSearchResult {
  /** The broadcaster. */
  id: string
  broadcaster_login: string
  display_name: string
  /** An ISO 639-1 code, or `other`. */
  broadcaster_language: string
  /** The category; if the channel is offline, the last one. `''` if none is set. */
  game_id: string
  /** The category's name; `''` if none is set. */
  game_name: string
  is_live: boolean
  /** `''` if none is set. */
  title: string
  tags: string[]
  /** The URL of the profile image, in spite of the name. */
  thumbnail_url: string
  /** When the stream began, in RFC 3339; `''` while offline. */
  started_at: string
  /** @deprecated Always empty. */
  tag_ids?: string[] | null | undefined
}

/**
 * Channels that streamed in the last six months and whose name begins with the query. `await` returns the first page,
 * `for await` iterates over the rows of all pages. Titles are not searched.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/search#search-channels
 * @example
 * ```ts
 * import { type HelixClient, searchChannels } from 'tinyhelix'
 *
 * async function suggest(client: HelixClient, typed: string) {
 *   return await searchChannels(client, { query: typed, first: 10 })
 * }
 * ```
 */
export const searchChannels: PageEndpoint<SearchChannelsParams, ChannelSearchResult, AnyToken> = page({
  path: '/search/channels',
  tokens: anyToken,
  public: true,
  params: { query: text(1), live_only: optional(boolean) },
  maxFirst: 100,
  item: object<ChannelSearchResult>({
    id: string,
    broadcaster_login: string,
    display_name: string,
    broadcaster_language: string,
    game_id: string,
    game_name: string,
    is_live: boolean,
    title: string,
    tags: array(string),
    thumbnail_url: string,
    started_at: string,
    tag_ids: nullish(array(string)),
  }),
  staleTime: 60_000,
})
