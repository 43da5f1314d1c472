import { type AnyToken, anyToken, type Endpoint, list } from '../../endpoint.ts'
import { array, boolean, number, object, string } from '../../schema/object.ts'
import { ids, type OneOrMore } from '../../schema/parameters.ts'

export interface GetChannelInformationParams {
  /** Up to 100 channels. Unknown ones are left out of the result. */
  broadcaster_id: OneOrMore<string>
}

/** The information that a channel shows, whether it is live or not. */
export interface ChannelInformation {
  broadcaster_id: string
  broadcaster_login: string
  broadcaster_name: string
  /** An ISO 639-1 code, or `other`. */
  broadcaster_language: string
  /** The present or last category's name; `''` if there has been none. */
  game_name: string
  /** The present or last category; `''` if there has been none. */
  game_id: string
  /** The present or last stream's title; `''` if there has been no stream. */
  title: string
  /** Stream delay in seconds. It is `0` unless a partner reads their own channel. */
  delay: number
  tags: string[]
  /** Ids of content classification labels. `modifyChannelInformation` takes them in another format. */
  content_classification_labels: string[]
  is_branded_content: boolean
}

/**
 * Title, category, language, tags and labels of channels, whether they are live or not. Rows come in any order.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/channels#get-channel-information
 * @example
 * ```ts
 * import { type HelixClient, getChannelInformation } from 'tinyhelix'
 *
 * async function title(client: HelixClient, broadcaster_id: string) {
 *   const [channel] = await getChannelInformation(client, { broadcaster_id })
 *   return channel?.title
 * }
 * ```
 */
export const getChannelInformation: Endpoint<GetChannelInformationParams, ChannelInformation[], AnyToken> = list({
  path: '/channels',
  tokens: anyToken,
  params: { broadcaster_id: ids(100) },
  item: object<ChannelInformation>({
    broadcaster_id: string,
    broadcaster_login: string,
    broadcaster_name: string,
    broadcaster_language: string,
    game_name: string,
    game_id: string,
    title: string,
    delay: number,
    tags: array(string),
    content_classification_labels: array(string),
    is_branded_content: boolean,
  }),
  batch: ['broadcaster_id'],
  staleTime: 300_000,
})
