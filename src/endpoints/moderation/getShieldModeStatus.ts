import { one, type SelfEndpoint } from '../../endpoint.ts'
import { self } from '../../schema/parameters.ts'
import { type ShieldModeStatus, shieldModeStatus } from './shieldModeStatus.ts'

export interface GetShieldModeStatusParams {
  /** The channel. @defaultValue the signed-in user; required with an app token */
  broadcaster_id?: string
  /** The moderator, or the broadcaster. @defaultValue the signed-in user; required with an app token */
  moderator_id?: string
}

/**
 * Whether a channel's Shield Mode is on, and who turned it on last.
 *
 * Takes a user token with the scope `moderator:manage:shield_mode` or `moderator:read:shield_mode`, of the broadcaster
 * or a moderator, or an app token if the moderator has granted one of these scopes to the application. With a user
 * token `broadcaster_id` and `moderator_id` default to the signed-in user. Rejects with `forbidden` if the caller does
 * not moderate there.
 *
 * @see https://dev.twitch.tv/docs/api/reference/moderation#get-shield-mode-status
 * @example
 * ```ts
 * import { type HelixClient, getShieldModeStatus } from 'tinyhelix'
 *
 * async function isShielded(client: HelixClient) {
 *   return (await getShieldModeStatus(client)).is_active
 * }
 * ```
 */
export const getShieldModeStatus: SelfEndpoint<
  GetShieldModeStatusParams,
  'broadcaster_id' | 'moderator_id',
  ShieldModeStatus,
  'app' | 'user'
> = one({
  path: '/moderation/shield_mode',
  tokens: ['app', 'user'],
  scopes: ['moderator:manage:shield_mode', 'moderator:read:shield_mode'],
  params: { broadcaster_id: self, moderator_id: self },
  item: shieldModeStatus,
  staleTime: 60_000,
})
