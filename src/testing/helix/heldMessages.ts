import { manageHeldAutoModMessages } from '../../endpoints/moderation/manageHeldAutoModMessages.ts'
import { perWorld } from '../world/world.ts'
import { noContent } from './answer.ts'
import { refuse } from './refusal.ts'
import { answer, type Family } from './route.ts'

const decidedIn = perWorld(() => new Set<string>())

export const heldMessages: Family = [
  answer(manageHeldAutoModMessages, ({ world, params }) => {
    // Which messages are held is told by events alone, so any id may be one; but each is decided once.
    const decided = decidedIn(world)
    if (decided.has(params.msg_id)) refuse(400, 'The message was already processed.')
    decided.add(params.msg_id)
    return noContent
  }),
]
