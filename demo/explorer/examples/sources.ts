import type { Params } from '../facts/library.ts'

/** Where values for a parameter come from: a read, and the field of its rows. */
export interface Source {
  readonly read: string
  readonly params?: Params
  readonly field: string
  /** The field of a row that people know it by. */
  readonly label: string
  /** Only rows with this status. */
  readonly status?: string
  /** The write that makes one, if there may be none. */
  readonly make?: string
  /** The write that what was made needs as well, with the same parameter. */
  readonly then?: string
}

/** The rows of an answer that have a value. */
export const rowsOf = (answer: unknown, { status }: Source): readonly Readonly<Record<string, unknown>>[] =>
  (Array.isArray(answer) ? answer : [answer]).filter(
    row => typeof row === 'object' && row !== null && (!status || row.status === status),
  )

const reward: Source = {
  read: 'getCustomRewards',
  params: { only_manageable_rewards: true },
  field: 'id',
  label: 'title',
  make: 'createCustomReward',
}
const redemption: Source = { read: 'getCustomRewardRedemptions', field: 'id', label: 'user_name' }
const segment: Source = {
  read: 'getChannelStreamSchedule',
  field: 'id',
  label: 'title',
  make: 'createChannelStreamScheduleSegment',
}
const video: Source = { read: 'getVideosByUserId', field: 'id', label: 'title' }
const archive: Source = { ...video, params: { type: 'archive' } }
const clip: Source = { read: 'getClipsByUserId', field: 'id', label: 'title', make: 'createClip' }
const poll: Source = { read: 'getPolls', field: 'id', label: 'title', make: 'createPoll' }
const prediction: Source = { read: 'getPredictions', field: 'id', label: 'title', make: 'createPrediction' }
const subscription: Source = { read: 'getEventSubSubscriptions', field: 'id', label: 'type' }
const conduit: Source = { read: 'getConduits', field: 'id', label: 'id', make: 'createConduit' }
const session: Source = { read: 'getGuestStarSession', field: 'id', label: 'id', make: 'createGuestStarSession' }
const pinned: Source = { read: 'getPinnedChatMessage', field: 'message_id', label: 'message_id' }
const category: Source = { read: 'getTopGames', field: 'id', label: 'name' }

/** Sources by an endpoint and its parameter. */
const sources: Readonly<Record<string, Source>> = {
  'updateCustomReward.id': reward,
  'deleteCustomReward.id': reward,
  'getCustomRewardRedemptions.reward_id': reward,
  'updateRedemptionStatus.reward_id': reward,
  'updateRedemptionStatus.id': redemption,
  'updateChannelStreamScheduleSegment.id': segment,
  'deleteChannelStreamScheduleSegment.id': segment,
  'createClipFromVod.vod_id': archive,
  'getVideosById.id': video,
  'deleteVideos.id': video,
  'getStreamMarkers.video_id': archive,
  'getClipsById.id': clip,
  'getClipsDownloads.clip_id': clip,
  'endPoll.id': { ...poll, status: 'ACTIVE' },
  'getPolls.id': poll,
  'endPrediction.id': { ...prediction, status: 'ACTIVE' },
  'getPredictions.id': prediction,
  'resolveUnbanRequest.unban_request_id': {
    read: 'getUnbanRequests',
    params: { status: 'pending' },
    field: 'id',
    label: 'user_name',
  },
  'unbanUser.user_id': { read: 'getBannedUsers', field: 'user_id', label: 'user_name', make: 'banUser' },
  'removeBlockedTerm.id': { read: 'getBlockedTerms', field: 'id', label: 'text', make: 'addBlockedTerm' },
  'removeChannelModerator.user_id': {
    read: 'getModerators',
    field: 'user_id',
    label: 'user_name',
    make: 'addChannelModerator',
  },
  'removeChannelVip.user_id': { read: 'getVips', field: 'user_id', label: 'user_name', make: 'addChannelVip' },
  'unblockUser.target_user_id': {
    read: 'getUserBlockList',
    field: 'user_id',
    label: 'display_name',
    make: 'blockUser',
  },
  'updateDropsEntitlements.entitlement_ids': { read: 'getDropsEntitlements', field: 'id', label: 'benefit_id' },
  'deleteEventSubSubscription.id': subscription,
  'getEventSubSubscriptionById.subscription_id': subscription,
  'updateConduit.id': conduit,
  'deleteConduit.id': conduit,
  'getConduitShards.conduit_id': conduit,
  'updateConduitShards.conduit_id': conduit,
  'pinChatMessage.message_id': { ...pinned, make: 'sendChatMessage' },
  'unpinChatMessage.message_id': { ...pinned, make: 'sendChatMessage', then: 'pinChatMessage' },
  'updatePinnedChatMessage.message_id': { ...pinned, make: 'sendChatMessage', then: 'pinChatMessage' },
}

/** Where values for a parameter of an endpoint come from; `undefined` if only people know. */
export function sourceOf(endpoint: string, parameter: string): Source | undefined {
  const own = sources[`${endpoint}.${parameter}`]
  if (own) return own
  if (parameter === 'session_id' && /GuestStar/.test(endpoint)) return session
  if (parameter === 'game_id' || parameter === 'category_id') return category
  return undefined
}

/** What a read needs beside what its source says. */
export const readParams = (read: string, params: Params = {}, me: string, others: Params = {}): Params => ({
  ...(read === 'getChannelStreamSchedule' || read === 'getClipsByUserId' ? { broadcaster_id: me } : {}),
  ...(read === 'getVideosByUserId' ? { user_id: me } : {}),
  ...(read === 'getCustomRewardRedemptions' ? { status: 'UNFULFILLED', reward_id: others['reward_id'] } : {}),
  ...params,
})
