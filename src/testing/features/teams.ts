import { getChannelTeams } from '../../endpoints/teams/getChannelTeams.ts'
import { getTeamById } from '../../endpoints/teams/getTeamById.ts'
import { getTeamByName } from '../../endpoints/teams/getTeamByName.ts'
import type { Team } from '../../endpoints/teams/team.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { data, one } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { asBroadcaster, asUser, usersOf } from '../world/users.ts'
import { day, perWorld, timestamp } from '../world/world.ts'
import type { Feature } from './feature.ts'

const names = [
  ['spareparts', 'Spare Parts', '<p>People who <b>take things apart</b> and put most of them back.</p>'],
  ['lateshift', 'The Late Shift', '<p>On air when everyone else is not.</p>'],
  ['couchcrew', 'Couch Crew', ''],
] as const

const teamsOf = perWorld((world): Team[] => {
  const { all } = usersOf(world)
  return names.map(([team_name, team_display_name, info], index) => ({
    users: all.slice(index * 4, index * 4 + 9).map(asUser),
    background_image_url: null,
    banner: index === 0 ? world.image('team/spareparts-640x125.svg') : null,
    created_at: timestamp(world.begun - (900 + index * 50) * day),
    updated_at: timestamp(world.begun - (90 + index) * day),
    info,
    thumbnail_url: index === 2 ? null : world.image(`team/${team_name}-600x600.svg`),
    team_name,
    team_display_name,
    id: `${6000 + index}`,
  }))
})

export const teams: Feature = [
  route(getTeamById, ({ world, params }) =>
    one(teamsOf(world).find(({ id }) => id === params.id) ?? refuse(404, 'The team was not found.')),
  ),
  route(getTeamByName, ({ world, params }) =>
    one(
      teamsOf(world).find(({ team_name }) => team_name === params.name.toLowerCase()) ??
        refuse(404, 'The team was not found.'),
    ),
  ),
  route(getChannelTeams, ({ world, params }) => {
    const broadcaster = usersOf(world).byId(params.broadcaster_id)
    if (!broadcaster) return refuse(404, 'The broadcaster was not found.')
    const found = teamsOf(world).filter(({ users }) => users.some(({ user_id }) => user_id === broadcaster.id))
    const rows = found.map(({ users: _, ...team }) => ({ ...asBroadcaster(broadcaster), ...team }))
    // Twitch sends null without a team.
    return data(rows.length ? rows : null)
  }),
]
