import type { Person } from '../world/users.ts'

// The fields that name users in events. Names are filled in when an event is sent.
export const ofChannel = ({ id }: Person) => ({ broadcaster_user_id: id })
export const ofUser = ({ id }: Person) => ({ user_id: id })
export const byModerator = ({ id }: Person) => ({ moderator_user_id: id })
