import { array, boolean, type Fields, nullable, nullish, number, object, string } from '../../schema/object.ts'
import { channel, type EventChannel, type EventModerator, type EventPerson, moderator, person } from './people.ts'

/** Chat is for followers. */
export interface EventFollowersMode {
  /** Minutes for which users must have followed the channel. */
  follow_duration_minutes: number
}

/** Chatters have to wait between two messages. */
export interface EventSlowMode {
  /** Seconds. */
  wait_time_seconds: number
}

/** A user who is banned. */
export interface EventBan extends EventPerson {
  /** `''` or `null` if none was given. */
  reason: string | null
}

/** A user who is timed out. */
export interface EventTimeout extends EventBan {
  /** In RFC 3339. */
  expires_at: string
}

/** A channel that is raided. */
export interface EventModeratedRaid extends EventPerson {
  viewer_count: number
}

/** A message that is removed. */
export interface EventDeletedMessage extends EventPerson {
  message_id: string
  /** The message as it was typed. */
  message_body: string
}

/** Terms that are added to a list, or removed from it. */
export interface EventModeratedTerms {
  action: 'add' | 'remove' | (string & {})
  list: 'blocked' | 'permitted' | (string & {})
  terms: string[]
  /** Whether a message that AutoMod held back was the reason. */
  from_automod: boolean
}

/** A banned user's request that is answered. */
export interface EventAnsweredUnbanRequest extends EventPerson {
  is_approved: boolean
  /** What the moderator wrote. */
  moderator_message: string
}

/** An action of a moderator. At most one of the fields from `followers` on is filled; the others are `null`. */
export interface EventModeration extends EventChannel, EventModerator {
  /** The channel of a shared chat in which it happened; `null` or absent outside of shared chats. */
  source_broadcaster_user_id?: string | null | undefined
  /** `null` or absent outside of shared chats. */
  source_broadcaster_user_login?: string | null | undefined
  /** `null` or absent outside of shared chats. */
  source_broadcaster_user_name?: string | null | undefined
  followers: EventFollowersMode | null
  slow: EventSlowMode | null
  vip: EventPerson | null
  unvip: EventPerson | null
  unmod: EventPerson | null
  ban: EventBan | null
  unban: EventPerson | null
  timeout: EventTimeout | null
  untimeout: EventPerson | null
  raid: EventModeratedRaid | null
  unraid: EventPerson | null
  delete: EventDeletedMessage | null
  automod_terms: EventModeratedTerms | null
  unban_request: EventAnsweredUnbanRequest | null
  shared_chat_ban: EventBan | null
  shared_chat_unban: EventPerson | null
  shared_chat_timeout: EventTimeout | null
  shared_chat_untimeout: EventPerson | null
  shared_chat_delete: EventDeletedMessage | null
}

/** The actions that both versions know. */
export type EventModerationAction =
  | 'ban'
  | 'timeout'
  | 'unban'
  | 'untimeout'
  | 'clear'
  | 'emoteonly'
  | 'emoteonlyoff'
  | 'followers'
  | 'followersoff'
  | 'uniquechat'
  | 'uniquechatoff'
  | 'slow'
  | 'slowoff'
  | 'subscribers'
  | 'subscribersoff'
  | 'raid'
  | 'unraid'
  | 'delete'
  | 'vip'
  | 'unvip'
  | 'mod'
  | 'unmod'
  | 'add_blocked_term'
  | 'add_permitted_term'
  | 'remove_blocked_term'
  | 'remove_permitted_term'
  | 'approve_unban_request'
  | 'deny_unban_request'
  | 'shared_chat_ban'
  | 'shared_chat_unban'
  | 'shared_chat_timeout'
  | 'shared_chat_untimeout'
  | 'shared_chat_delete'

const anyone = nullable(object<EventPerson>(person))
const ban = nullable(object<EventBan>({ ...person, reason: nullable(string) }))
const timeout = nullable(object<EventTimeout>({ ...person, reason: nullable(string), expires_at: string }))
const deletedMessage = nullable(object<EventDeletedMessage>({ ...person, message_id: string, message_body: string }))

export const moderation: Fields<EventModeration> = {
  ...channel,
  ...moderator,
  source_broadcaster_user_id: nullish(string),
  source_broadcaster_user_login: nullish(string),
  source_broadcaster_user_name: nullish(string),
  followers: nullable(object<EventFollowersMode>({ follow_duration_minutes: number })),
  slow: nullable(object<EventSlowMode>({ wait_time_seconds: number })),
  vip: anyone,
  unvip: anyone,
  unmod: anyone,
  ban,
  unban: anyone,
  timeout,
  untimeout: anyone,
  raid: nullable(object<EventModeratedRaid>({ ...person, viewer_count: number })),
  unraid: anyone,
  delete: deletedMessage,
  automod_terms: nullable(
    object<EventModeratedTerms>({ action: string, list: string, terms: array(string), from_automod: boolean }),
  ),
  unban_request: nullable(
    object<EventAnsweredUnbanRequest>({ ...person, is_approved: boolean, moderator_message: string }),
  ),
  shared_chat_ban: ban,
  shared_chat_unban: anyone,
  shared_chat_timeout: timeout,
  shared_chat_untimeout: anyone,
  shared_chat_delete: deletedMessage,
}
