// What the guide of chats names of other libraries is in their own types.
import type { ChatClient, ChatMessage, parseChatMessage } from '@twurple/chat'
import type { Client, Events, Options } from 'tmi.js'
import { expectTypeOf } from 'vitest'

expectTypeOf<
  | 'message'
  | 'action'
  | 'subscription'
  | 'resub'
  | 'subgift'
  | 'submysterygift'
  | 'raided'
  | 'cheer'
  | 'messagedeleted'
  | 'ban'
  | 'timeout'
  | 'clearchat'
  | 'slowmode'
  | 'roomstate'
>().toExtend<keyof Events>()
expectTypeOf<Parameters<Events['message']>[2]>().toBeString()
expectTypeOf<{ channels: ['a'] }>().toExtend<Options>()
expectTypeOf<Parameters<Client['say']>>().toEqualTypeOf<[channel: string, message: string]>()
// Its types list neither announcements nor the event that has them.
expectTypeOf<'usernotice' | 'announcement'>().exclude<keyof Events>().toEqualTypeOf<'usernotice' | 'announcement'>()

expectTypeOf<
  | 'onMessage'
  | 'onAction'
  | 'onSub'
  | 'onResub'
  | 'onSubGift'
  | 'onCommunitySub'
  | 'onRaid'
  | 'onAnnouncement'
  | 'onMessageRemove'
  | 'onBan'
  | 'onTimeout'
  | 'onChatClear'
  | 'onSlow'
  | 'onEmoteOnly'
  | 'say'
  | 'connect'
>().toExtend<keyof ChatClient>()
expectTypeOf<'bits' | 'isFirst' | 'emoteOffsets'>().toExtend<keyof ChatMessage>()
expectTypeOf<Parameters<typeof parseChatMessage>[1]>().toEqualTypeOf<ChatMessage['emoteOffsets']>()
