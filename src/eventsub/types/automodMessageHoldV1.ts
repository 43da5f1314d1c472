import { object } from '../../schema/object.ts'
import { type ModeratorCondition, ofModerator } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventHeldMessageV1, heldMessageV1 } from '../parts/heldMessageV1.ts'

/** A message that AutoMod holds back. */
export interface AutomodMessageHoldV1Event extends EventHeldMessageV1 {}

/**
 * AutoMod holds back a chat message: version 1, without blocked terms.
 *
 * Takes a user token of the broadcaster or a moderator with the scope `moderator:manage:automod`.
 * `broadcaster_user_id` and `moderator_user_id` default to the signed-in user; `moderator_user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/automod#automod-message-hold
 * @example
 * ```ts
 * import { automodMessageHoldV1, type EventSub } from 'tinyhelix/eventsub'
 *
 * function review(events: EventSub) {
 *   events.on(automodMessageHoldV1, ({ message, category }) => console.log(category, message.text))
 * }
 * ```
 */
export const automodMessageHoldV1: EventType<ModeratorCondition, AutomodMessageHoldV1Event> = eventType({
  ...ofModerator,
  type: 'automod.message.hold',
  scopes: ['moderator:manage:automod'],
  event: object<EventHeldMessageV1>(heldMessageV1),
})
