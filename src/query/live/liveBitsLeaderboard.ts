import type { getBitsLeaderboard } from '../../endpoints/bits/getBitsLeaderboard.ts'
import { channelBitsUse } from '../../eventsub/types/channelBitsUse.ts'
import { answersOf, defineLiveFamily, type LiveFamily, liveRule } from './liveRule.ts'

const answers = answersOf<typeof getBitsLeaderboard>('/bits/leaderboard')

/** The signed-in user's Bits leaderboard: refetched when Bits are used. */
export const liveBitsLeaderboard: LiveFamily = defineLiveFamily([
  liveRule(channelBitsUse, answers, { effect: 'refetch', after: [5_000] }),
])
