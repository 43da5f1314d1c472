import { getPolls, type NeedsScopes, type Scope, scopesFor } from 'tinyhelix'
import {
  type ChannelCondition,
  type ChannelFollowEvent,
  type ChatCondition,
  type ConditionOf,
  type channelChatMessage,
  type channelChatNotification,
  channelFollow,
  channelModerate,
  channelPointsCustomRewardRedemptionAdd,
  channelRaid,
  defineEventType,
  type EventOf,
  type EventSub,
  type EventType,
  type ModeratorCondition,
  type RaidCondition,
  type RewardCondition,
  streamOnline,
  type UserCondition,
  userUpdate,
} from 'tinyhelix/eventsub'
import * as v from 'valibot'
import { expectTypeOf } from 'vitest'
import { maybeId } from './clients.ts'

// A type is named by its condition and its event.
expectTypeOf(channelFollow).toEqualTypeOf<EventType<ModeratorCondition, ChannelFollowEvent>>()
expectTypeOf<ConditionOf<typeof channelFollow>>().toEqualTypeOf<ModeratorCondition>()
expectTypeOf<ConditionOf<typeof channelChatMessage>>().toEqualTypeOf<ChatCondition>()
expectTypeOf<ConditionOf<typeof channelPointsCustomRewardRedemptionAdd>>().toEqualTypeOf<RewardCondition>()
expectTypeOf<ConditionOf<typeof streamOnline>>().toEqualTypeOf<ChannelCondition>()
expectTypeOf<ConditionOf<typeof userUpdate>>().toEqualTypeOf<UserCondition>()
expectTypeOf<ConditionOf<typeof channelRaid>>().toEqualTypeOf<RaidCondition>()
expectTypeOf<EventOf<typeof channelFollow>>().toEqualTypeOf<ChannelFollowEvent>()
expectTypeOf<EventOf<typeof channelFollow>['followed_at']>().toEqualTypeOf<string>()

// Members of parts are members of the event.
expectTypeOf<EventOf<typeof channelFollow>>().toHaveProperty('user_name').toEqualTypeOf<string>()
expectTypeOf<EventOf<typeof channelModerate>['warn']>().toExtend<{ readonly reason: string | null } | null>()
// @ts-expect-error
export type Misspelt = EventOf<typeof channelFollow>['user_nmae']

// Lists to which Twitch may add words are open, and still name known words.
export const open: EventOf<typeof channelChatMessage>['message_type'] = 'new_thing'
export const known: EventOf<typeof channelChatNotification>['notice_type'] = 'raid'
// @ts-expect-error
export const noWord: EventOf<typeof channelChatMessage>['message_type'] = 1

declare const events: EventSub
const { on } = events
/** The short form. */
const onMine = on

// Every id may be left out. An id that is not known yet is not an id that was left out.
on(channelFollow, {}, event => expectTypeOf(event).toEqualTypeOf<ChannelFollowEvent>())
on(channelFollow, { broadcaster_user_id: '1' }, () => {})
on(channelFollow, { broadcaster_user_id: '1', moderator_user_id: '2' }, () => {})
on(channelPointsCustomRewardRedemptionAdd, { reward_id: '1' }, () => {})
// @ts-expect-error
on(channelFollow, { broadcaster_user_id: maybeId }, () => {})
// @ts-expect-error
on(channelPointsCustomRewardRedemptionAdd, { reward_id: maybeId }, () => {})
// @ts-expect-error
on(streamOnline, { broadcaster_user_id: undefined }, () => {})
// @ts-expect-error
on(userUpdate, { user_id: maybeId }, () => {})
// @ts-expect-error
on(channelFollow, { broadcaster_id: '1' }, () => {})
// @ts-expect-error
on(streamOnline, { moderator_user_id: '1' }, () => {})
// @ts-expect-error
on(channelFollow, { broadcaster_user_id: 1 }, () => {})
// @ts-expect-error
on(channelFollow, {}, ({ user_nmae }) => user_nmae)

