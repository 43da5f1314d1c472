export type {
  AnonymousChatClearUserMessagesEvent,
  AnonymousChatMessageEvent,
  AnonymousChatNotificationEvent,
} from '../eventsub/parts/anonymousChat.ts'
export {
  type AnonymousChat,
  type AnonymousChatGap,
  type AnonymousChatOptions,
  type AnonymousChatState,
  anonymousChat,
} from './anonymousChat.ts'
export type { ChatSocket, ChatSocketClass } from './connection.ts'
export { type IRCMessage, parseIRC } from './parseIRC.ts'
