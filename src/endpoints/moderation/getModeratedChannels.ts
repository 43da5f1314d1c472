import { type PageEndpoint, type PageParams, page } from '../../endpoint.ts'
import { object, string } from '../../schema/object.ts'
import { self } from '../../schema/parameters.ts'

export interface GetModeratedChannelsParams extends PageParams {
  /** The moderator. @defaultValue the signed-in user */
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
 * Takes a user token with the scope `user:read:moderated_channels`. `user_id` defaults to the signed-in user and must
 * be that user.
 *
 * @see https://dev.twitch.tv/docs/api/reference#get-moderated-channels
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
export const getModeratedChannels: PageEndpoint<GetModeratedChannelsParams, ModeratedChannel> = page({
  path: '/moderation/channels',
  scopes: ['user:read:moderated_channels'],
  params: { user_id: self },
  largest: 100,
  item: object<ModeratedChannel>({ broadcaster_id: string, broadcaster_login: string, broadcaster_name: string }),
  staleTime: 60_000,
})
