import { type AnonymousChatMessageEvent, anonymousChat } from 'tinyhelix/chat'
import {
  type ChannelChatClearEvent,
  channelChatClear,
  channelChatClearUserMessages,
  channelChatMessage,
  channelChatMessageDelete,
  channelChatNotification,
  channelChatSettingsUpdate,
  channelChatUserMessageHold,
  channelChatUserMessageUpdate,
  channelFollow,
  channelRaid,
  channelSharedChatBegin,
  channelUpdate,
  streamOffline,
  streamOnline,
  userUpdate,
} from 'tinyhelix/eventsub'
import { expectTypeOf } from 'vitest'

const chat = anonymousChat('pixelfox')

// Events of IRC, with the fields that only IRC has.
chat.on(channelChatMessage, (event, { id }) => {
  expectTypeOf(event).toEqualTypeOf<AnonymousChatMessageEvent>()
  expectTypeOf(event.is_first_message).toBeBoolean()
  expectTypeOf(id).toBeString()
})
chat.on(channelChatMessage, { broadcaster_user_id: '42' }, ({ message }) => message.text)
chat.on(channelChatNotification, event => event.params?.['msg-param-ritual-name'])
chat.on(channelChatMessageDelete, event => event.message_id)
chat.on(channelChatClearUserMessages, event => expectTypeOf(event.ban_duration).toEqualTypeOf<number | null>())
chat.on(channelChatClear, event => expectTypeOf(event).toEqualTypeOf<ChannelChatClearEvent>())
chat.on(channelChatSettingsUpdate, event => event.slow_mode)
anonymousChat(['pixelfox', 'ada'], { ircURL: 'ws://localhost/irc', WebSocket, onError: error => error.code })

// What IRC does not tell.
// @ts-expect-error
chat.on(channelFollow, () => {})
// @ts-expect-error
chat.on(channelRaid, { to_broadcaster_user_id: '1' }, () => {})
// @ts-expect-error
chat.on(channelChatUserMessageHold, () => {})
// @ts-expect-error
chat.on(channelChatUserMessageUpdate, () => {})
// @ts-expect-error
chat.on(channelUpdate, () => {})
// @ts-expect-error
chat.on(channelSharedChatBegin, () => {})
// @ts-expect-error
chat.on(streamOffline, () => {})
// @ts-expect-error
chat.on(streamOnline, () => {})
// @ts-expect-error
chat.on(userUpdate, () => {})
// @ts-expect-error
anonymousChat(42)
// @ts-expect-error
anonymousChat()
