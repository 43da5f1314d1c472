import {
  type ChannelChatMessageEvent,
  type ChannelChatNotificationEvent,
  type ChannelFollowEvent,
  type ChannelRaidEvent,
  type ChatLine,
  channelFollow,
  channelPointsCustomRewardRedemptionAdd,
  channelRaid,
  createChatLog,
  createEventQueue,
  type EventSub,
  type EventType,
  messageParts,
  readableColor,
} from 'tinyhelix/eventsub'
import { expectTypeOf } from 'vitest'
import { maybeId } from './clients.ts'

declare const events: EventSub

// The name in a queue determines the type of its event.
const queue = createEventQueue(events, {
  follow: channelFollow,
  raid: [channelRaid, { to_broadcaster_user_id: '1' }],
  reward: [channelPointsCustomRewardRedemptionAdd, { reward_id: '1' }],
})
const { current, waiting } = queue.state
expectTypeOf(current?.type).toEqualTypeOf<'follow' | 'raid' | 'reward' | undefined>()
if (current?.type === 'follow') expectTypeOf(current.event).toEqualTypeOf<ChannelFollowEvent>()
if (current?.type === 'raid') expectTypeOf(current.event).toEqualTypeOf<ChannelRaidEvent>()
for (const { type, event } of waiting) if (type === 'raid') expectTypeOf(event.viewers).toEqualTypeOf<number>()
queue.subscribe(state => expectTypeOf(state).toEqualTypeOf(queue.state))
// @ts-expect-error
export const misspeltType = current?.type === 'folow'

// The filter and `add` have the same types.
createEventQueue(
  events,
  { follow: channelFollow, raid: [channelRaid, { to_broadcaster_user_id: '1' }] },
  { filter: queued => queued.type !== 'raid' || queued.event.viewers > 2 },
)
createEventQueue(
  events,
  { follow: channelFollow },
  // @ts-expect-error
  { filter: queued => queued.event.viewers > 2 },
)
declare const follow: ChannelFollowEvent
queue.add('follow', follow)
// @ts-expect-error
queue.add('raid', follow)
// @ts-expect-error
queue.add('cheer', follow)

// Conditions are those of the type.
createEventQueue(events, { raid: channelRaid })
createEventQueue(events, { raid: [channelRaid, {}] })
declare const roomClap: EventType<{ room_id: string }, { count: number }>
createEventQueue(events, { clap: [roomClap, { room_id: '1' }] })
// @ts-expect-error
createEventQueue(events, { clap: roomClap })
// @ts-expect-error
createEventQueue(events, { clap: [roomClap, {}] })
// @ts-expect-error
createEventQueue(events, { follow: [channelFollow, { broadcaster_id: '1' }] })
// @ts-expect-error
createEventQueue(events, { follow: [channelFollow, { broadcaster_user_id: '1', user_id: '1' }] })
// @ts-expect-error
createEventQueue(events, { follow: [channelFollow, { broadcaster_user_id: maybeId }] })
// @ts-expect-error
createEventQueue(events, { follow: 'channel.follow' })
// @ts-expect-error
createEventQueue(events, { follow: channelFollow }, { duraton: 1 })

// A line is a message or a notification.
const chat = createChatLog(events, { broadcaster_user_id: '1' }, { max: 10, pace: 0, keepDeleted: true })
expectTypeOf(chat.state).toEqualTypeOf<readonly ChatLine[]>()
for (const { message, notification } of chat.state) {
  if (message) expectTypeOf(message).toEqualTypeOf<ChannelChatMessageEvent>()
  else expectTypeOf(notification).toEqualTypeOf<ChannelChatNotificationEvent>()
}
// @ts-expect-error
createChatLog(events, { broadcaster_user_id: maybeId })
// @ts-expect-error
createChatLog(events, { broadcaster_id: '1' })
// @ts-expect-error
createChatLog(events, {}, { keep: true })

// Parts of a message.
declare const message: ChannelChatMessageEvent
for (const part of messageParts(message, { scale: 2 }).parts) {
  if (part.type === 'emote') expectTypeOf(part.animated).toEqualTypeOf<boolean>()
  if (part.type === 'cheermote') expectTypeOf(part.url).toEqualTypeOf<string | null>()
}
// @ts-expect-error
messageParts(message, { scale: 4 })
readableColor(message.color, '#fff')
readableColor(null, '#fff')
// @ts-expect-error
readableColor(message.color, 'white')
