import type { EventChatMessage } from './parts/chatMessage.ts'

/** What is around the text of an action (`/me`). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: Twitch sends them.
const action = /^\u0001ACTION (.*?)\u0001?$/s

/** Whether a message is an action, which was typed as `/me` and is shown in the color of its author. */
export const isAction = ({ text }: Pick<EventChatMessage, 'text'>): boolean => action.test(text)

/**
 * Returns the text of a chat message as chat shows it: without the control characters of an action (`/me`).
 *
 * @example
 * ```ts
 * import { channelChatMessage, type EventSub, messageText } from 'tinyhelix/eventsub'
 *
 * function log(events: EventSub) {
 *   events.on(channelChatMessage, ({ message }) => console.log(messageText(message)))
 * }
 * ```
 */
export const messageText = ({ text }: Pick<EventChatMessage, 'text'>): string => text.replace(action, '$1')
