import { type AnyToken, anyToken, type BidirectionalPageParams, type PageEndpoint, page } from '../../endpoint.ts'
import { type Game, game } from './game.ts'

export interface GetTopGamesParams extends BidirectionalPageParams {}

/**
 * The categories that are being streamed, the most watched first. `await` returns the first page, `for await` iterates
 * over the rows of all pages.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/games#get-top-games
 * @example
 * ```ts
 * import { type HelixClient, getTopGames } from 'tinyhelix'
 *
 * async function topTen(client: HelixClient) {
 *   return await getTopGames(client, { first: 10 })
 * }
 * ```
 */
export const getTopGames: PageEndpoint<GetTopGamesParams, Game, AnyToken> = page({
  path: '/games/top',
  tokens: anyToken,
  public: true,
  maxFirst: 100,
  backward: true,
  item: game,
  staleTime: 60_000,
})
