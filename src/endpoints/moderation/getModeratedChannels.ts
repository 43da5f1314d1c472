import { type PageParams, page, type SelfPageEndpoint } from '../../endpoint.ts'
import { object, string } from '../../schema/object.ts'
import { self } from '../../schema/parameters.ts'

export interface GetModeratedChannelsParams extends PageParams {
  /** The moderator. @defaultValue the signed-in user; required with an app token */
  user_id?: string
}

/** A channel that a user moderates. */
export interface ModeratedChannel {
  broadcaster_id: string
  broadcaster_login: string
  broadcaster_name: string
}

/**
 * The channels that the signed-in user moderates. `await` returns the first page, `for await` iterates over the rows of
 * all pages.
 *
 * Takes a user token with the scope `user:read:moderated_channels`, or an app token if the moderator has granted that
 * scope to the application. With a user token `user_id` defaults to the signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/api/reference/moderation#get-moderated-channels
 * @example
 * ```ts
 * import { type HelixClient, getModeratedChannels } from 'tinyhelix'
 *
 * async function channelNames(client: HelixClient) {
 *   const channels = await getModeratedChannels(client, {}, { limit: Infinity })
 *   return channels.map(channel => channel.broadcaster_name)
 * }
 * ```
 */
export const getModeratedChannels: SelfPageEndpoint<
  GetModeratedChannelsParams,
  'user_id',
  ModeratedChannel,
  'app' | 'user'
> = page({
  path: '/moderation/channels',
  tokens: ['app', 'user'],
  scopes: ['user:read:moderated_channels'],
  params: { user_id: self },
  maxFirst: 100,
  item: object<ModeratedChannel>({ broadcaster_id: string, broadcaster_login: string, broadcaster_name: string }),
  staleTime: 60_000,
})
