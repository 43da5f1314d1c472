import type { Finding } from './autoMod.ts'
import type { ChatMessage } from './chatMessages.ts'
import type { Person } from './users.ts'
import { perWorld } from './world.ts'

/** A message that waits for a moderator. */
export interface HeldMessage extends Pick<ChatMessage, 'id' | 'sender' | 'text' | 'parent'> {
  readonly channel: Person
  readonly finding: Finding
  /** In milliseconds since 1970. */
  readonly heldAt: number
}

/** The messages that were held back, by id. What became of them is not noted here. May be changed. */
export const heldMessagesOf = perWorld(() => new Map<string, HeldMessage>())
