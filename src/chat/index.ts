export {
  type AnonymousChat,
  type AnonymousChatGap,
  type AnonymousChatOptions,
  type AnonymousChatState,
  anonymousChat,
} from './anonymousChat.ts'
export type { ChatSocket, ChatSocketClass } from './connection.ts'
export type {
  AnonymousChatClearUserMessagesEvent,
  AnonymousChatMessageEvent,
  AnonymousChatNotificationEvent,
} from './events.ts'
export { type IRCMessage, parseIRC } from './parseIRC.ts'
