import { array, object, string } from '../../schema/object.ts'
import { type TeamInfo, teamInfo } from './teamInfo.ts'

/** A member of a team. */
export interface TeamMember {
  user_id: string
  user_login: string
  user_name: string
}

/** A team with its members. */
export interface Team extends TeamInfo {
  users: TeamMember[]
}

export const team = object<Team>({
  ...teamInfo,
  users: array(object<TeamMember>({ user_id: string, user_login: string, user_name: string })),
})
