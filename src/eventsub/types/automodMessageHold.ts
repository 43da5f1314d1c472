import { object } from '../../schema/object.ts'
import { type ModeratorCondition, ofModerator } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventHeldMessage, heldMessage } from '../parts/heldMessage.ts'

/** A message that is held back. */
export interface AutomodMessageHoldEvent extends EventHeldMessage {}

/**
 * AutoMod or a public blocked term holds back a chat message, until a moderator decides. `manageHeldAutoModMessages`
 * allows or denies it.
 *
 * Takes a user token of the broadcaster or a moderator with the scope `moderator:manage:automod`.
 * `broadcaster_user_id` and `moderator_user_id` default to the signed-in user; `moderator_user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/automod#automod-message-hold-v2
 * @example
 * ```ts
 * import { automodMessageHold, type EventSub } from 'tinyhelix/eventsub'
 *
 * function review(events: EventSub) {
 *   events.on(automodMessageHold, ({ message, reason }) => console.log(reason, message.text))
 * }
 * ```
 */
export const automodMessageHold: EventType<ModeratorCondition, AutomodMessageHoldEvent> = eventType({
  ...ofModerator,
  type: 'automod.message.hold',
  version: '2',
  scopes: ['moderator:manage:automod'],
  event: object<EventHeldMessage>(heldMessage),
})
