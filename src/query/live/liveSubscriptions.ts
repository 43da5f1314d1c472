import type { getBroadcasterSubscriptions } from '../../endpoints/subscriptions/getBroadcasterSubscriptions.ts'
import { channelSubscribe } from '../../eventsub/types/channelSubscribe.ts'
import { channelSubscriptionEnd } from '../../eventsub/types/channelSubscriptionEnd.ts'
import { channelSubscriptionGift } from '../../eventsub/types/channelSubscriptionGift.ts'
import { channelSubscriptionMessage } from '../../eventsub/types/channelSubscriptionMessage.ts'
import { answersOf, defineLiveFamily, type LiveFamily, liveRule } from './liveRule.ts'

const answers = answersOf<typeof getBroadcasterSubscriptions>('/subscriptions')

/** Subscribers: refetched when a user subscribes; a user whose subscription ends is removed. */
export const liveSubscriptions: LiveFamily = defineLiveFamily([
  liveRule(channelSubscribe, answers, { effect: 'refetch', after: [10_000] }),
  liveRule(channelSubscriptionGift, answers, { effect: 'refetch', after: [10_000] }),
  liveRule(channelSubscriptionMessage, answers, { effect: 'refetch' }),
  liveRule(channelSubscriptionEnd, answers, {
    effect: 'remove',
    row: 'user_id',
    from: 'user_id',
    total: true,
    partial: true,
  }),
])
