import { type AnyToken, anyToken, type Endpoint, maybe } from '../../endpoint.ts'
import { id } from '../../schema/parameters.ts'
import { type Team, team } from './team.ts'

export interface GetTeamByNameParams {
  /** The name in the team's URL, not the display name. */
  name: string
}

/**
 * A team with its members, or `null` if there is no such team.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/teams#get-teams
 * @example
 * ```ts
 * import { type HelixClient, getTeamByName } from 'tinyhelix'
 *
 * async function memberIds(client: HelixClient, name: string) {
 *   const team = await getTeamByName(client, { name })
 *   return team?.users.map(user => user.user_id) ?? []
 * }
 * ```
 */
export const getTeamByName: Endpoint<GetTeamByNameParams, Team | null, AnyToken> = maybe({
  path: '/teams',
  tokens: anyToken,
  public: true,
  params: { name: id },
  notFoundIsEmpty: true,
  item: team,
  staleTime: 3_600_000,
})
