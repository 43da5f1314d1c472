import { one, type SelfOptimisticEndpoint } from '../../endpoint.ts'
import { boolean } from '../../schema/object.ts'
import { self } from '../../schema/parameters.ts'
import { type ShieldModeStatus, shieldModeStatus } from './shieldModeStatus.ts'

export interface UpdateShieldModeStatusParams {
  /** The channel. @defaultValue the signed-in user; required with an app token */
  broadcaster_id?: string
  /** The moderator, or the broadcaster. @defaultValue the signed-in user; required with an app token */
  moderator_id?: string
  /** Whether Shield Mode is on. */
  is_active: boolean
}

/**
 * Turns a channel's Shield Mode on or off. Shield Mode applies the stricter rules that the broadcaster has set on
 * Twitch.
 *
 * Takes a user token with the scope `moderator:manage:shield_mode`, of the broadcaster or a moderator, or an app token
 * if the moderator has granted that scope to the application. With a user token `broadcaster_id` and `moderator_id`
 * default to the signed-in user. Rejects with `forbidden` if the caller does not moderate there. Sometimes rejects with
 * `bad_request` if the scope is missing.
 *
 * @see https://dev.twitch.tv/docs/api/reference/moderation#update-shield-mode-status
 * @example
 * ```ts
 * import { type HelixClient, updateShieldModeStatus } from 'tinyhelix'
 *
 * async function panic(client: HelixClient) {
 *   await updateShieldModeStatus(client, { is_active: true })
 * }
 * ```
 */
export const updateShieldModeStatus: SelfOptimisticEndpoint<
  UpdateShieldModeStatusParams,
  'broadcaster_id' | 'moderator_id',
  ShieldModeStatus,
  'app' | 'user'
> = one({
  method: 'PUT',
  path: '/moderation/shield_mode',
  tokens: ['app', 'user'],
  scopes: ['moderator:manage:shield_mode'],
  params: { broadcaster_id: self, moderator_id: self, is_active: boolean },
  query: ['broadcaster_id', 'moderator_id'],
  item: shieldModeStatus,
  optimistic: true,
  invalidates: ['/moderation/shield_mode', '/chat/settings', '/moderation/automod/settings'],
})
