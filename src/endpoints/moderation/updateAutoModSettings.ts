import { one, type SelfWriteEndpoint } from '../../endpoint.ts'
import { optional } from '../../schema/object.ts'
import { integer, self } from '../../schema/parameters.ts'
import { type AutoModSettings, autoModSettings } from './autoModSettings.ts'

/**
 * Give either `overall_level`, or all other levels that are to be above 0. Each level is 0 (no filter) to 4
 * (strictest).
 */
export interface UpdateAutoModSettingsParams {
  /** The channel. @defaultValue the signed-in user; required with an app token */
  broadcaster_id?: string
  /** The moderator, or the broadcaster. @defaultValue the signed-in user; required with an app token */
  moderator_id?: string
  /** Sets the other levels to the values that Twitch recommends for it. It excludes all of them. */
  overall_level?: number | undefined
  /** Hostility against people with disabilities. */
  disability?: number | undefined
  /** Threats and other aggression. */
  aggression?: number | undefined
  /** Hostility towards sexuality, sex or gender. */
  sexuality_sex_or_gender?: number | undefined
  /** Hostility towards women. */
  misogyny?: number | undefined
  /** Insults and name calling. */
  bullying?: number | undefined
  /** Swearing. */
  swearing?: number | undefined
  /** Hostility towards ethnicity or religion. */
  race_ethnicity_or_religion?: number | undefined
  /** Sexual language. */
  sex_based_terms?: number | undefined
}

const level = optional(integer(0, 4))

/**
 * Replaces the AutoMod settings of a channel's chat, and returns the new settings. Levels that are left out become 0.
 * If the levels equal those of an `overall_level`, Twitch sets that `overall_level`.
 *
 * Takes a user token with the scope `moderator:manage:automod_settings`, of the broadcaster or a moderator, or an app
 * token if the moderator has granted that scope to the application. With a user token `broadcaster_id` and
 * `moderator_id` default to the signed-in user. Rejects with `forbidden` if the caller does not moderate there.
 *
 * @see https://dev.twitch.tv/docs/api/reference/moderation#update-automod-settings
 * @example
 * ```ts
 * import { type HelixClient, updateAutoModSettings } from 'tinyhelix'
 *
 * async function strict(client: HelixClient) {
 *   return await updateAutoModSettings(client, { overall_level: 4 })
 * }
 * ```
 */
export const updateAutoModSettings: SelfWriteEndpoint<
  UpdateAutoModSettingsParams,
  'broadcaster_id' | 'moderator_id',
  AutoModSettings,
  'app' | 'user'
> = one({
  method: 'PUT',
  path: '/moderation/automod/settings',
  tokens: ['app', 'user'],
  scopes: ['moderator:manage:automod_settings'],
  params: {
    broadcaster_id: self,
    moderator_id: self,
    overall_level: level,
    disability: level,
    aggression: level,
    sexuality_sex_or_gender: level,
    misogyny: level,
    bullying: level,
    swearing: level,
    race_ethnicity_or_religion: level,
    sex_based_terms: level,
  },
  rules: [
    {
      keys: ['overall_level'],
      expected: 'given, or else some of the other levels, but not both',
      test: ({ broadcaster_id, moderator_id, overall_level, ...levels }) =>
        (overall_level === undefined) === Object.values(levels).some(given => given !== undefined),
    },
  ],
  query: ['broadcaster_id', 'moderator_id'],
  item: autoModSettings,
})
