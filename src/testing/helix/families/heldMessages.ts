import { manageHeldAutoModMessages } from '../../../endpoints/moderation/manageHeldAutoModMessages.ts'
import { perWorld } from '../../world/world.ts'
import { refuse } from '../refusal.ts'
import { noContent } from '../response.ts'
import { type Family, route } from '../route.ts'

const decidedIn = perWorld(() => new Set<string>())

export const heldMessages: Family = [
  route(manageHeldAutoModMessages, ({ world, params }) => {
    // Which messages are held is told by events alone, so any id may be one; but each is decided once.
    const decided = decidedIn(world)
    if (decided.has(params.msg_id)) refuse(400, 'The message was already processed.')
    decided.add(params.msg_id)
    return noContent
  }),
]
