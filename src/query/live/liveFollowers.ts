import type { getChannelFollowers } from '../../endpoints/channels/getChannelFollowers.ts'
import { channelFollow } from '../../eventsub/types/channelFollow.ts'
import { answersOf, defineLiveFamily, type LiveFamily, liveRule } from './liveRule.ts'

const answers = answersOf<typeof getChannelFollowers>('/channels/followers')

/**
 * Followers: a new follower becomes the first row. No event reports users who unfollow, so answers are stale
 * afterwards.
 */
export const liveFollowers: LiveFamily = defineLiveFamily([
  liveRule(channelFollow, answers, {
    effect: 'insert',
    row: 'user_id',
    from: 'user_id',
    maxFirst: 100,
    total: true,
    newestBy: 'followed_at',
    partial: true,
    fields: { user_id: 'user_id', user_login: 'user_login', user_name: 'user_name', followed_at: 'followed_at' },
  }),
])
