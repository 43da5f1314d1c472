import { type PageParams, page, type SelfPageEndpoint } from '../../endpoint.ts'
import { number, object, string } from '../../schema/object.ts'
import { self } from '../../schema/parameters.ts'

export interface GetChattersParams extends PageParams {
  /** Whose chat. @defaultValue the signed-in user; required with an app token */
  broadcaster_id?: string
  /** The moderator; with a user token, it must be that user. @defaultValue the signed-in user; required with an app token */
  moderator_id?: string
}

/** Someone who is in a channel's chat. */
export interface Chatter {
  user_id: string
  user_login: string
  user_name: string
}

/**
 * The users who are in a channel's chat, up to 1,000 a page. `await` returns the first page, `for await` iterates over
 * the rows of all pages. Each page has `total`, the number of all chatters. Users who join or leave appear with a
 * delay, and `total` may change from page to page.
 *
 * Takes a user token with the scope `moderator:read:chatters`, or an app token if the moderator has granted that scope
 * to the application. With a user token `broadcaster_id` and `moderator_id` default to the signed-in user. Rejects with
 * `forbidden` if that user does not moderate the channel.
 *
 * @see https://dev.twitch.tv/docs/api/reference/chat#get-chatters
 * @example
 * ```ts
 * import { type HelixClient, getChatters } from 'tinyhelix'
 *
 * async function chatSize(client: HelixClient) {
 *   return (await getChatters(client, { first: 1 }).nextPage()).total
 * }
 * ```
 */
export const getChatters: SelfPageEndpoint<
  GetChattersParams,
  'broadcaster_id' | 'moderator_id',
  Chatter,
  'app' | 'user',
  { total: number }
> = page({
  path: '/chat/chatters',
  tokens: ['app', 'user'],
  scopes: ['moderator:read:chatters'],
  params: { broadcaster_id: self, moderator_id: self },
  maxFirst: 1000,
  item: object<Chatter>({ user_id: string, user_login: string, user_name: string }),
  extra: object<{ total: number }>({ total: number }),
  staleTime: 5_000,
})
