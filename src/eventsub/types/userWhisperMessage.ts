import { object, string } from '../../schema/object.ts'
import { ofOwnUser, type UserCondition } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'

/** What a whisper says. */
export interface UserWhisperMessageContent {
  text: string
}

/** A whisper. */
export interface UserWhisperMessageEvent {
  from_user_id: string
  from_user_login: string
  from_user_name: string
  to_user_id: string
  to_user_login: string
  to_user_name: string
  whisper_id: string
  whisper: UserWhisperMessageContent
}

/**
 * The signed-in user gets a whisper.
 *
 * Takes a user token with the scope `user:read:whispers` or `user:manage:whispers`. `user_id` defaults to the signed-in
 * user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { userWhisperMessage, type EventSub } from 'tinyhelix/eventsub'
 *
 * function show(events: EventSub) {
 *   events.on(userWhisperMessage, ({ from_user_name, whisper }) => console.log(from_user_name, whisper.text))
 * }
 * ```
 */
export const userWhisperMessage: EventType<UserCondition, UserWhisperMessageEvent> = eventType({
  ...ofOwnUser,
  type: 'user.whisper.message',
  scopes: ['user:read:whispers', 'user:manage:whispers'],
  event: object<UserWhisperMessageEvent>({
    from_user_id: string,
    from_user_login: string,
    from_user_name: string,
    to_user_id: string,
    to_user_login: string,
    to_user_name: string,
    whisper_id: string,
    whisper: object<UserWhisperMessageContent>({ text: string }),
  }),
})
