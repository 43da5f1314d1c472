import type { GetFollowedStreamsParams, getFollowedStreams } from '../../endpoints/streams/getFollowedStreams.ts'
import type { getStreams } from '../../endpoints/streams/getStreams.ts'
import type { Stream } from '../../endpoints/streams/stream.ts'
import { channelUpdate } from '../../eventsub/types/channelUpdate.ts'
import { type StreamOfflineEvent, streamOffline } from '../../eventsub/types/streamOffline.ts'
import { streamOnline } from '../../eventsub/types/streamOnline.ts'
import { answersOf, type LiveEffect, type LiveFamily, live, on } from './live.ts'

const answers = answersOf<typeof getStreams>('/streams', { broadcaster_user_id: 'user_id' })

/** Subscribes to nothing: events for channels of others cost. Its rows follow the events that come anyway. */
const followed = answersOf<typeof getFollowedStreams>('/streams/followed', null)

const ended = {
  effect: 'remove',
  row: 'user_id',
  from: 'broadcaster_user_id',
  listedFor: 600_000,
} satisfies LiveEffect<StreamOfflineEvent, Stream, Stream[], GetFollowedStreamsParams>

const category = { title: 'title', game_id: 'category_id', game_name: 'category_name', language: 'language' } as const

/**
 * Streams by `user_id`: begin, end, title and category. Helix lists a stream seconds to minutes after it began, and for
 * minutes after it ended; both are made up for. Streams by category, language or login subscribe to nothing, nor does
 * `getFollowedStreams`: their rows follow the events that come for other reasons.
 */
export const liveStreams: LiveFamily = live([
  on(streamOnline, answers, { effect: 'refetch', after: [3_000, 10_000, 30_000, 90_000], until: 'id' }),
  on(streamOffline, answers, ended),
  on(channelUpdate, answers, {
    effect: 'patch',
    row: 'user_id',
    from: 'broadcaster_user_id',
    fields: { ...category, user_login: 'broadcaster_user_login', user_name: 'broadcaster_user_name' },
  }),
  on(streamOffline, followed, ended),
  on(channelUpdate, followed, { effect: 'patch', row: 'user_id', from: 'broadcaster_user_id', fields: category }),
])
