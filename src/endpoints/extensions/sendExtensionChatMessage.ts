import { voidResult, type WriteEndpoint } from '../../endpoint.ts'
import { id, text } from '../../schema/parameters.ts'

export interface SendExtensionChatMessageParams {
  /** The channel, where the extension must be active. */
  broadcaster_id: string
  /** 1 to 280 characters. */
  text: string
  /** The extension: its client id. */
  extension_id: string
  /** The version of the extension. */
  extension_version: string
}

/**
 * Sends a chat message to a channel in the name of an extension. Twitch allows 12 messages a minute per channel. The
 * extension must have the chat capability.
 *
 * Takes a jwt token, which the extension's backend signs for that channel.
 *
 * @see https://dev.twitch.tv/docs/api/reference/extensions#send-extension-chat-message
 * @example
 * ```ts
 * import { type HelixClient, sendExtensionChatMessage } from 'tinyhelix'
 *
 * async function say(client: HelixClient<'jwt'>, broadcaster_id: string, text: string) {
 *   const extension = { extension_id: 'abc', extension_version: '0.0.1' }
 *   await sendExtensionChatMessage(client, { broadcaster_id, text, ...extension })
 * }
 * ```
 */
export const sendExtensionChatMessage: WriteEndpoint<SendExtensionChatMessageParams, void, 'jwt'> = voidResult({
  method: 'POST',
  path: '/extensions/chat',
  tokens: ['jwt'],
  params: { broadcaster_id: id, text: text(1, 280), extension_id: id, extension_version: id },
  query: ['broadcaster_id'],
  invalidates: [],
})
