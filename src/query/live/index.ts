export { liveAdSchedule } from './liveAdSchedule.ts'
export { liveAutoMod } from './liveAutoMod.ts'
export { liveBans } from './liveBans.ts'
export { liveBitsLeaderboard } from './liveBitsLeaderboard.ts'
export { liveBlockedTerms } from './liveBlockedTerms.ts'
export { liveChannel } from './liveChannel.ts'
export { liveCharity } from './liveCharity.ts'
export { liveChatSettings } from './liveChatSettings.ts'
export { liveFollowers } from './liveFollowers.ts'
export { liveGoals } from './liveGoals.ts'
export { liveGuestStar } from './liveGuestStar.ts'
export { liveHypeTrain } from './liveHypeTrain.ts'
export { liveModeration } from './liveModeration.ts'
export { liveModerators } from './liveModerators.ts'
export { livePinned } from './livePinned.ts'
export { livePolls } from './livePolls.ts'
export { livePowerUps } from './livePowerUps.ts'
export { livePredictions } from './livePredictions.ts'
export { liveRedemptions } from './liveRedemptions.ts'
export { liveRewards } from './liveRewards.ts'
export {
  type About,
  answersOf,
  defineLiveFamily,
  type LiveEffect,
  type LiveFamily,
  type LiveFields,
  type LiveRead,
  type LiveRule,
  liveRule,
  type WholeRow,
} from './liveRule.ts'
export { liveSharedChat } from './liveSharedChat.ts'
export { liveShieldMode } from './liveShieldMode.ts'
export { liveStreams } from './liveStreams.ts'
export { liveSubscriptions } from './liveSubscriptions.ts'
export { liveUnbanRequests } from './liveUnbanRequests.ts'
export { liveUsers } from './liveUsers.ts'
export { liveVideos } from './liveVideos.ts'
export { liveVips } from './liveVips.ts'
export { type LiveQueryClient, type SyncOptions, syncQueries } from './syncQueries.ts'
