export type { ChatSource, ChatSubscription } from './chatSource.ts'
export type {
  ChannelCondition,
  ChatCondition,
  ModeratorCondition,
  RaidCondition,
  RewardCondition,
  UserCondition,
} from './conditions.ts'
export type { Tabs } from './connection.ts'
export { type AddedLine, type ChatLine, type ChatLog, type ChatLogOptions, createChatLog } from './createChatLog.ts'
export {
  createEventQueue,
  type EventQueue,
  type EventQueueOptions,
  type EventQueueState,
  type QueuedEvent,
  type QueueTypes,
} from './createEventQueue.ts'
export {
  createEventSub,
  type EventMeta,
  type EventSub,
  type EventSubGap,
  type EventSubMessage,
  type EventSubOptions,
  type EventSubState,
  type EventSubscriptionHandle,
  type EventSubscriptionState,
} from './createEventSub.ts'
export { createHeldMessages, type HeldMessages } from './createHeldMessages.ts'
export {
  type ConditionOf,
  type ConditionWord,
  defineEventType,
  type EventOf,
  type EventType,
  type EventTypeDescription,
  type EventTypeShape,
  type EventTypeSpec,
} from './eventType.ts'
export {
  type MessageBadge,
  type MessageEmote,
  type MessagePart,
  type MessageParts,
  type MessagePartsOptions,
  messageParts,
  type WordEmote,
} from './messageParts.ts'
export { messageText } from './messageText.ts'
export type { EventBadge } from './parts/badge.ts'
export type { EventChannelSubscription } from './parts/channelSubscription.ts'
export type { EventChannelUser } from './parts/channelUser.ts'
export type { EventCharity } from './parts/charity.ts'
export type { EventCharityCampaign } from './parts/charityCampaign.ts'
export type { EventCharityChannel } from './parts/charityChannel.ts'
export type { EventChatEmote } from './parts/chatEmote.ts'
export type { EventChatFragment, EventChatMessage, EventGif } from './parts/chatMessage.ts'
export type { EventCheermote } from './parts/cheermote.ts'
export type {
  EventCustomReward,
  EventRewardCooldown,
  EventRewardImages,
  EventRewardLimit,
} from './parts/customReward.ts'
export type { EventEmoteMessage, EventEmotePosition } from './parts/emoteMessage.ts'
export type { EventGoal } from './parts/goal.ts'
export type { EventGuestStarHost, EventGuestStarModerator, EventGuestStarSession } from './parts/guestStar.ts'
export type {
  EventAutomodFinding,
  EventBoundary,
  EventFoundTerm,
  EventFoundTerms,
  EventHeldMessage,
} from './parts/heldMessage.ts'
export type { EventHeldMessageV1 } from './parts/heldMessageV1.ts'
export type { EventContribution, EventHypeTrain, EventHypeTrainProgress } from './parts/hypeTrain.ts'
export type { EventEmote, EventFragment, EventMessage } from './parts/message.ts'
export type {
  EventAnsweredUnbanRequest,
  EventBan,
  EventDeletedMessage,
  EventFollowersMode,
  EventModeratedRaid,
  EventModeratedTerms,
  EventModeration,
  EventModerationAction,
  EventSlowMode,
  EventTimeout,
} from './parts/moderation.ts'
export type { EventOwnHeldMessage } from './parts/ownHeldMessage.ts'
export type {
  EventChannel,
  EventFromChannel,
  EventGiver,
  EventModerator,
  EventPerson,
  EventTarget,
  EventToChannel,
} from './parts/people.ts'
export type { EventPoll, EventPollVoting } from './parts/poll.ts'
export type { EventPollChoice } from './parts/pollChoice.ts'
export type { EventOutcome, EventPrediction } from './parts/prediction.ts'
export type { EventPredictor } from './parts/predictor.ts'
export type { EventRedeemed } from './parts/redeemed.ts'
export type { EventRedemption, EventReward } from './parts/redemption.ts'
export type { EventRunningOutcome } from './parts/runningOutcome.ts'
export type { EventSharedChat } from './parts/sharedChat.ts'
export type { EventSharedChatSession } from './parts/sharedChatSession.ts'
export type { EventShoutout } from './parts/shoutout.ts'
export type { EventSuspicion } from './parts/suspicion.ts'
export type { EventTier } from './parts/tier.ts'
export type { EventUnbanRequest } from './parts/unbanRequest.ts'
export type { EventUnlockedEmote } from './parts/unlockedEmote.ts'
export type { EventWarning } from './parts/warning.ts'
export { readableColor } from './readableColor.ts'
export { shareTabs } from './shareTabs.ts'
export type { Store } from './store.ts'
export { type AutomodMessageHoldEvent, automodMessageHold } from './types/automodMessageHold.ts'
export { type AutomodMessageHoldV1Event, automodMessageHoldV1 } from './types/automodMessageHoldV1.ts'
export { type AutomodMessageUpdateEvent, automodMessageUpdate } from './types/automodMessageUpdate.ts'
export { type AutomodMessageUpdateV1Event, automodMessageUpdateV1 } from './types/automodMessageUpdateV1.ts'
export { type AutomodSettingsUpdateEvent, automodSettingsUpdate } from './types/automodSettingsUpdate.ts'
export { type AutomodTermsUpdateEvent, automodTermsUpdate } from './types/automodTermsUpdate.ts'
export { type ChannelAdBreakBeginEvent, channelAdBreakBegin } from './types/channelAdBreakBegin.ts'
export { type ChannelBanEvent, channelBan } from './types/channelBan.ts'
export {
  type ChannelBitsUseCustomPowerUp,
  type ChannelBitsUseEvent,
  type ChannelBitsUseFragment,
  type ChannelBitsUseMessage,
  type ChannelBitsUsePowerUp,
  channelBitsUse,
} from './types/channelBitsUse.ts'
export {
  type ChannelCharityCampaignDonateEvent,
  channelCharityCampaignDonate,
} from './types/channelCharityCampaignDonate.ts'
export {
  type ChannelCharityCampaignProgressEvent,
  channelCharityCampaignProgress,
} from './types/channelCharityCampaignProgress.ts'
export {
  type ChannelCharityCampaignStartEvent,
  channelCharityCampaignStart,
} from './types/channelCharityCampaignStart.ts'
export { type ChannelCharityCampaignStopEvent, channelCharityCampaignStop } from './types/channelCharityCampaignStop.ts'
export { type ChannelChatClearEvent, channelChatClear } from './types/channelChatClear.ts'
export {
  type ChannelChatClearUserMessagesEvent,
  channelChatClearUserMessages,
} from './types/channelChatClearUserMessages.ts'
export {
  type ChannelChatMessageCheer,
  type ChannelChatMessageEvent,
  type ChannelChatMessageReply,
  channelChatMessage,
} from './types/channelChatMessage.ts'
export { type ChannelChatMessageDeleteEvent, channelChatMessageDelete } from './types/channelChatMessageDelete.ts'
export {
  type ChannelChatNotificationEvent,
  type ChatNoticeAnnouncement,
  type ChatNoticeBitsBadgeTier,
  type ChatNoticeCharityDonation,
  type ChatNoticeCommunitySubGift,
  type ChatNoticeGiftPaidUpgrade,
  type ChatNoticeModiversary,
  type ChatNoticePayItForward,
  type ChatNoticePrimePaidUpgrade,
  type ChatNoticeRaid,
  type ChatNoticeResub,
  type ChatNoticeSub,
  type ChatNoticeSubGift,
  type ChatNoticeWatchStreak,
  channelChatNotification,
} from './types/channelChatNotification.ts'
export { type ChannelChatSettingsUpdateEvent, channelChatSettingsUpdate } from './types/channelChatSettingsUpdate.ts'
export { type ChannelChatUserMessageHoldEvent, channelChatUserMessageHold } from './types/channelChatUserMessageHold.ts'
export {
  type ChannelChatUserMessageUpdateEvent,
  channelChatUserMessageUpdate,
} from './types/channelChatUserMessageUpdate.ts'
export { type ChannelCheerEvent, channelCheer } from './types/channelCheer.ts'
export {
  type ChannelCustomPowerUp,
  type ChannelCustomPowerUpRedemptionAddEvent,
  channelCustomPowerUpRedemptionAdd,
} from './types/channelCustomPowerUpRedemptionAdd.ts'
export { type ChannelFollowEvent, channelFollow } from './types/channelFollow.ts'
export { type ChannelGoalBeginEvent, channelGoalBegin } from './types/channelGoalBegin.ts'
export { type ChannelGoalEndEvent, channelGoalEnd } from './types/channelGoalEnd.ts'
export { type ChannelGoalProgressEvent, channelGoalProgress } from './types/channelGoalProgress.ts'
export {
  type ChannelGuestStarGuestUpdateEvent,
  channelGuestStarGuestUpdate,
} from './types/channelGuestStarGuestUpdate.ts'
export {
  type ChannelGuestStarSessionBeginEvent,
  channelGuestStarSessionBegin,
} from './types/channelGuestStarSessionBegin.ts'
export { type ChannelGuestStarSessionEndEvent, channelGuestStarSessionEnd } from './types/channelGuestStarSessionEnd.ts'
export {
  type ChannelGuestStarSettingsUpdateEvent,
  channelGuestStarSettingsUpdate,
} from './types/channelGuestStarSettingsUpdate.ts'
export { type ChannelHypeTrainBeginEvent, channelHypeTrainBegin } from './types/channelHypeTrainBegin.ts'
export { type ChannelHypeTrainEndEvent, channelHypeTrainEnd } from './types/channelHypeTrainEnd.ts'
export { type ChannelHypeTrainProgressEvent, channelHypeTrainProgress } from './types/channelHypeTrainProgress.ts'
export { type ChannelModerateEvent, channelModerate } from './types/channelModerate.ts'
export { type ChannelModerateV1Event, channelModerateV1 } from './types/channelModerateV1.ts'
export { type ChannelModeratorAddEvent, channelModeratorAdd } from './types/channelModeratorAdd.ts'
export { type ChannelModeratorRemoveEvent, channelModeratorRemove } from './types/channelModeratorRemove.ts'
export {
  type ChannelPointsAutomaticReward,
  type ChannelPointsAutomaticRewardEmote,
  type ChannelPointsAutomaticRewardFragment,
  type ChannelPointsAutomaticRewardMessage,
  type ChannelPointsAutomaticRewardRedemptionAddEvent,
  channelPointsAutomaticRewardRedemptionAdd,
} from './types/channelPointsAutomaticRewardRedemptionAdd.ts'
export {
  type ChannelPointsAutomaticRewardRedemptionAddV1Event,
  type ChannelPointsAutomaticRewardV1,
  channelPointsAutomaticRewardRedemptionAddV1,
} from './types/channelPointsAutomaticRewardRedemptionAddV1.ts'
export {
  type ChannelPointsCustomRewardAddEvent,
  channelPointsCustomRewardAdd,
} from './types/channelPointsCustomRewardAdd.ts'
export {
  type ChannelPointsCustomRewardRedemptionAddEvent,
  channelPointsCustomRewardRedemptionAdd,
} from './types/channelPointsCustomRewardRedemptionAdd.ts'
export {
  type ChannelPointsCustomRewardRedemptionUpdateEvent,
  channelPointsCustomRewardRedemptionUpdate,
} from './types/channelPointsCustomRewardRedemptionUpdate.ts'
export {
  type ChannelPointsCustomRewardRemoveEvent,
  channelPointsCustomRewardRemove,
} from './types/channelPointsCustomRewardRemove.ts'
export {
  type ChannelPointsCustomRewardUpdateEvent,
  channelPointsCustomRewardUpdate,
} from './types/channelPointsCustomRewardUpdate.ts'
export { type ChannelPollBeginChoice, type ChannelPollBeginEvent, channelPollBegin } from './types/channelPollBegin.ts'
export { type ChannelPollEndEvent, channelPollEnd } from './types/channelPollEnd.ts'
export { type ChannelPollProgressEvent, channelPollProgress } from './types/channelPollProgress.ts'
export {
  type ChannelPredictionBeginEvent,
  type ChannelPredictionBeginOutcome,
  channelPredictionBegin,
} from './types/channelPredictionBegin.ts'
export {
  type ChannelPredictionEndEvent,
  type ChannelPredictionEndOutcome,
  channelPredictionEnd,
} from './types/channelPredictionEnd.ts'
export { type ChannelPredictionLockEvent, channelPredictionLock } from './types/channelPredictionLock.ts'
export { type ChannelPredictionProgressEvent, channelPredictionProgress } from './types/channelPredictionProgress.ts'
export { type ChannelRaidEvent, channelRaid } from './types/channelRaid.ts'
export { type ChannelSharedChatBeginEvent, channelSharedChatBegin } from './types/channelSharedChatBegin.ts'
export { type ChannelSharedChatEndEvent, channelSharedChatEnd } from './types/channelSharedChatEnd.ts'
export { type ChannelSharedChatUpdateEvent, channelSharedChatUpdate } from './types/channelSharedChatUpdate.ts'
export { type ChannelShieldModeBeginEvent, channelShieldModeBegin } from './types/channelShieldModeBegin.ts'
export { type ChannelShieldModeEndEvent, channelShieldModeEnd } from './types/channelShieldModeEnd.ts'
export { type ChannelShoutoutCreateEvent, channelShoutoutCreate } from './types/channelShoutoutCreate.ts'
export { type ChannelShoutoutReceiveEvent, channelShoutoutReceive } from './types/channelShoutoutReceive.ts'
export { type ChannelSubscribeEvent, channelSubscribe } from './types/channelSubscribe.ts'
export { type ChannelSubscriptionEndEvent, channelSubscriptionEnd } from './types/channelSubscriptionEnd.ts'
export { type ChannelSubscriptionGiftEvent, channelSubscriptionGift } from './types/channelSubscriptionGift.ts'
export { type ChannelSubscriptionMessageEvent, channelSubscriptionMessage } from './types/channelSubscriptionMessage.ts'
export {
  type ChannelSuspiciousUserMessageContent,
  type ChannelSuspiciousUserMessageEvent,
  channelSuspiciousUserMessage,
} from './types/channelSuspiciousUserMessage.ts'
export {
  type ChannelSuspiciousUserUpdateEvent,
  channelSuspiciousUserUpdate,
} from './types/channelSuspiciousUserUpdate.ts'
export { type ChannelUnbanEvent, channelUnban } from './types/channelUnban.ts'
export { type ChannelUnbanRequestCreateEvent, channelUnbanRequestCreate } from './types/channelUnbanRequestCreate.ts'
export { type ChannelUnbanRequestResolveEvent, channelUnbanRequestResolve } from './types/channelUnbanRequestResolve.ts'
export { type ChannelUpdateEvent, channelUpdate } from './types/channelUpdate.ts'
export { type ChannelVipAddEvent, channelVipAdd } from './types/channelVipAdd.ts'
export { type ChannelVipRemoveEvent, channelVipRemove } from './types/channelVipRemove.ts'
export { type ChannelWarningAcknowledgeEvent, channelWarningAcknowledge } from './types/channelWarningAcknowledge.ts'
export { type ChannelWarningSendEvent, channelWarningSend } from './types/channelWarningSend.ts'
export { type StreamOfflineEvent, streamOffline } from './types/streamOffline.ts'
export { type StreamOnlineEvent, streamOnline } from './types/streamOnline.ts'
export { type UserUpdateEvent, userUpdate } from './types/userUpdate.ts'
export {
  type UserWhisperMessageContent,
  type UserWhisperMessageEvent,
  userWhisperMessage,
} from './types/userWhisperMessage.ts'
