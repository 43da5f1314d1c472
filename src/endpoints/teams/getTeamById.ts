import { type AnyToken, anyToken, type Endpoint, maybe } from '../../endpoint.ts'
import { id } from '../../schema/parameters.ts'
import { type Team, team } from './team.ts'

export interface GetTeamByIdParams {
  /** The team's id. */
  id: string
}

/**
 * A team with its members, or `null` if there is no such team.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/teams#get-teams
 * @example
 * ```ts
 * import { type HelixClient, getTeamById } from 'tinyhelix'
 *
 * async function memberIds(client: HelixClient, id: string) {
 *   const team = await getTeamById(client, { id })
 *   return team?.users.map(user => user.user_id) ?? []
 * }
 * ```
 */
export const getTeamById: Endpoint<GetTeamByIdParams, Team | null, AnyToken> = maybe({
  path: '/teams',
  tokens: anyToken,
  public: true,
  params: { id },
  notFoundIsEmpty: true,
  item: team,
  staleTime: 3_600_000,
})
