import type { getBitsLeaderboard } from '../../endpoints/bits/getBitsLeaderboard.ts'
import { channelBitsUse } from '../../eventsub/types/channelBitsUse.ts'
import { answersOf, type LiveFamily, live, on } from './live.ts'

const answers = answersOf<typeof getBitsLeaderboard>('/bits/leaderboard')

/** The signed-in user's Bits leaderboard: refetched when Bits are used. */
export const liveBitsLeaderboard: LiveFamily = live([
  on(channelBitsUse, answers, { effect: 'refetch', after: [5_000] }),
])
