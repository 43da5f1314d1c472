import { atMostOne } from '../request/rules.ts'
import { exactOptional } from '../schema/object.ts'
import { id, self } from '../schema/parameters.ts'
import type { ConditionSpec } from './eventType.ts'

/** Events of a channel. */
export interface ChannelCondition {
  /** The channel. @defaultValue the signed-in user */
  broadcaster_user_id?: string
}

/** Events of a channel's rewards. */
export interface RewardCondition extends ChannelCondition {
  /** Only events of this reward. If it is left out, events of all rewards. */
  reward_id?: string
}

/** Events of a channel for its moderators and its broadcaster. */
export interface ModeratorCondition extends ChannelCondition {
  /** @defaultValue the signed-in user; Twitch accepts no other id */
  moderator_user_id?: string
}

/** Events of a channel's chat, as one user can read it. */
export interface ChatCondition extends ChannelCondition {
  /** @defaultValue the signed-in user; Twitch accepts no other id */
  user_id?: string
}

/** Events of a user. */
export interface UserCondition {
  /** @defaultValue the signed-in user */
  user_id?: string
}

/** Raids that arrive at a channel, or raids that start from one: at most one of the two ids. */
export type RaidCondition =
  | {
      /** The channel that receives the raid. @defaultValue the signed-in user, unless the other id is given */
      to_broadcaster_user_id?: string
      from_broadcaster_user_id?: never
    }
  | {
      /** The channel that starts the raid. */
      from_broadcaster_user_id: string
      to_broadcaster_user_id?: never
    }

const optionalId = /* @__PURE__ */ exactOptional(id)

/** Any channel. */
export const ofChannel: ConditionSpec<ChannelCondition> = { params: { broadcaster_user_id: self } }

/** The signed-in user's channel. */
export const ofBroadcaster: ConditionSpec<ChannelCondition> = {
  params: { broadcaster_user_id: self },
  owner: 'broadcaster_user_id',
}

/** The signed-in user's channel, all its rewards or one. */
export const ofReward: ConditionSpec<RewardCondition> = {
  params: { broadcaster_user_id: self, reward_id: optionalId },
  owner: 'broadcaster_user_id',
}

/** A channel that the signed-in user moderates. */
export const ofModerator: ConditionSpec<ModeratorCondition> = {
  params: { broadcaster_user_id: self, moderator_user_id: self },
  owner: 'moderator_user_id',
}

/** A channel whose chat the signed-in user reads. */
export const ofChat: ConditionSpec<ChatCondition> = {
  params: { broadcaster_user_id: self, user_id: self },
  owner: 'user_id',
}

/** Any user. */
export const ofUser: ConditionSpec<UserCondition> = { params: { user_id: self } }

/** The signed-in user. */
export const ofOwnUser: ConditionSpec<UserCondition> = { params: { user_id: self }, owner: 'user_id' }

/** Raids from or to any channel. */
export const ofRaid: ConditionSpec<RaidCondition> = {
  params: { from_broadcaster_user_id: optionalId, to_broadcaster_user_id: self },
  rules: [/* @__PURE__ */ atMostOne('from_broadcaster_user_id', 'to_broadcaster_user_id')],
}
