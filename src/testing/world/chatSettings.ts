import type { ChatSettings } from '../../endpoints/chat/chatSettings.ts'
import { hash } from './random.ts'
import { perChannel, type World } from './world.ts'

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
