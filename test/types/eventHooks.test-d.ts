import {
  type ChannelFollowEvent,
  type ChannelRaidEvent,
  type ChatLine,
  channelFollow,
  channelPointsCustomRewardRedemptionAdd,
  channelRaid,
  type EventSub,
  type EventType,
} from 'tinyhelix/eventsub'
import * as react from 'tinyhelix/react'
import * as svelte from 'tinyhelix/svelte'
import * as vue from 'tinyhelix/vue'
import { expectTypeOf } from 'vitest'
import { ref } from 'vue'
import { client, maybeId } from './clients.ts'

declare const events: EventSub
declare const roomClap: EventType<{ room_id: string }, { count: number }>

// A handler receives the event of the type. The ids of a condition are never undefined.
export function Subscriptions() {
  react.useEventSub(channelFollow, event => expectTypeOf(event).toEqualTypeOf<ChannelFollowEvent>())
  react.useEventSub(channelFollow, {}, (event, { timestamp }) => event.user_name + timestamp)
  react.useEventSub(channelFollow, null, () => {}, { events })
  const { status } = react.useEventSub(channelRaid, { to_broadcaster_user_id: '1' }, event =>
    expectTypeOf(event).toEqualTypeOf<ChannelRaidEvent>(),
  )
  expectTypeOf(status).toEqualTypeOf<'off' | 'pending' | 'live' | 'refused'>()
  react.useEventSub(channelRaid, () => {})
  react.useEventSub(roomClap, { room_id: '1' }, ({ count }) => count)
  // @ts-expect-error
  react.useEventSub(roomClap, () => {})
  // @ts-expect-error
  react.useEventSub(roomClap, {}, () => {})
  // @ts-expect-error
  react.useEventSub(channelFollow, { broadcaster_id: '1' }, () => {})
  // @ts-expect-error
  react.useEventSub(channelPointsCustomRewardRedemptionAdd, { reward_id: maybeId }, () => {})
  // @ts-expect-error
  react.useEventSub(channelFollow, event => event.viewers)
  // @ts-expect-error
  react.useEventSub(channelFollow, {})
  // @ts-expect-error
  react.useEventSub('channel.follow', {}, () => {})
  // @ts-expect-error
  react.useEventSub(channelFollow, {}, () => {}, { client })

  const id = ref('1')
  vue.useEventSub(channelRaid, { to_broadcaster_user_id: id }, ({ viewers }) => viewers)
  vue.useEventSub(
    channelRaid,
    () => (id.value ? { to_broadcaster_user_id: id.value } : null),
    ({ viewers }) => viewers,
  )
  expectTypeOf(vue.useEventSub(channelFollow, ({ user_name }) => user_name).status.value).toEqualTypeOf<typeof status>()
  vue.useEventSub(channelRaid, () => {})
  vue.useEventSub(roomClap, { room_id: id }, ({ count }) => count)
  // @ts-expect-error
  vue.useEventSub(roomClap, () => {})
  vue.useEventSub(
    roomClap,
    // @ts-expect-error
    () => ({}),
    () => {},
  )
  vue.useEventSub(
    channelRaid,
    // @ts-expect-error
    () => ({ broadcaster_user_id: '1' }),
    () => {},
  )
  // @ts-expect-error
  vue.useEventSub(channelRaid, { broadcaster_user_id: id }, () => {})

  svelte.useEventSub(
    channelRaid,
    () => ({ to_broadcaster_user_id: '1' }),
    ({ viewers }) => viewers,
    () => ({ events }),
  )
  expectTypeOf(svelte.useEventSub(channelFollow, ({ user_name }) => user_name).status).toEqualTypeOf<typeof status>()
  svelte.useEventSub(channelRaid, () => {})
  // @ts-expect-error
  svelte.useEventSub(roomClap, () => {})
  svelte.useEventSub(
    channelRaid,
    // @ts-expect-error
    () => ({
      broadcaster_user_id: '1',
    }),
    () => {},
  )
  // @ts-expect-error
  svelte.useEventSub(channelRaid, { to_broadcaster_user_id: '1' }, () => {})
}

// The name in a queue determines the type of its event, in each framework.
const types = { follow: channelFollow, raid: [channelRaid, { to_broadcaster_user_id: '1' }] } as const

export function Queues() {
  const { current, add } = react.useEventQueue(types, { events, filter: ({ type }) => type !== 'raid' })
  if (current?.type === 'raid') expectTypeOf(current.event).toEqualTypeOf<ChannelRaidEvent>()
  if (current?.type === 'follow') add('follow', current.event)
  // @ts-expect-error
  if (current?.type === 'follow') add('raid', current.event)
  react.useEventQueue({ raid: channelRaid })
  // @ts-expect-error
  react.useEventQueue({ clap: roomClap })
  // @ts-expect-error
  react.useEventQueue({ raid: [channelRaid, { broadcaster_user_id: '1' }] })

  const queue = vue.useEventQueue(() => types)
  if (queue.current.value?.type === 'raid') expectTypeOf(queue.current.value.event).toEqualTypeOf<ChannelRaidEvent>()
  vue.useEventQueue(() => ({ raid: channelRaid }))
  // @ts-expect-error
  vue.useEventQueue(() => ({ clap: roomClap }))

  const alerts = svelte.useEventQueue(() => types)
  if (alerts.current?.type === 'raid') expectTypeOf(alerts.current.event).toEqualTypeOf<ChannelRaidEvent>()
  // @ts-expect-error
  svelte.useEventQueue(types)
}

export function Chats() {
  expectTypeOf(react.useChatLog(null, { max: 5, events })).toEqualTypeOf<readonly ChatLine[]>()
  expectTypeOf(vue.useChatLog({ broadcaster_user_id: () => '1' }).value).toEqualTypeOf<readonly ChatLine[]>()
  expectTypeOf(svelte.useChatLog(() => null).current).toEqualTypeOf<readonly ChatLine[]>()
  // @ts-expect-error
  react.useChatLog({ broadcaster_user_id: maybeId })
  // @ts-expect-error
  svelte.useChatLog({})
}
