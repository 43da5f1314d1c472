import { type Fields, string } from '../../schema/object.ts'
import { channel, type EventChannel } from './people.ts'

/** A shared chat that a channel takes part in. */
export interface EventSharedChat extends EventChannel {
  session_id: string
  /** The channel that began it. */
  host_broadcaster_user_id: string
  /** Lower case, as in the channel's address. */
  host_broadcaster_user_login: string
  /** As it is shown. */
  host_broadcaster_user_name: string
}

export const sharedChat: Fields<EventSharedChat> = {
  ...channel,
  session_id: string,
  host_broadcaster_user_id: string,
  host_broadcaster_user_login: string,
  host_broadcaster_user_name: string,
}
