import { manageHeldAutoModMessages } from '../../../endpoints/moderation/manageHeldAutoModMessages.ts'
import { messagesOf } from '../../world/chatMessages.ts'
import { heldMessagesOf } from '../../world/heldMessages.ts'
import { moderates } from '../../world/moderators.ts'
import { perWorld } from '../../world/world.ts'
import { refuse } from '../refusal.ts'
import { noContent } from '../response.ts'
import { type Family, route } from '../route.ts'

const decidedIn = perWorld(() => new Set<string>())

export const heldMessages: Family = [
  route(manageHeldAutoModMessages, ({ world, params, user, now }) => {
    // Any id may be one, since whoever emits events makes up messages that are held; but each is decided once.
    const decided = decidedIn(world)
    const held = heldMessagesOf(world).get(params.msg_id)
    if (held && !moderates(world, user.id, held.channel.id)) {
      refuse(403, "The user in user_id is not one of the broadcaster's moderators.")
    }
    if (decided.has(params.msg_id)) refuse(400, 'The message was already processed.')
    decided.add(params.msg_id)
    if (held && params.action === 'ALLOW') {
      const { id, sender, text, parent, channel } = held
      messagesOf(world, channel.id).push({ id, sender, text, parent, sentAt: now(), isDeleted: false })
    }
    return noContent
  }),
]
