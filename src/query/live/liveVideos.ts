import type { getVideosByUserId } from '../../endpoints/videos/getVideosByUserId.ts'
import { streamOffline } from '../../eventsub/types/streamOffline.ts'
import { streamOnline } from '../../eventsub/types/streamOnline.ts'
import { answersOf, defineLiveFamily, type LiveFamily, liveRule } from './liveRule.ts'

const answers = answersOf<typeof getVideosByUserId>('/videos', { broadcaster_user_id: 'user_id' })

/** Videos of users: the recordings of their streams. Refetched after a stream begins and after it ends. */
export const liveVideos: LiveFamily = defineLiveFamily([
  liveRule(streamOnline, answers, { effect: 'refetch', after: [30_000] }),
  liveRule(streamOffline, answers, { effect: 'refetch', after: [60_000] }),
])
