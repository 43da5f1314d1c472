import { type AnyToken, anyToken, type Endpoint, list } from '../../endpoint.ts'
import { object, string } from '../../schema/object.ts'
import { id } from '../../schema/parameters.ts'
import { type TeamInfo, teamInfo } from './teamInfo.ts'

export interface GetChannelTeamsParams {
  /** The channel. */
  broadcaster_id: string
}

/** A team that a channel belongs to. */
export interface ChannelTeam extends TeamInfo {
  broadcaster_id: string
  broadcaster_login: string
  broadcaster_name: string
}

/**
 * The teams that a channel belongs to, without their members. Rejects with `not_found` if there is no such channel.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/teams#get-channel-teams
 * @example
 * ```ts
 * import { type HelixClient, getChannelTeams } from 'tinyhelix'
 *
 * async function teamNames(client: HelixClient, broadcaster_id: string) {
 *   const teams = await getChannelTeams(client, { broadcaster_id })
 *   return teams.map(team => team.team_display_name)
 * }
 * ```
 */
export const getChannelTeams: Endpoint<GetChannelTeamsParams, ChannelTeam[], AnyToken> = list({
  path: '/teams/channel',
  tokens: anyToken,
  public: true,
  params: { broadcaster_id: id },
  item: object<ChannelTeam>({
    ...teamInfo,
    broadcaster_id: string,
    broadcaster_login: string,
    broadcaster_name: string,
  }),
  staleTime: 3_600_000,
})