// The short form exists if no id is required.
onMine(channelFollow, event => expectTypeOf(event).toEqualTypeOf<ChannelFollowEvent>())
onMine(userUpdate, () => {})
onMine(channelRaid, () => {})

// A raid needs one of its two channels. Without any, it is a raid to the user's own channel.
on(channelRaid, { from_broadcaster_user_id: '1' }, ({ viewers }) => expectTypeOf(viewers).toEqualTypeOf<number>())
on(channelRaid, { to_broadcaster_user_id: '1' }, () => {})
// @ts-expect-error
on(channelRaid, { from_broadcaster_user_id: '1', to_broadcaster_user_id: '2' }, () => {})
on(channelRaid, {}, () => {})
// @ts-expect-error
on(channelRaid, { to_broadcaster_user_id: maybeId }, () => {})
// @ts-expect-error
on(channelRaid, { broadcaster_user_id: '1' }, () => {})

// Functions that read scopes accept types of events and endpoints.
expectTypeOf(scopesFor(channelFollow, channelModerate, getPolls)).toEqualTypeOf<Scope[]>()
expectTypeOf(channelModerate).toExtend<NeedsScopes>()
expectTypeOf<{ spec: { scopes: Scope[]; also: Scope[][] } }>().toExtend<NeedsScopes>()

interface ClapEvent {
  user_name: string
}

interface ClapCondition {
  broadcaster_user_id?: string
  organization_id: string
}

const event = v.object({ user_name: v.string() })

// The declared type has the condition and the event, here or in angle brackets.
const channelClap: EventType<ClapCondition, ClapEvent> = defineEventType({
  type: 'channel.clap',
  condition: { broadcaster_user_id: 'self', organization_id: 'required' },
  event,
})
on(channelClap, { organization_id: '1' }, clap => expectTypeOf(clap).toEqualTypeOf<ClapEvent>())
// @ts-expect-error
on(channelClap, {}, () => {})
// @ts-expect-error
onMine(channelClap, () => {})
expectTypeOf(
  defineEventType<ChannelCondition, ClapEvent>({ type: 'a.b', condition: { broadcaster_user_id: 'self' }, event }),
).toEqualTypeOf<EventType<ChannelCondition, ClapEvent>>()

// Words and schema must match the declaration. Every id has a word.
export const wrongWord: EventType<ChannelCondition, ClapEvent> = defineEventType({
  type: 'channel.clap',
  // @ts-expect-error
  condition: { broadcaster_user_id: 'required' },
  event,
})
export const misspeltWord: EventType<ChannelCondition, ClapEvent> = defineEventType({
  type: 'channel.clap',
  // @ts-expect-error
  condition: { broadcaster_user_id: 'slef' },
  event,
})
export const optionalWord: EventType<ClapCondition, ClapEvent> = defineEventType({
  type: 'channel.clap',
  // @ts-expect-error
  condition: { broadcaster_user_id: 'self', organization_id: 'optional' },
  event,
})
export const noWordFor: EventType<ClapCondition, ClapEvent> = defineEventType({
  type: 'channel.clap',
  // @ts-expect-error
  condition: { organization_id: 'required' },
  event,
})
export const unknownId: EventType<ChannelCondition, ClapEvent> = defineEventType({
  type: 'channel.clap',
  // @ts-expect-error
  condition: { broadcaster_user_id: 'self', user_id: 'self' },
  event,
})
export const wrongEvent: EventType<ChannelCondition, ClapEvent> = defineEventType({
  type: 'channel.clap',
  condition: { broadcaster_user_id: 'self' },
  // @ts-expect-error
  event: v.object({ user_name: v.number() }),
})
export const noId: EventType<{ count: number }, ClapEvent> = defineEventType({
  type: 'channel.clap',
  // @ts-expect-error
  condition: { count: 'required' },
  event,
})
// @ts-expect-error
export const undeclared = defineEventType({ type: 'channel.clap', condition: { broadcaster_user_id: 'self' }, event })
