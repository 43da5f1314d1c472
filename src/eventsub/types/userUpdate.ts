import { boolean, nullish, object, optional, string } from '../../schema/object.ts'
import { ofUser, type UserCondition } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventPerson, person } from '../parts/people.ts'

/** An account as it is now. */
export interface UserUpdateEvent extends EventPerson {
  /** `''`, `null` or absent if the user has not granted `user:read:email`. */
  email?: string | null | undefined
  /** Has no meaning without `email`; may be absent. */
  email_verified?: boolean | undefined
  description: string
}

/**
 * A user's account changes: the name, the description or the email address.
 *
 * Takes a user token; needs no scope. `user_id` defaults to the signed-in user. A user who has not authorized your
 * application costs 1; Twitch allows a total of 10.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { userUpdate, type EventSub } from 'tinyhelix/eventsub'
 *
 * function rename(events: EventSub) {
 *   events.on(userUpdate, ({ user_name }) => console.log(user_name))
 * }
 * ```
 */
export const userUpdate: EventType<UserCondition, UserUpdateEvent> = eventType({
  ...ofUser,
  type: 'user.update',
  event: object<UserUpdateEvent>({
    ...person,
    email: nullish(string),
    email_verified: optional(boolean),
    description: string,
  }),
})
