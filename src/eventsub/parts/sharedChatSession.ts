import { array, object } from '../../schema/object.ts'
import { channel, type EventChannel } from './people.ts'
import { type EventSharedChat, sharedChat } from './sharedChat.ts'

/** A shared chat with those who take part. */
export interface EventSharedChatSession extends EventSharedChat {
  /** All channels, the host and this one among them. */
  participants: EventChannel[]
}

export const sharedChatSession = object<EventSharedChatSession>({
  ...sharedChat,
  participants: array(object<EventChannel>(channel)),
})
