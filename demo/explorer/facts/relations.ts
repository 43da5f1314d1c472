import { type AnyEndpoint, type AnyEventType, endpoints, eventTypes, families, isWrite } from './library.ts'

/** Which types of events a write causes: no description says that. A test holds it against Twitch's reference. */
const causes: Readonly<Record<string, readonly string[]>> = {
  startCommercial: ['channelAdBreakBegin'],
  modifyChannelInformation: ['channelUpdate'],
  createCustomReward: ['channelPointsCustomRewardAdd'],
  updateCustomReward: ['channelPointsCustomRewardUpdate'],
  deleteCustomReward: ['channelPointsCustomRewardRemove'],
  updateRedemptionStatus: ['channelPointsCustomRewardRedemptionUpdate'],
  updateChatSettings: ['channelChatSettingsUpdate', 'channelModerate', 'channelModerateV1'],
  sendChatAnnouncement: ['channelChatNotification'],
  sendShoutout: ['channelShoutoutCreate', 'channelShoutoutReceive'],
  sendChatMessage: ['channelChatMessage', 'automodMessageHold', 'automodMessageHoldV1', 'channelChatUserMessageHold'],
  manageHeldAutoModMessages: [
    'automodMessageUpdate',
    'automodMessageUpdateV1',
    'channelChatUserMessageUpdate',
    'channelChatMessage',
  ],
  updateAutoModSettings: ['automodSettingsUpdate'],
  banUser: [
    'channelBan',
    'channelModerate',
    'channelModerateV1',
    'channelChatClearUserMessages',
    'channelModeratorRemove',
    'channelVipRemove',
  ],
  unbanUser: ['channelUnban', 'channelModerate', 'channelModerateV1'],
  resolveUnbanRequest: ['channelUnbanRequestResolve', 'channelModerate', 'channelModerateV1', 'channelUnban'],
  addBlockedTerm: ['automodTermsUpdate', 'channelModerate', 'channelModerateV1'],
  removeBlockedTerm: ['automodTermsUpdate', 'channelModerate', 'channelModerateV1'],
  deleteChatMessages: ['channelChatMessageDelete', 'channelModerate', 'channelModerateV1', 'channelChatClear'],
  addChannelModerator: ['channelModeratorAdd', 'channelModerate', 'channelModerateV1'],
  removeChannelModerator: ['channelModeratorRemove', 'channelModerate', 'channelModerateV1'],
  addChannelVip: ['channelVipAdd', 'channelModerate', 'channelModerateV1'],
  removeChannelVip: ['channelVipRemove', 'channelModerate', 'channelModerateV1'],
  updateShieldModeStatus: ['channelShieldModeBegin', 'channelShieldModeEnd'],
  warnChatUser: ['channelWarningSend', 'channelModerate'],
  addSuspiciousUserStatus: ['channelSuspiciousUserUpdate'],
  removeSuspiciousUserStatus: ['channelSuspiciousUserUpdate'],
  createPoll: ['channelPollBegin', 'channelPollProgress', 'channelPollEnd'],
  endPoll: ['channelPollEnd'],
  createPrediction: ['channelPredictionBegin', 'channelPredictionProgress', 'channelPredictionLock'],
  endPrediction: ['channelPredictionLock', 'channelPredictionEnd'],
  startRaid: ['channelModerate', 'channelModerateV1', 'channelRaid'],
  cancelRaid: ['channelModerate', 'channelModerateV1'],
  updateUser: ['userUpdate'],
  sendWhisper: ['userWhisperMessage'],
  updateChannelGuestStarSettings: ['channelGuestStarSettingsUpdate'],
  createGuestStarSession: ['channelGuestStarSessionBegin'],
  endGuestStarSession: ['channelGuestStarSessionEnd'],
  sendGuestStarInvite: ['channelGuestStarGuestUpdate'],
  deleteGuestStarInvite: ['channelGuestStarGuestUpdate'],
  assignGuestStarSlot: ['channelGuestStarGuestUpdate'],
  updateGuestStarSlot: ['channelGuestStarGuestUpdate'],
  deleteGuestStarSlot: ['channelGuestStarGuestUpdate'],
  updateGuestStarSlotSettings: ['channelGuestStarGuestUpdate'],
}

const typeNames = new Map([...eventTypes].map(([name, { spec }]) => [spec, name]))

/** A family that keeps a read true, with the types of events that it follows. */
export interface KeptTrue {
  readonly family: string
  readonly types: readonly string[]
}

/** The families that keep the answers of an endpoint true. */
export const keptTrueBy = ({ spec }: AnyEndpoint): KeptTrue[] =>
  isWrite(spec)
    ? []
    : [...families].flatMap(([family, { rules }]) => {
        const types = rules.flatMap(({ path, type }) => (path === spec.path ? (typeNames.get(type) ?? []) : []))
        return types.length ? [{ family, types: [...new Set(types)] }] : []
      })

const invalidated = ({ spec }: AnyEndpoint): readonly string[] => spec.invalidates ?? [spec.path]

/** The reads whose cached answers are stale after a write. */
export const staleAfter = (write: AnyEndpoint): string[] =>
  isWrite(write.spec)
    ? [...endpoints].flatMap(([name, { spec }]) =>
        !isWrite(spec) && invalidated(write).includes(spec.path) ? [name] : [],
      )
    : []

/** The writes after which cached answers of a read are stale. */
export const madeStaleBy = ({ spec }: AnyEndpoint): string[] =>
  isWrite(spec)
    ? []
    : [...endpoints].flatMap(([name, write]) =>
        isWrite(write.spec) && invalidated(write).includes(spec.path) ? [name] : [],
      )

export const eventsOf = (write: string): readonly string[] => causes[write] ?? []

export const causedBy = (type: string): string[] =>
  Object.entries(causes).flatMap(([write, types]) => (types.includes(type) ? [write] : []))

/** The families that follow a type of events, with the reads that they keep true. */
export const followedBy = ({ spec }: AnyEventType): string[] =>
  [...families].flatMap(([name, { rules }]) => (rules.some(({ type }) => type === spec) ? [name] : []))

/** The reads of a path. */
export const readsOf = (path: string): string[] =>
  [...endpoints].flatMap(([name, { spec }]) => (spec.path === path && !isWrite(spec) ? [name] : []))

export const typeNameOf = (spec: AnyEventType['spec']): string => typeNames.get(spec) ?? spec.type
