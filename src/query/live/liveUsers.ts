import type { getUsers } from '../../endpoints/users/getUsers.ts'
import { userUpdate } from '../../eventsub/types/userUpdate.ts'
import { answersOf, defineLiveFamily, type LiveFamily, liveRule } from './liveRule.ts'

const answers = answersOf<typeof getUsers>('/users', { user_id: 'id' })

/**
 * Users by `id`, or the signed-in user: login, name and description. Queries by login make no subscriptions: their rows
 * follow events that arrive for other queries.
 */
export const liveUsers: LiveFamily = defineLiveFamily([
  liveRule(userUpdate, answers, {
    effect: 'patch',
    row: 'id',
    from: 'user_id',
    partial: ['email'],
    fields: { login: 'user_login', display_name: 'user_name', description: 'description' },
  }),
])
