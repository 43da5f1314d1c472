import { deleteChatMessages } from '../../../endpoints/moderation/deleteChatMessages.ts'
import { clearMessages, standingMessage } from '../../world/chatMessages.ts'
import { moderates } from '../../world/moderators.ts'
import { hour } from '../../world/world.ts'
import { refuse } from '../refusal.ts'
import { noContent } from '../response.ts'
import { type Family, route } from '../route.ts'

export const chatCleaning: Family = [
  route(deleteChatMessages, ({ world, params, broadcaster, user, now }) => {
    if (params.message_id === undefined) {
      clearMessages(world, broadcaster.id)
      return noContent
    }
    const message = standingMessage(world, broadcaster.id, params.message_id)
    if (!message || message.sentAt < now() - 6 * hour) return refuse(404, 'The message was not found.')
    const { sender } = message
    if (sender === broadcaster) refuse(400, "You cannot delete the broadcaster's messages.")
    if (sender !== user && moderates(world, sender.id, broadcaster.id)) {
      refuse(400, "You cannot delete another moderator's messages.")
    }
    message.isDeleted = true
    return noContent
  }),
]
