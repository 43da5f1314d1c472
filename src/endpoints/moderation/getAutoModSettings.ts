import { one, type SelfEndpoint } from '../../endpoint.ts'
import { self } from '../../schema/parameters.ts'
import { type AutoModSettings, autoModSettings } from './autoModSettings.ts'

export interface GetAutoModSettingsParams {
  /** The channel. @defaultValue the signed-in user; required with an app token */
  broadcaster_id?: string
  /** The moderator, or the broadcaster. @defaultValue the signed-in user; required with an app token */
  moderator_id?: string
}

/**
 * The AutoMod settings of a channel's chat.
 *
 * Takes a user token with the scope `moderator:read:automod_settings`, of the broadcaster or a moderator, or an app
 * token if the moderator has granted that scope to the application. With a user token `broadcaster_id` and
 * `moderator_id` default to the signed-in user. Rejects with `forbidden` if the caller does not moderate there.
 *
 * @see https://dev.twitch.tv/docs/api/reference/moderation#get-automod-settings
 * @example
 * ```ts
 * import { type HelixClient, getAutoModSettings } from 'tinyhelix'
 *
 * async function strictness(client: HelixClient) {
 *   const { overall_level } = await getAutoModSettings(client)
 *   return overall_level ?? 'set one by one'
 * }
 * ```
 */
export const getAutoModSettings: SelfEndpoint<
  GetAutoModSettingsParams,
  'broadcaster_id' | 'moderator_id',
  AutoModSettings,
  'app' | 'user'
> = one({
  path: '/moderation/automod/settings',
  tokens: ['app', 'user'],
  scopes: ['moderator:read:automod_settings'],
  params: { broadcaster_id: self, moderator_id: self },
  item: autoModSettings,
  staleTime: 60_000,
})
