import type { GetFollowedStreamsParams, getFollowedStreams } from '../../endpoints/streams/getFollowedStreams.ts'
import type { getStreams } from '../../endpoints/streams/getStreams.ts'
import type { Stream } from '../../endpoints/streams/stream.ts'
import { channelUpdate } from '../../eventsub/types/channelUpdate.ts'
import { type StreamOfflineEvent, streamOffline } from '../../eventsub/types/streamOffline.ts'
import { streamOnline } from '../../eventsub/types/streamOnline.ts'
import { answersOf, defineLiveFamily, type LiveEffect, type LiveFamily, liveRule } from './liveRule.ts'

const answers = answersOf<typeof getStreams>('/streams', { broadcaster_user_id: 'user_id' })

/**
 * Makes no subscription, because events of other channels have a cost. Its rows follow events that arrive for other
 * queries.
 */
const followed = answersOf<typeof getFollowedStreams>('/streams/followed', null)

const ended = {
  effect: 'remove',
  row: 'user_id',
  from: 'broadcaster_user_id',
  listedFor: 600_000,
} satisfies LiveEffect<StreamOfflineEvent, Stream, Stream[], GetFollowedStreamsParams>

const category = { title: 'title', game_id: 'category_id', game_name: 'category_name', language: 'language' } as const

/**
 * Streams by `user_id`: start, end, title and category. Helix lists a stream only seconds to minutes after it began,
 * and for minutes after it ended: this family corrects both. Queries by category, language or login make no
 * subscriptions, and neither does `getFollowedStreams`: their rows follow events that arrive for other queries.
 */
export const liveStreams: LiveFamily = defineLiveFamily([
  liveRule(streamOnline, answers, { effect: 'refetch', after: [3_000, 10_000, 30_000, 90_000], until: 'id' }),
  liveRule(streamOffline, answers, ended),
  liveRule(channelUpdate, answers, {
    effect: 'patch',
    row: 'user_id',
    from: 'broadcaster_user_id',
    fields: { ...category, user_login: 'broadcaster_user_login', user_name: 'broadcaster_user_name' },
  }),
  liveRule(streamOffline, followed, ended),
  liveRule(channelUpdate, followed, { effect: 'patch', row: 'user_id', from: 'broadcaster_user_id', fields: category }),
])
