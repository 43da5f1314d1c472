import type { Person } from './users.ts'
import { perChannel, type World } from './world.ts'

/** A message that was sent through the fake. */
export interface ChatMessage {
  readonly id: string
  readonly sender: Person
  readonly text: string
  /** The message that it answers. */
  readonly parent: ChatMessage | null
  /** In milliseconds since 1970. */
  readonly sentAt: number
  /** Whether a moderator took it out of the chat. */
  isDeleted: boolean
}

/** What was sent to a channel's chat, the oldest first. */
export const messagesOf: (world: World, channelId: string) => ChatMessage[] = perChannel(() => [])

/** A message that still stands in a channel's chat. */
export const standingMessage = (world: World, channelId: string, id: string): ChatMessage | undefined =>
  messagesOf(world, channelId).find(message => message.id === id && !message.isDeleted)

/** Takes messages out of a channel's chat: a user's, or everybody's. */
export function clearMessages(world: World, channelId: string, sender?: Person): void {
  for (const message of messagesOf(world, channelId)) {
    if (!sender || message.sender === sender) message.isDeleted = true
  }
}
