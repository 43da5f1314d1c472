import { type AnyToken, anyToken, type BidirectionalPageParams, type PageEndpoint, page } from '../../endpoint.ts'
import { exactOptional, optional } from '../../schema/object.ts'
import { choice, ids, type OneOrMore } from '../../schema/parameters.ts'
import { type Stream, stream } from './stream.ts'

export interface GetStreamsParams extends BidirectionalPageParams {
  /** Up to 100 broadcasters. */
  user_id?: OneOrMore<string>
  /** Up to 100 broadcasters, by login. */
  user_login?: OneOrMore<string>
  /** Up to 100 categories. */
  game_id?: OneOrMore<string> | undefined
  /** `live` for live streams only. */
  type?: 'all' | 'live' | undefined
  /** Up to 100 languages: ISO 639-1 codes, or `other`. */
  language?: OneOrMore<string> | undefined
}

/**
 * Live streams, the most watched first; without parameters, all live streams on Twitch. `await` returns the first page,
 * `for await` iterates over the rows of all pages. A channel that is offline has no row. A channel that has just gone
 * live may have no row for some minutes. The list changes between pages: a row may be missing, or may appear twice.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/streams#get-streams
 * @example
 * ```ts
 * import { type HelixClient, getStreams } from 'tinyhelix'
 *
 * async function live(client: HelixClient, logins: string[]) {
 *   return await getStreams(client, { user_login: logins })
 * }
 * ```
 */
export const getStreams: PageEndpoint<GetStreamsParams, Stream, AnyToken> = page({
  path: '/streams',
  tokens: anyToken,
  public: true,
  params: {
    user_id: exactOptional(ids(100)),
    user_login: exactOptional(ids(100)),
    game_id: optional(ids(100)),
    type: optional(choice('all', 'live')),
    language: optional(ids(100)),
  },
  maxFirst: 100,
  backward: true,
  item: stream,
  batch: ['user_id', 'user_login'],
  staleTime: 60_000,
})
