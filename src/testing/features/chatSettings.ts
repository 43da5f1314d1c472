import type { ChatSettings } from '../../endpoints/chat/chatSettings.ts'
import { getChatSettings } from '../../endpoints/chat/getChatSettings.ts'
import { updateChatSettings } from '../../endpoints/chat/updateChatSettings.ts'
import { channelChatSettingsUpdate } from '../../eventsub/types/channelChatSettingsUpdate.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { one } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { hash } from '../world/random.ts'
import { moderates } from '../world/roles.ts'
import { perChannel, type World } from '../world/world.ts'
import { differ } from './differ.ts'
import { type Feature, onEvent } from './feature.ts'
import { moderated } from './moderated.ts'
import { ofChannel } from './people.ts'

const readScopes = ['moderator:read:chat_settings', 'moderator:manage:chat_settings']

type Settings = Required<Omit<ChatSettings, 'moderator_id' | 'broadcaster_id'>>

/** The rules of a channel's chat; `updateChatSettings` changes them. */
export const chatSettingsOf: (world: World, channelId: string) => Settings = perChannel(({ seed }, id) => {
  const number = hash(seed, 'chat settings', id)
  const slow = number % 5 === 1
  const followers = number % 4 === 1
  return {
    emote_mode: false,
    follower_mode: followers,
    follower_mode_duration: followers ? (number % 3) * 10 : null,
    non_moderator_chat_delay: false,
    non_moderator_chat_delay_duration: null,
    slow_mode: slow,
    slow_mode_wait_time: slow ? 30 : null,
    subscriber_mode: false,
    unique_chat_mode: number % 11 === 1,
  }
})

/** The fields of `channel.chat_settings.update`: all but the delay. */
export const settingsEvent = (settings: Settings) => ({
  emote_mode: settings.emote_mode,
  follower_mode: settings.follower_mode,
  follower_mode_duration_minutes: settings.follower_mode_duration,
  slow_mode: settings.slow_mode,
  slow_mode_wait_time_seconds: settings.slow_mode_wait_time,
  subscriber_mode: settings.subscriber_mode,
  unique_chat_mode: settings.unique_chat_mode,
})

/** Each setting as moderators see it: its name, whether it is on, and its value. */
function modesOf({ slow_mode_wait_time: wait, follower_mode_duration: minutes, ...settings }: Settings) {
  return [
    { name: 'slow', isOn: settings.slow_mode, details: wait === null ? {} : { slow: { wait_time_seconds: wait } } },
    {
      name: 'followers',
      isOn: settings.follower_mode,
      details: minutes === null ? {} : { followers: { follow_duration_minutes: minutes } },
    },
    { name: 'subscribers', isOn: settings.subscriber_mode, details: {} },
    { name: 'emoteonly', isOn: settings.emote_mode, details: {} },
    { name: 'uniquechat', isOn: settings.unique_chat_mode, details: {} },
  ]
}

export const chatSettings: Feature = [
  route(getChatSettings, ({ world, params, broadcaster, viewer, scopes }) => {
    const { non_moderator_chat_delay, non_moderator_chat_delay_duration, ...shown } = chatSettingsOf(
      world,
      broadcaster.id,
    )
    const row = { broadcaster_id: broadcaster.id, ...shown }
    const { moderator_id } = params
    if (moderator_id === undefined) return one(row)
    if (moderator_id !== viewer?.id)
      refuse(401, "The ID in moderator_id must match the user ID found in the request's OAuth token.")
    if (!moderates(world, moderator_id, broadcaster.id))
      refuse(403, "The user in moderator_id is not one of the broadcaster's moderators.")
    if (!readScopes.some(scope => scopes.includes(scope))) return one(row)
    return one({ ...row, moderator_id, non_moderator_chat_delay, non_moderator_chat_delay_duration })
  }),
  route(updateChatSettings, context => {
    const { world, params, broadcaster, actor, emit } = context
    const settings = chatSettingsOf(world, broadcaster.id)
    const before = { ...settings }
    const { follower_mode_duration, slow_mode_wait_time, non_moderator_chat_delay_duration } = params
    settings.emote_mode = params.emote_mode ?? settings.emote_mode
    settings.subscriber_mode = params.subscriber_mode ?? settings.subscriber_mode
    settings.unique_chat_mode = params.unique_chat_mode ?? settings.unique_chat_mode
    if (params.follower_mode !== undefined) {
      settings.follower_mode = params.follower_mode
      settings.follower_mode_duration = params.follower_mode ? (follower_mode_duration ?? 0) : null
    }
    if (params.slow_mode !== undefined) {
      settings.slow_mode = params.slow_mode
      settings.slow_mode_wait_time = params.slow_mode ? (slow_mode_wait_time ?? 30) : null
    }
    if (params.non_moderator_chat_delay !== undefined) {
      if (params.non_moderator_chat_delay && non_moderator_chat_delay_duration === undefined) {
        refuse(400, 'The non_moderator_chat_delay_duration field is required when non_moderator_chat_delay is true.')
      }
      settings.non_moderator_chat_delay = params.non_moderator_chat_delay
      settings.non_moderator_chat_delay_duration = params.non_moderator_chat_delay
        ? (non_moderator_chat_delay_duration ?? null)
        : null
    }
    if (differ(settingsEvent(before), settingsEvent(settings))) {
      emit(channelChatSettingsUpdate, { ...ofChannel(broadcaster), ...settingsEvent(settings) })
    }
    const modesBefore = modesOf(before)
    for (const [index, mode] of modesOf(settings).entries()) {
      if (differ(mode, modesBefore[index])) moderated(context, mode.isOn ? mode.name : `${mode.name}off`, mode.details)
    }
    return one({ broadcaster_id: broadcaster.id, moderator_id: actor.id, ...settings })
  }),
  onEvent(channelChatSettingsUpdate, ({ world, channel, event }) => {
    Object.assign(chatSettingsOf(world, channel.id), {
      emote_mode: event.emote_mode,
      follower_mode: event.follower_mode,
      follower_mode_duration: event.follower_mode_duration_minutes,
      slow_mode: event.slow_mode,
      slow_mode_wait_time: event.slow_mode_wait_time_seconds,
      subscriber_mode: event.subscriber_mode,
      unique_chat_mode: event.unique_chat_mode,
    } satisfies Partial<Settings>)
  }),
]
