import { object, string } from '../../schema/object.ts'
import { type ModeratorCondition, ofModerator } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventHeldMessageV1, heldMessageV1 } from '../parts/heldMessageV1.ts'
import { type EventModerator, moderator } from '../parts/people.ts'

/** A decision on a message that AutoMod held back. */
export interface AutomodMessageUpdateV1Event extends EventHeldMessageV1, EventModerator {
  /** `invalid` was seen for messages that cannot be decided on any more. */
  status: 'approved' | 'denied' | 'expired' | 'invalid' | (string & {})
}

/**
 * A message that AutoMod held back is approved or denied, or expires: version 1, without blocked terms.
 *
 * Takes a user token of the broadcaster or a moderator with the scope `moderator:manage:automod`.
 * `broadcaster_user_id` and `moderator_user_id` default to the signed-in user; `moderator_user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/automod#automod-message-update
 * @example
 * ```ts
 * import { automodMessageUpdateV1, type EventSub } from 'tinyhelix/eventsub'
 *
 * function decisions(events: EventSub) {
 *   events.on(automodMessageUpdateV1, ({ message, status }) => console.log(status, message.text))
 * }
 * ```
 */
export const automodMessageUpdateV1: EventType<ModeratorCondition, AutomodMessageUpdateV1Event> = eventType({
  ...ofModerator,
  type: 'automod.message.update',
  scopes: ['moderator:manage:automod'],
  event: object<AutomodMessageUpdateV1Event>({ ...heldMessageV1, ...moderator, status: string }),
})
