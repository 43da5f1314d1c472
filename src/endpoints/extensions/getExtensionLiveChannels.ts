import { type AnyToken, anyToken, type PageEndpoint, type PageParams, page } from '../../endpoint.ts'
import { object, string } from '../../schema/object.ts'
import { id } from '../../schema/parameters.ts'

export interface GetExtensionLiveChannelsParams extends PageParams {
  /** The extension: its client id. */
  extension_id: string
}

/** A live channel that has an extension. Twitch does not send the login here. */
export interface ExtensionLiveChannel {
  broadcaster_id: string
  broadcaster_name: string
  /** The category's name; `''` if none is set. */
  game_name: string
  /** The category; `''` if none is set. */
  game_id: string
  /** `''` if none is set. */
  title: string
}

/**
 * Live channels that have installed or activated an extension; the list is some minutes old. `await` returns the first
 * page, `for await` iterates over the rows of all pages. A page may have fewer rows than `first`.
 *
 * Takes a user, app or extension token; needs no scope. Rejects with `not_found` if there is no such extension, or no
 * such channel is live.
 *
 * @see https://dev.twitch.tv/docs/api/reference/extensions#get-extension-live-channels
 * @example
 * ```ts
 * import { type HelixClient, getExtensionLiveChannels } from 'tinyhelix'
 *
 * async function whoUses(client: HelixClient, extension_id: string) {
 *   const channels = await getExtensionLiveChannels(client, { extension_id }, { limit: Infinity })
 *   return channels.map(channel => channel.broadcaster_name)
 * }
 * ```
 */
export const getExtensionLiveChannels: PageEndpoint<GetExtensionLiveChannelsParams, ExtensionLiveChannel, AnyToken> =
  page({
    path: '/extensions/live',
    tokens: anyToken,
    public: true,
    params: { extension_id: id },
    maxFirst: 100,
    item: object<ExtensionLiveChannel>({
      broadcaster_id: string,
      broadcaster_name: string,
      game_name: string,
      game_id: string,
      title: string,
    }),
    staleTime: 60_000,
  })
