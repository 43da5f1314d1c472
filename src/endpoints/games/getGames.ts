import { type AnyToken, anyToken, type Endpoint, list } from '../../endpoint.ts'
import { exactOptional } from '../../schema/object.ts'
import { ids, type OneOrMore } from '../../schema/parameters.ts'
import { type Game, game } from './game.ts'

export interface GetGamesParams {
  /** Ids of games. */
  id?: OneOrMore<string>
  /** Full names, exactly as Twitch writes them. `searchCategories` finds parts of names. */
  name?: OneOrMore<string>
  /** The games' ids at IGDB. */
  igdb_id?: OneOrMore<string>
}

/**
 * Categories by id, name or IGDB id: at least one and up to 100 in total. Unknown ones are left out.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/games#get-games
 * @example
 * ```ts
 * import { type HelixClient, getGames } from 'tinyhelix'
 *
 * async function gameId(client: HelixClient, name: string) {
 *   const [game] = await getGames(client, { name })
 *   return game?.id
 * }
 * ```
 */
export const getGames: Endpoint<GetGamesParams, Game[], AnyToken> = list({
  path: '/games',
  tokens: anyToken,
  public: true,
  params: { id: exactOptional(ids(100)), name: exactOptional(ids(100)), igdb_id: exactOptional(ids(100)) },
  rules: [
    {
      keys: ['id', 'name', 'igdb_id'],
      expected: 'given, <=100 in all',
      test: given => {
        const lists = Object.values(given).filter(Boolean)
        return lists.length > 0 && lists.flat().length <= 100
      },
    },
  ],
  item: game,
  batch: ['id', 'name', 'igdb_id'],
  staleTime: 3_600_000,
})
