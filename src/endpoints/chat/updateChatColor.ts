import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { parameter, self } from '../../schema/parameters.ts'

/** A color for a user's name in chat: everyone may use the named colors, Turbo and Prime users any color. */
export type ChatColor =
  | 'blue'
  | 'blue_violet'
  | 'cadet_blue'
  | 'chocolate'
  | 'coral'
  | 'dodger_blue'
  | 'firebrick'
  | 'golden_rod'
  | 'green'
  | 'hot_pink'
  | 'orange_red'
  | 'red'
  | 'sea_green'
  | 'spring_green'
  | 'yellow_green'
  | `#${string}`

export interface UpdateChatColorParams {
  /** The user whose name gets the color. @defaultValue the signed-in user; Twitch accepts no other id */
  user_id?: string
  /** A named color. Turbo and Prime users may also use six digits such as `#9146FF`. */
  color: ChatColor
}

/**
 * Changes the color of the signed-in user's name in chat. Rejects with `bad_request` if a user without Turbo or Prime
 * gives digits.
 *
 * Takes a user token with the scope `user:manage:chat_color`. `user_id` defaults to the signed-in user.
 *
 * @see https://dev.twitch.tv/docs/api/reference/chat#update-user-chat-color
 * @example
 * ```ts
 * import { type HelixClient, updateChatColor } from 'tinyhelix'
 *
 * async function turnPink(client: HelixClient) {
 *   await updateChatColor(client, { color: 'hot_pink' })
 * }
 * ```
 */
export const updateChatColor: WriteEndpoint<UpdateChatColorParams, void> = voidResult({
  method: 'PUT',
  path: '/chat/color',
  scopes: ['user:manage:chat_color'],
  params: {
    user_id: self,
    color: parameter<ChatColor>('a color that Twitch names, such as hot_pink, or one like #9146FF', color =>
      /^(#[\da-fA-F]{6}|blue(_violet)?|cadet_blue|chocolate|coral|dodger_blue|firebrick|golden_rod|((sea|spring|yellow)_)?green|hot_pink|(orange_)?red)$/.test(
        String(color),
      ),
    ),
  },
})
