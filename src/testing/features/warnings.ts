import { warnChatUser } from '../../endpoints/moderation/warnChatUser.ts'
import { channelWarningSend } from '../../eventsub/types/channelWarningSend.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { one } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { moderates } from '../world/roles.ts'
import { usersOf } from '../world/users.ts'
import type { Feature } from './feature.ts'
import { moderated } from './moderated.ts'
import { byModerator, ofChannel, ofUser } from './people.ts'

export const warnings: Feature = [
  route(warnChatUser, context => {
    const { world, params, broadcaster, actor, emit } = context
    const person = usersOf(world).byId(params.user_id)
    if (!person || moderates(world, person.id, broadcaster.id)) {
      return refuse(400, 'The user specified in the user_id field may not be warned.')
    }
    const warn = { ...ofUser(person), reason: params.reason, chat_rules_cited: null }
    emit(channelWarningSend, { ...ofChannel(broadcaster), ...byModerator(actor), ...warn })
    moderated(context, 'warn', { warn })
    return one({
      broadcaster_id: broadcaster.id,
      user_id: person.id,
      moderator_id: actor.id,
      reason: params.reason,
    })
  }),
]
