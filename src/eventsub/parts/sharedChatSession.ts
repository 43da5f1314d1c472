import { array, object } from '../../schema/object.ts'
import { channel, type EventChannel } from './people.ts'
import { type EventSharedChat, sharedChat } from './sharedChat.ts'

/** A shared chat and its channels. */
export interface EventSharedChatSession extends EventSharedChat {
  /** All channels, including the host and this one. */
  participants: EventChannel[]
}

export const sharedChatSession = object<EventSharedChatSession>({
  ...sharedChat,
  participants: array(object<EventChannel>(channel)),
})
