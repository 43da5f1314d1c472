import type { getVideosByUserId } from '../../endpoints/videos/getVideosByUserId.ts'
import { streamOffline } from '../../eventsub/types/streamOffline.ts'
import { streamOnline } from '../../eventsub/types/streamOnline.ts'
import { answersOf, type LiveFamily, live, on } from './live.ts'

const answers = answersOf<typeof getVideosByUserId>('/videos', { broadcaster_user_id: 'user_id' })

/** Videos of users: the recordings of their streams. Refetched after a stream begins and after it ends. */
export const liveVideos: LiveFamily = live([
  on(streamOnline, answers, { effect: 'refetch', after: [30_000] }),
  on(streamOffline, answers, { effect: 'refetch', after: [60_000] }),
])
