import { array, boolean, object, string } from '../../schema/object.ts'
import { type ModeratorCondition, ofModerator } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { channel, type EventChannel, type EventModerator, moderator } from '../parts/people.ts'

/** Terms that are added to a list, or removed from it. */
export interface AutomodTermsUpdateEvent extends EventChannel, EventModerator {
  action: 'add_permitted' | 'remove_permitted' | 'add_blocked' | 'remove_blocked' | (string & {})
  /** Whether a message that AutoMod held back was the reason. */
  from_automod: boolean
  terms: string[]
}

/**
 * A channel's blocked or permitted terms change. Twitch does not report private terms.
 *
 * Takes a user token of the broadcaster or a moderator with the scope `moderator:manage:automod`.
 * `broadcaster_user_id` and `moderator_user_id` default to the signed-in user; `moderator_user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/automod#automod-terms-update
 * @example
 * ```ts
 * import { automodTermsUpdate, type EventSub } from 'tinyhelix/eventsub'
 *
 * function terms(events: EventSub) {
 *   events.on(automodTermsUpdate, ({ action, terms }) => console.log(action, terms.join(', ')))
 * }
 * ```
 */
export const automodTermsUpdate: EventType<ModeratorCondition, AutomodTermsUpdateEvent> = eventType({
  ...ofModerator,
  type: 'automod.terms.update',
  scopes: ['moderator:manage:automod'],
  event: object<AutomodTermsUpdateEvent>({
    ...channel,
    ...moderator,
    action: string,
    from_automod: boolean,
    terms: array(string),
  }),
})
