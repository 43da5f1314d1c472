import { warnChatUser } from '../../../endpoints/moderation/warnChatUser.ts'
import { moderates } from '../../world/moderators.ts'
import { usersOf } from '../../world/users.ts'
import { refuse } from '../refusal.ts'
import { one } from '../response.ts'
import { type Family, route } from '../route.ts'

export const warnings: Family = [
  route(warnChatUser, ({ world, params, broadcaster, user }) => {
    const person = usersOf(world).byId(params.user_id)
    if (!person || moderates(world, person.id, broadcaster.id)) {
      return refuse(400, 'The user specified in the user_id field may not be warned.')
    }
    return one({
      broadcaster_id: broadcaster.id,
      user_id: person.id,
      moderator_id: user.id,
      reason: params.reason,
    })
  }),
]
