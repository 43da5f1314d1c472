export { appToken } from './auth/appToken.ts'
export { type ClientCredentialsOptions, clientCredentials } from './auth/clientCredentials.ts'
export {
  type DeviceCode,
  type DeviceCodeAuth,
  type DeviceCodeOptions,
  type DeviceSignInOptions,
  deviceCode,
} from './auth/deviceCode.ts'
export { type ExtensionAuthorized, type ExtensionHelper, extensionHelper } from './auth/extensionHelper.ts'
export {
  type ImplicitGrantAuth,
  type ImplicitGrantOptions,
  implicitGrant,
  type SignInOptions,
} from './auth/implicitGrant.ts'
export { jwtToken } from './auth/jwtToken.ts'
export type { Register } from './auth/register.ts'
export { type RevokeTokenOptions, revokeToken } from './auth/revokeToken.ts'
export { type NeedsScopes, scopesFor } from './auth/scopesFor.ts'
export type { StorageChoice, TokenStorage } from './auth/storage.ts'
export type { StoredTokenOptions } from './auth/storedToken.ts'
export { tokenFromURL } from './auth/tokenFromURL.ts'
export { type UserTokenOptions, userToken } from './auth/userToken.ts'
export { type TokenInfo, validateToken } from './auth/validateToken.ts'
export { type ClientOptions, type ClientSettings, createClient } from './client.ts'
export { type CheermoteURLOptions, cheermoteURL } from './display/cheermoteURL.ts'
export { type EmoteURLOptions, emoteURL } from './display/emoteURL.ts'
export { formatAmount } from './display/formatAmount.ts'
export { imageURL } from './display/imageURL.ts'
export { parseDuration } from './display/parseDuration.ts'
export type {
  BidirectionalPageParams,
  Endpoint,
  OptimisticEndpoint,
  PageCallOptions,
  PageEndpoint,
  PageParams,
  SelfEndpoint,
  SelfOptimisticEndpoint,
  SelfPageEndpoint,
  SelfWriteEndpoint,
  WriteEndpoint,
} from './endpoint.ts'
export { type AdSchedule, type GetAdScheduleParams, getAdSchedule } from './endpoints/ads/getAdSchedule.ts'
export { type AdSnooze, type SnoozeNextAdParams, snoozeNextAd } from './endpoints/ads/snoozeNextAd.ts'
export { type Commercial, type StartCommercialParams, startCommercial } from './endpoints/ads/startCommercial.ts'
export type { DateRange } from './endpoints/analytics/dateRange.ts'
export {
  type ExtensionAnalyticsReport,
  type GetExtensionAnalyticsParams,
  getExtensionAnalytics,
} from './endpoints/analytics/getExtensionAnalytics.ts'
export {
  type GameAnalyticsReport,
  type GetGameAnalyticsParams,
  getGameAnalytics,
} from './endpoints/analytics/getGameAnalytics.ts'
export type { ReportParams } from './endpoints/analytics/reportWindow.ts'
export {
  type BitsLeader,
  type BitsLeaderboard,
  type GetBitsLeaderboardParams,
  getBitsLeaderboard,
} from './endpoints/bits/getBitsLeaderboard.ts'
export {
  type Cheermote,
  type CheermoteFormats,
  type CheermoteImages,
  type CheermoteScales,
  type CheermoteTier,
  type GetCheermotesParams,
  getCheermotes,
} from './endpoints/bits/getCheermotes.ts'
export {
  type CustomPowerUp,
  type GetCustomPowerUpsParams,
  getCustomPowerUps,
} from './endpoints/bits/getCustomPowerUps.ts'
export {
  type ExtensionTransaction,
  type ExtensionTransactionProduct,
  type GetExtensionTransactionsParams,
  getExtensionTransactions,
} from './endpoints/bits/getExtensionTransactions.ts'
export {
  type ContentClassificationLabel,
  type GetContentClassificationLabelsParams,
  getContentClassificationLabels,
} from './endpoints/ccls/getContentClassificationLabels.ts'
export { type CreateCustomRewardParams, createCustomReward } from './endpoints/channel-points/createCustomReward.ts'
export type { CustomReward } from './endpoints/channel-points/customReward.ts'
export { type DeleteCustomRewardParams, deleteCustomReward } from './endpoints/channel-points/deleteCustomReward.ts'
export {
  type GetCustomRewardRedemptionsParams,
  getCustomRewardRedemptions,
} from './endpoints/channel-points/getCustomRewardRedemptions.ts'
export { type GetCustomRewardsParams, getCustomRewards } from './endpoints/channel-points/getCustomRewards.ts'
export type {
  GlobalCooldownSetting,
  MaxPerStreamSetting,
  MaxPerUserPerStreamSetting,
  Redeemable,
  RewardImages,
} from './endpoints/channel-points/redeemable.ts'
export type { CustomRewardRedemption, RedeemedReward } from './endpoints/channel-points/redemption.ts'
export type { CustomRewardOptions } from './endpoints/channel-points/rewardOptions.ts'
export { type UpdateCustomRewardParams, updateCustomReward } from './endpoints/channel-points/updateCustomReward.ts'
export {
  type UpdateRedemptionStatusParams,
  updateRedemptionStatus,
} from './endpoints/channel-points/updateRedemptionStatus.ts'
export {
  type ChannelEditor,
  type GetChannelEditorsParams,
  getChannelEditors,
} from './endpoints/channels/getChannelEditors.ts'
export {
  type ChannelFollower,
  type GetChannelFollowersParams,
  getChannelFollowers,
} from './endpoints/channels/getChannelFollowers.ts'
export {
  type ChannelInformation,
  type GetChannelInformationParams,
  getChannelInformation,
} from './endpoints/channels/getChannelInformation.ts'
export {
  type FollowedChannel,
  type GetFollowedChannelsParams,
  getFollowedChannels,
} from './endpoints/channels/getFollowedChannels.ts'
export {
  type ContentClassificationLabelSetting,
  type ModifyChannelInformationParams,
  modifyChannelInformation,
} from './endpoints/channels/modifyChannelInformation.ts'
export type { MoneyAmount } from './endpoints/charity/amount.ts'
export {
  type CharityCampaign,
  type GetCharityCampaignParams,
  getCharityCampaign,
} from './endpoints/charity/getCharityCampaign.ts'
export {
  type CharityDonation,
  type GetCharityCampaignDonationsParams,
  getCharityCampaignDonations,
} from './endpoints/charity/getCharityCampaignDonations.ts'
export type { ChatBadge, ChatBadgeSet } from './endpoints/chat/chatBadge.ts'
export type { ChatSettings } from './endpoints/chat/chatSettings.ts'
export type { Emote, EmoteImages } from './endpoints/chat/emote.ts'
export { type GetChannelChatBadgesParams, getChannelChatBadges } from './endpoints/chat/getChannelChatBadges.ts'
export { type ChannelEmote, type GetChannelEmotesParams, getChannelEmotes } from './endpoints/chat/getChannelEmotes.ts'
export { type GetChatSettingsParams, getChatSettings } from './endpoints/chat/getChatSettings.ts'
export { type Chatter, type GetChattersParams, getChatters } from './endpoints/chat/getChatters.ts'
export { type EmoteSetEmote, type GetEmoteSetsParams, getEmoteSets } from './endpoints/chat/getEmoteSets.ts'
export { getGlobalChatBadges } from './endpoints/chat/getGlobalChatBadges.ts'
export { type GlobalEmote, getGlobalEmotes } from './endpoints/chat/getGlobalEmotes.ts'
export {
  type ChatMessageCheermote,
  type ChatMessageContent,
  type ChatMessageEmote,
  type ChatMessageFragment,
  type ChatMessageMention,
  type GetPinnedChatMessageParams,
  getPinnedChatMessage,
  type PinnedChatMessage,
} from './endpoints/chat/getPinnedChatMessage.ts'
export {
  type GetSharedChatSessionParams,
  getSharedChatSession,
  type SharedChatParticipant,
  type SharedChatSession,
} from './endpoints/chat/getSharedChatSession.ts'
export { type GetUserChatColorParams, getUserChatColor, type UserChatColor } from './endpoints/chat/getUserChatColor.ts'
export { type GetUserEmotesParams, getUserEmotes, type UserEmote } from './endpoints/chat/getUserEmotes.ts'
export { type PinChatMessageParams, pinChatMessage } from './endpoints/chat/pinChatMessage.ts'
export { type SendChatAnnouncementParams, sendChatAnnouncement } from './endpoints/chat/sendChatAnnouncement.ts'
export {
  type ChatDropReason,
  type SendChatMessageParams,
  type SentChatMessage,
  sendChatMessage,
} from './endpoints/chat/sendChatMessage.ts'
export { type SendShoutoutParams, sendShoutout } from './endpoints/chat/sendShoutout.ts'
export { type UnpinChatMessageParams, unpinChatMessage } from './endpoints/chat/unpinChatMessage.ts'
export { type ChatColor, type UpdateChatColorParams, updateChatColor } from './endpoints/chat/updateChatColor.ts'
export { type UpdateChatSettingsParams, updateChatSettings } from './endpoints/chat/updateChatSettings.ts'
export {
  type UpdatePinnedChatMessageParams,
  updatePinnedChatMessage,
} from './endpoints/chat/updatePinnedChatMessage.ts'
export type { Clip } from './endpoints/clips/clip.ts'
export { type CreateClipParams, createClip } from './endpoints/clips/createClip.ts'
export { type CreateClipFromVodParams, createClipFromVod } from './endpoints/clips/createClipFromVod.ts'
export type { CreatedClip } from './endpoints/clips/createdClip.ts'
export { type GetClipsByCategoryIdParams, getClipsByCategoryId } from './endpoints/clips/getClipsByCategoryId.ts'
export { type GetClipsByIdParams, getClipsById } from './endpoints/clips/getClipsById.ts'
export { type GetClipsByUserIdParams, getClipsByUserId } from './endpoints/clips/getClipsByUserId.ts'
export {
  type ClipDownload,
  type GetClipsDownloadsParams,
  getClipsDownloads,
} from './endpoints/clips/getClipsDownloads.ts'
export type { Conduit } from './endpoints/conduits/conduit.ts'
export { type CreateConduitParams, createConduit } from './endpoints/conduits/createConduit.ts'
export { type DeleteConduitParams, deleteConduit } from './endpoints/conduits/deleteConduit.ts'
export { type GetConduitShardsParams, getConduitShards } from './endpoints/conduits/getConduitShards.ts'
export { getConduits } from './endpoints/conduits/getConduits.ts'
export type { ConduitShard, ConduitShardStatus } from './endpoints/conduits/shard.ts'
export { type UpdateConduitParams, updateConduit } from './endpoints/conduits/updateConduit.ts'
export {
  type ConduitShardError,
  type ConduitShardUpdate,
  type UpdateConduitShardsParams,
  type UpdatedConduitShards,
  updateConduitShards,
} from './endpoints/conduits/updateConduitShards.ts'
export {
  type DropsEntitlement,
  type GetDropsEntitlementsParams,
  getDropsEntitlements,
} from './endpoints/entitlements/getDropsEntitlements.ts'
export {
  type DropsEntitlementsUpdate,
  type UpdateDropsEntitlementsParams,
  updateDropsEntitlements,
} from './endpoints/entitlements/updateDropsEntitlements.ts'
export {
  type CreatedEventSubSubscription,
  type CreateEventSubSubscriptionParams,
  createEventSubSubscription,
} from './endpoints/eventsub/createEventSubSubscription.ts'
export {
  type DeleteEventSubSubscriptionParams,
  deleteEventSubSubscription,
} from './endpoints/eventsub/deleteEventSubSubscription.ts'
export {
  type GetEventSubSubscriptionByIdParams,
  getEventSubSubscriptionById,
} from './endpoints/eventsub/getEventSubSubscriptionById.ts'
export {
  type GetEventSubSubscriptionsParams,
  getEventSubSubscriptions,
} from './endpoints/eventsub/getEventSubSubscriptions.ts'
export {
  type GetEventSubSubscriptionsByStatusParams,
  getEventSubSubscriptionsByStatus,
} from './endpoints/eventsub/getEventSubSubscriptionsByStatus.ts'
export {
  type GetEventSubSubscriptionsByTypeParams,
  getEventSubSubscriptionsByType,
} from './endpoints/eventsub/getEventSubSubscriptionsByType.ts'
export {
  type GetEventSubSubscriptionsByUserIdParams,
  getEventSubSubscriptionsByUserId,
} from './endpoints/eventsub/getEventSubSubscriptionsByUserId.ts'
export { getEventSubSubscriptionsSummary } from './endpoints/eventsub/getEventSubSubscriptionsSummary.ts'
export type { EventSubSubscription, EventSubSubscriptionStatus } from './endpoints/eventsub/subscription.ts'
export type { EventSubTotals } from './endpoints/eventsub/totals.ts'
export type { EventSubTransport } from './endpoints/eventsub/transport.ts'
export type { ConduitTransport, WebhookTransport, WebSocketTransport } from './endpoints/eventsub/transportRequest.ts'
export type { ExtensionBitsProduct } from './endpoints/extensions/bitsProduct.ts'
export {
  type CreateExtensionSecretParams,
  createExtensionSecret,
} from './endpoints/extensions/createExtensionSecret.ts'
export type {
  Extension,
  ExtensionComponentView,
  ExtensionMobileView,
  ExtensionPageView,
  ExtensionPanelView,
  ExtensionViews,
} from './endpoints/extensions/extension.ts'
export {
  type GetExtensionBitsProductsParams,
  getExtensionBitsProducts,
} from './endpoints/extensions/getExtensionBitsProducts.ts'
export {
  type ExtensionConfigurationSegment,
  type GetExtensionChannelConfigurationParams,
  getExtensionChannelConfiguration,
} from './endpoints/extensions/getExtensionChannelConfiguration.ts'
export {
  type ExtensionLiveChannel,
  type GetExtensionLiveChannelsParams,
  getExtensionLiveChannels,
} from './endpoints/extensions/getExtensionLiveChannels.ts'
export { type GetExtensionSecretsParams, getExtensionSecrets } from './endpoints/extensions/getExtensionSecrets.ts'
export { type GetExtensionsParams, getExtensions } from './endpoints/extensions/getExtensions.ts'
export {
  type GetReleasedExtensionsParams,
  getReleasedExtensions,
} from './endpoints/extensions/getReleasedExtensions.ts'
export type { ExtensionProductCost } from './endpoints/extensions/productCost.ts'
export type { ExtensionSecret, ExtensionSecrets } from './endpoints/extensions/secrets.ts'
export type { ExtensionSegment } from './endpoints/extensions/segment.ts'
export {
  type SendExtensionChatMessageParams,
  sendExtensionChatMessage,
} from './endpoints/extensions/sendExtensionChatMessage.ts'
export {
  type ExtensionPubSubTarget,
  type SendExtensionPubSubMessageParams,
  sendExtensionPubSubMessage,
} from './endpoints/extensions/sendExtensionPubSubMessage.ts'
export {
  type SetExtensionConfigurationSegmentParams,
  setExtensionConfigurationSegment,
} from './endpoints/extensions/setExtensionConfigurationSegment.ts'
export {
  type SetExtensionRequiredConfigurationParams,
  setExtensionRequiredConfiguration,
} from './endpoints/extensions/setExtensionRequiredConfiguration.ts'
export {
  type ExtensionProductPrice,
  type UpdateExtensionBitsProductParams,
  updateExtensionBitsProduct,
} from './endpoints/extensions/updateExtensionBitsProduct.ts'
export type { Game } from './endpoints/games/game.ts'
export { type GetGamesParams, getGames } from './endpoints/games/getGames.ts'
export { type GetTopGamesParams, getTopGames } from './endpoints/games/getTopGames.ts'
export { type CreatorGoal, type GetCreatorGoalsParams, getCreatorGoals } from './endpoints/goals/getCreatorGoals.ts'
export { type AssignGuestStarSlotParams, assignGuestStarSlot } from './endpoints/guest-star/assignGuestStarSlot.ts'
export {
  type CreateGuestStarSessionParams,
  createGuestStarSession,
} from './endpoints/guest-star/createGuestStarSession.ts'
export {
  type DeleteGuestStarInviteParams,
  deleteGuestStarInvite,
} from './endpoints/guest-star/deleteGuestStarInvite.ts'
export { type DeleteGuestStarSlotParams, deleteGuestStarSlot } from './endpoints/guest-star/deleteGuestStarSlot.ts'
export { type EndGuestStarSessionParams, endGuestStarSession } from './endpoints/guest-star/endGuestStarSession.ts'
export {
  type GetChannelGuestStarSettingsParams,
  type GuestStarSettings,
  getChannelGuestStarSettings,
} from './endpoints/guest-star/getChannelGuestStarSettings.ts'
export {
  type GetGuestStarInvitesParams,
  type GuestStarInvite,
  getGuestStarInvites,
} from './endpoints/guest-star/getGuestStarInvites.ts'
export { type GetGuestStarSessionParams, getGuestStarSession } from './endpoints/guest-star/getGuestStarSession.ts'
export type { GuestStarGuest, GuestStarMedia, GuestStarSession } from './endpoints/guest-star/guestStarSession.ts'
export { type SendGuestStarInviteParams, sendGuestStarInvite } from './endpoints/guest-star/sendGuestStarInvite.ts'
export {
  type UpdateChannelGuestStarSettingsParams,
  updateChannelGuestStarSettings,
} from './endpoints/guest-star/updateChannelGuestStarSettings.ts'
export { type UpdateGuestStarSlotParams, updateGuestStarSlot } from './endpoints/guest-star/updateGuestStarSlot.ts'
export {
  type UpdateGuestStarSlotSettingsParams,
  updateGuestStarSlotSettings,
} from './endpoints/guest-star/updateGuestStarSlotSettings.ts'
export {
  type GetHypeTrainStatusParams,
  getHypeTrainStatus,
  type HypeTrain,
  type HypeTrainContribution,
  type HypeTrainParticipant,
  type HypeTrainRecord,
  type HypeTrainStatus,
} from './endpoints/hype-train/getHypeTrainStatus.ts'
export { type AddBlockedTermParams, addBlockedTerm } from './endpoints/moderation/addBlockedTerm.ts'
export { type AddChannelModeratorParams, addChannelModerator } from './endpoints/moderation/addChannelModerator.ts'
export { type AddChannelVipParams, addChannelVip } from './endpoints/moderation/addChannelVip.ts'
export {
  type AddSuspiciousUserStatusParams,
  addSuspiciousUserStatus,
} from './endpoints/moderation/addSuspiciousUserStatus.ts'
export type { AutoModSettings } from './endpoints/moderation/autoModSettings.ts'
export { type Ban, type BanUserParams, banUser } from './endpoints/moderation/banUser.ts'
export type { BlockedTerm } from './endpoints/moderation/blockedTerm.ts'
export {
  type AutoModMessage,
  type AutoModStatus,
  type CheckAutoModStatusParams,
  checkAutoModStatus,
} from './endpoints/moderation/checkAutoModStatus.ts'
export { type DeleteChatMessagesParams, deleteChatMessages } from './endpoints/moderation/deleteChatMessages.ts'
export { type GetAutoModSettingsParams, getAutoModSettings } from './endpoints/moderation/getAutoModSettings.ts'
export { type BannedUser, type GetBannedUsersParams, getBannedUsers } from './endpoints/moderation/getBannedUsers.ts'
export { type GetBlockedTermsParams, getBlockedTerms } from './endpoints/moderation/getBlockedTerms.ts'
export {
  type GetModeratedChannelsParams,
  getModeratedChannels,
  type ModeratedChannel,
} from './endpoints/moderation/getModeratedChannels.ts'
export { type GetModeratorsParams, getModerators, type Moderator } from './endpoints/moderation/getModerators.ts'
export { type GetShieldModeStatusParams, getShieldModeStatus } from './endpoints/moderation/getShieldModeStatus.ts'
export { type GetUnbanRequestsParams, getUnbanRequests } from './endpoints/moderation/getUnbanRequests.ts'
export { type GetVipsParams, getVips, type Vip } from './endpoints/moderation/getVips.ts'
export {
  type ManageHeldAutoModMessagesParams,
  manageHeldAutoModMessages,
} from './endpoints/moderation/manageHeldAutoModMessages.ts'
export { type RemoveBlockedTermParams, removeBlockedTerm } from './endpoints/moderation/removeBlockedTerm.ts'
export {
  type RemoveChannelModeratorParams,
  removeChannelModerator,
} from './endpoints/moderation/removeChannelModerator.ts'
export { type RemoveChannelVipParams, removeChannelVip } from './endpoints/moderation/removeChannelVip.ts'
export {
  type RemoveSuspiciousUserStatusParams,
  removeSuspiciousUserStatus,
} from './endpoints/moderation/removeSuspiciousUserStatus.ts'
export { type ResolveUnbanRequestParams, resolveUnbanRequest } from './endpoints/moderation/resolveUnbanRequest.ts'
export type { ShieldModeStatus } from './endpoints/moderation/shieldModeStatus.ts'
export type { SuspiciousUser } from './endpoints/moderation/suspiciousUser.ts'
export type { UnbanRequest } from './endpoints/moderation/unbanRequest.ts'
export { type UnbanUserParams, unbanUser } from './endpoints/moderation/unbanUser.ts'
export {
  type UpdateAutoModSettingsParams,
  updateAutoModSettings,
} from './endpoints/moderation/updateAutoModSettings.ts'
export {
  type UpdateShieldModeStatusParams,
  updateShieldModeStatus,
} from './endpoints/moderation/updateShieldModeStatus.ts'
export { type ChatWarning, type WarnChatUserParams, warnChatUser } from './endpoints/moderation/warnChatUser.ts'
export { type CreatePollParams, createPoll, type NewPollChoice } from './endpoints/polls/createPoll.ts'
export { type EndPollParams, endPoll } from './endpoints/polls/endPoll.ts'
export { type GetPollsParams, getPolls } from './endpoints/polls/getPolls.ts'
export type { Poll, PollChoice } from './endpoints/polls/poll.ts'
export {
  type CreatePredictionParams,
  createPrediction,
  type NewPredictionOutcome,
} from './endpoints/predictions/createPrediction.ts'
export { type EndPredictionParams, endPrediction } from './endpoints/predictions/endPrediction.ts'
export { type GetPredictionsParams, getPredictions } from './endpoints/predictions/getPredictions.ts'
export type { Prediction, PredictionOutcome, Predictor } from './endpoints/predictions/prediction.ts'
export { type CancelRaidParams, cancelRaid } from './endpoints/raids/cancelRaid.ts'
export { type Raid, type StartRaidParams, startRaid } from './endpoints/raids/startRaid.ts'
export {
  type CreateChannelStreamScheduleSegmentParams,
  createChannelStreamScheduleSegment,
} from './endpoints/schedule/createChannelStreamScheduleSegment.ts'
export {
  type DeleteChannelStreamScheduleSegmentParams,
  deleteChannelStreamScheduleSegment,
} from './endpoints/schedule/deleteChannelStreamScheduleSegment.ts'
export { type GetChannelICalendarParams, getChannelICalendar } from './endpoints/schedule/getChannelICalendar.ts'
export {
  type GetChannelStreamScheduleParams,
  getChannelStreamSchedule,
  type ScheduleDetails,
} from './endpoints/schedule/getChannelStreamSchedule.ts'
export type { Schedule } from './endpoints/schedule/schedule.ts'
export type { ScheduleCategory, ScheduleSegment, ScheduleVacation } from './endpoints/schedule/scheduleSegment.ts'
export {
  type UpdateChannelStreamScheduleParams,
  updateChannelStreamSchedule,
} from './endpoints/schedule/updateChannelStreamSchedule.ts'
export {
  type UpdateChannelStreamScheduleSegmentParams,
  updateChannelStreamScheduleSegment,
} from './endpoints/schedule/updateChannelStreamScheduleSegment.ts'
export {
  type CategorySearchResult,
  type SearchCategoriesParams,
  searchCategories,
} from './endpoints/search/searchCategories.ts'
export {
  type ChannelSearchResult,
  type SearchChannelsParams,
  searchChannels,
} from './endpoints/search/searchChannels.ts'
export { type CreateStreamMarkerParams, createStreamMarker } from './endpoints/streams/createStreamMarker.ts'
export { type GetFollowedStreamsParams, getFollowedStreams } from './endpoints/streams/getFollowedStreams.ts'
export { type GetStreamKeyParams, getStreamKey, type StreamKey } from './endpoints/streams/getStreamKey.ts'
export {
  type GetStreamMarkersParams,
  getStreamMarkers,
  type MarkedVideo,
  type StreamMarkers,
} from './endpoints/streams/getStreamMarkers.ts'
export { type GetStreamsParams, getStreams } from './endpoints/streams/getStreams.ts'
export type { Stream } from './endpoints/streams/stream.ts'
export type { StreamMarker } from './endpoints/streams/streamMarker.ts'
export {
  type CheckUserSubscriptionParams,
  checkUserSubscription,
  type UserSubscription,
} from './endpoints/subscriptions/checkUserSubscription.ts'
export {
  type BroadcasterSubscription,
  type GetBroadcasterSubscriptionsParams,
  getBroadcasterSubscriptions,
  type SubscriptionTotals,
} from './endpoints/subscriptions/getBroadcasterSubscriptions.ts'
export { type ChannelTeam, type GetChannelTeamsParams, getChannelTeams } from './endpoints/teams/getChannelTeams.ts'
export { type GetTeamByIdParams, getTeamById } from './endpoints/teams/getTeamById.ts'
export { type GetTeamByNameParams, getTeamByName } from './endpoints/teams/getTeamByName.ts'
export type { Team, TeamMember } from './endpoints/teams/team.ts'
export type { TeamInfo } from './endpoints/teams/teamInfo.ts'
export type { ActiveExtensions, ExtensionSlot } from './endpoints/users/activeExtensions.ts'
export { type BlockUserParams, blockUser } from './endpoints/users/blockUser.ts'
export {
  type GetUserActiveExtensionsParams,
  getUserActiveExtensions,
} from './endpoints/users/getUserActiveExtensions.ts'
export {
  type GetUserAuthorizationsParams,
  getUserAuthorizations,
  type UserAuthorization,
} from './endpoints/users/getUserAuthorizations.ts'
export { type BlockedUser, type GetUserBlockListParams, getUserBlockList } from './endpoints/users/getUserBlockList.ts'
export { getUserExtensions, type UserExtension } from './endpoints/users/getUserExtensions.ts'
export { type GetUsersParams, getUsers } from './endpoints/users/getUsers.ts'
export { type UnblockUserParams, unblockUser } from './endpoints/users/unblockUser.ts'
export { type UpdateUserParams, updateUser } from './endpoints/users/updateUser.ts'
export { type UpdateUserExtensionsParams, updateUserExtensions } from './endpoints/users/updateUserExtensions.ts'
export type { User } from './endpoints/users/user.ts'
export { type DeleteVideosParams, deleteVideos } from './endpoints/videos/deleteVideos.ts'
export { type GetVideosByCategoryIdParams, getVideosByCategoryId } from './endpoints/videos/getVideosByCategoryId.ts'
export { type GetVideosByIdParams, getVideosById } from './endpoints/videos/getVideosById.ts'
export { type GetVideosByUserIdParams, getVideosByUserId } from './endpoints/videos/getVideosByUserId.ts'
export type { MutedSegment, Video } from './endpoints/videos/video.ts'
export type { VideoFilters } from './endpoints/videos/videoFilters.ts'
export { type SendWhisperParams, sendWhisper } from './endpoints/whispers/sendWhisper.ts'
export {
  HelixError,
  type HelixErrorCode,
  type HelixErrorDetails,
  type HelixIssue,
  isHelixError,
  type SignInFailure,
} from './errors.ts'
export type { Page, Paginator } from './paginator.ts'
export type { RateLimitEvent } from './request/transport.ts'
export type { RequestEvent, ResponseEvent } from './request/watchAttempt.ts'
export type { Mismatch, Validate } from './schema/createCheck.ts'
export type { Scope } from './scope.ts'
export type {
  Auth,
  AuthState,
  CallOptions,
  ClosableAuth,
  EndpointSpec,
  HelixClient,
  Network,
  ParamsOf,
  ResultOf,
  Session,
  Socket,
  TokenKind,
  UserAuth,
  UserSession,
} from './spec.ts'
