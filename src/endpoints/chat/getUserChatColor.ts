import { type AnyToken, anyToken, type Endpoint, list } from '../../endpoint.ts'
import { object, string } from '../../schema/object.ts'
import { ids, type OneOrMore } from '../../schema/parameters.ts'

export interface GetUserChatColorParams {
  /** Up to 100 users. */
  user_id: OneOrMore<string>
}

/** The color of a user's name in chat. */
export interface UserChatColor {
  user_id: string
  user_login: string
  user_name: string
  /** Such as `#9146FF`; `''` if the user has never picked one. */
  color: string
}

/**
 * The colors of users' names in chat. Unknown users are left out.
 *
 * Takes a user, app or extension token; needs no scope.
 *
 * @see https://dev.twitch.tv/docs/api/reference/chat#get-user-chat-color
 * @example
 * ```ts
 * import { type HelixClient, getUserChatColor } from 'tinyhelix'
 *
 * async function nameColor(client: HelixClient, user_id: string) {
 *   const [row] = await getUserChatColor(client, { user_id })
 *   return row?.color || 'inherit'
 * }
 * ```
 */
export const getUserChatColor: Endpoint<GetUserChatColorParams, UserChatColor[], AnyToken> = list({
  path: '/chat/color',
  tokens: anyToken,
  public: true,
  params: { user_id: ids(100) },
  item: object<UserChatColor>({ user_id: string, user_login: string, user_name: string, color: string }),
  batch: ['user_id'],
  staleTime: 300_000,
})
