import { nullable, number, object } from '../../schema/object.ts'
import { type ModeratorCondition, ofModerator } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { channel, type EventChannel, type EventModerator, moderator } from '../parts/people.ts'

/** AutoMod settings as they are now. Each level is 0 (off) to 4 (strictest). */
export interface AutomodSettingsUpdateEvent extends EventChannel, EventModerator {
  /** The level of all categories; `null` if they are set one by one. */
  overall_level: number | null
  bullying: number
  disability: number
  race_ethnicity_or_religion: number
  misogyny: number
  sexuality_sex_or_gender: number
  aggression: number
  sex_based_terms: number
  swearing: number
}

/**
 * A channel's AutoMod settings change.
 *
 * Takes a user token of the broadcaster or a moderator with the scope `moderator:read:automod_settings`.
 * `broadcaster_user_id` and `moderator_user_id` default to the signed-in user; `moderator_user_id` must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference/automod#automod-settings-update
 * @example
 * ```ts
 * import { automodSettingsUpdate, type EventSub } from 'tinyhelix/eventsub'
 *
 * function levels(events: EventSub) {
 *   events.on(automodSettingsUpdate, ({ overall_level }) => console.log(overall_level ?? 'one by one'))
 * }
 * ```
 */
export const automodSettingsUpdate: EventType<ModeratorCondition, AutomodSettingsUpdateEvent> = eventType({
  ...ofModerator,
  type: 'automod.settings.update',
  scopes: ['moderator:read:automod_settings'],
  event: object<AutomodSettingsUpdateEvent>({
    ...channel,
    ...moderator,
    overall_level: nullable(number),
    bullying: number,
    disability: number,
    race_ethnicity_or_religion: number,
    misogyny: number,
    sexuality_sex_or_gender: number,
    aggression: number,
    sex_based_terms: number,
    swearing: number,
  }),
})
