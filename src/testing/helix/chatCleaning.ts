import { deleteChatMessages } from '../../endpoints/moderation/deleteChatMessages.ts'
import { moderates } from '../world/moderators.ts'
import { hour, type World } from '../world/world.ts'
import { noContent } from './answer.ts'
import { type ChatMessage, messagesOf } from './chat.ts'
import { refuse } from './refusal.ts'
import { answer, type Family } from './route.ts'

const deleted = new WeakSet<ChatMessage>()

/** A message that still stands in a channel's chat. */
export const standingMessage = (world: World, channelId: string, id: string): ChatMessage | undefined =>
  messagesOf(world, channelId).find(message => message.id === id && !deleted.has(message))

export const chatCleaning: Family = [
  answer(deleteChatMessages, ({ world, params, broadcaster, user, now }) => {
    if (params.message_id === undefined) {
      for (const message of messagesOf(world, broadcaster.id)) deleted.add(message)
      return noContent
    }
    const message = standingMessage(world, broadcaster.id, params.message_id)
    if (!message || message.sentAt < now() - 6 * hour) return refuse(404, 'The message was not found.')
    const { sender } = message
    if (sender === broadcaster || (sender !== user && moderates(world, sender.id, broadcaster.id))) {
      refuse(400, "You cannot delete the broadcaster's messages or those of another moderator.")
    }
    deleted.add(message)
    return noContent
  }),
]
