import type { getBroadcasterSubscriptions } from '../../endpoints/subscriptions/getBroadcasterSubscriptions.ts'
import { channelSubscribe } from '../../eventsub/types/channelSubscribe.ts'
import { channelSubscriptionEnd } from '../../eventsub/types/channelSubscriptionEnd.ts'
import { channelSubscriptionGift } from '../../eventsub/types/channelSubscriptionGift.ts'
import { channelSubscriptionMessage } from '../../eventsub/types/channelSubscriptionMessage.ts'
import { answersOf, type LiveFamily, live, on } from './live.ts'

const answers = answersOf<typeof getBroadcasterSubscriptions>('/subscriptions')

/** Subscribers: refetched when a user subscribes; a user whose subscription ends is removed. */
export const liveSubscriptions: LiveFamily = live([
  on(channelSubscribe, answers, { effect: 'refetch', after: [10_000] }),
  on(channelSubscriptionGift, answers, { effect: 'refetch', after: [10_000] }),
  on(channelSubscriptionMessage, answers, { effect: 'refetch' }),
  on(channelSubscriptionEnd, answers, {
    effect: 'remove',
    row: 'user_id',
    from: 'user_id',
    total: true,
    partial: true,
  }),
])
