export type {
  ChannelCondition,
  ChatCondition,
  ModeratorCondition,
  RaidCondition,
  RewardCondition,
  UserCondition,
} from './conditions.ts'
export {
  type ConditionOf,
  type ConditionWord,
  defineEventType,
  type EventOf,
  type EventType,
  type EventTypeDescription,
  type EventTypeSpec,
  type EventTypeTypes,
} from './eventType.ts'
export { type ChannelFollowEvent, channelFollow } from './types/channelFollow.ts'
