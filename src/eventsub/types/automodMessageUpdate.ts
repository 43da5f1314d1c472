import { object, string } from '../../schema/object.ts'
import { type ModeratorCondition, ofModerator } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventHeldMessage, heldMessage } from '../parts/heldMessage.ts'
import { type EventModerator, moderator } from '../parts/people.ts'

/** A decision on a message that was held back. */
export interface AutomodMessageUpdateEvent extends EventHeldMessage, EventModerator {
  /** `invalid` was seen for messages that cannot be decided on any more. */
  status: 'approved' | 'denied' | 'expired' | 'invalid' | (string & {})
}

/**
 * A message that AutoMod or a public blocked term held back is approved or denied, or expires.
 *
 * Takes a user token of the broadcaster or a moderator with the scope `moderator:manage:automod`.
 * `broadcaster_user_id` and `moderator_user_id` default to the signed-in user; `moderator_user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/automod#automod-message-update-v2
 * @example
 * ```ts
 * import { automodMessageUpdate, type EventSub } from 'tinyhelix/eventsub'
 *
 * function decisions(events: EventSub) {
 *   events.on(automodMessageUpdate, ({ message_id, status }) => console.log(message_id, status))
 * }
 * ```
 */
export const automodMessageUpdate: EventType<ModeratorCondition, AutomodMessageUpdateEvent> = eventType({
  ...ofModerator,
  type: 'automod.message.update',
  version: '2',
  scopes: ['moderator:manage:automod'],
  event: object<AutomodMessageUpdateEvent>({ ...heldMessage, ...moderator, status: string }),
})
