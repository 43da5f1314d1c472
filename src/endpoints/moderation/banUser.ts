import { one, type SelfWriteEndpoint } from '../../endpoint.ts'
import { nullable, object, optional, string } from '../../schema/object.ts'
import { id, integer, self, text } from '../../schema/parameters.ts'

export interface BanUserParams {
  /** The channel. @defaultValue the signed-in user; required with an app token */
  broadcaster_id?: string
  /** The moderator, or the broadcaster. @defaultValue the signed-in user; required with an app token */
  moderator_id?: string
  /** The user to ban or to time out. */
  user_id: string
  /** Length of a timeout in seconds: 1 to 1,209,600 (two weeks). If it is left out, the user is banned. */
  duration?: number | undefined
  /** Up to 500 characters. */
  reason?: string | undefined
}

/** A new ban or timeout. */
export interface Ban {
  broadcaster_id: string
  moderator_id: string
  user_id: string
  /** In RFC 3339. */
  created_at: string
  /** When the timeout ends, in RFC 3339; `null` for a ban. */
  end_time: string | null
}

/**
 * Bans a user from a channel's chat; with `duration`, times the user out. Another call can change the length of a
 * timeout or replace it with a ban. A ban cannot be replaced with a timeout.
 *
 * Takes a user token with the scope `moderator:manage:banned_users`, of the broadcaster or a moderator, or an app token
 * if the moderator has granted that scope and `user:bot` to the application. With a user token `broadcaster_id` and
 * `moderator_id` default to the signed-in user. Rejects with `bad_request` if the user is banned already or may not be
 * banned. Rejects with `forbidden` if the caller does not moderate there, and with `conflict` while someone else
 * changes the same ban.
 *
 * @see https://dev.twitch.tv/docs/api/reference/moderation#ban-user
 * @example
 * ```ts
 * import { type HelixClient, banUser } from 'tinyhelix'
 *
 * async function timeOut(client: HelixClient, user_id: string) {
 *   return await banUser(client, { user_id, duration: 600, reason: 'Spam' })
 * }
 * ```
 */
export const banUser: SelfWriteEndpoint<BanUserParams, 'broadcaster_id' | 'moderator_id', Ban, 'app' | 'user'> = one({
  method: 'POST',
  path: '/moderation/bans',
  tokens: ['app', 'user'],
  scopes: ['moderator:manage:banned_users'],
  params: {
    broadcaster_id: self,
    moderator_id: self,
    user_id: id,
    duration: optional(integer(1, 1_209_600)),
    reason: optional(text(0, 500)),
  },
  query: ['broadcaster_id', 'moderator_id'],
  data: true,
  item: object<Ban>({
    broadcaster_id: string,
    moderator_id: string,
    user_id: string,
    created_at: string,
    end_time: nullable(string),
  }),
  invalidates: ['/moderation/banned', '/moderation/moderators', '/channels/vips'],
})
