import type { getChatSettings } from '../../endpoints/chat/getChatSettings.ts'
import { channelChatSettingsUpdate } from '../../eventsub/types/channelChatSettingsUpdate.ts'
import { answersOf, defineLiveFamily, type LiveFamily, liveRule } from './liveRule.ts'

const answers = answersOf<typeof getChatSettings>('/chat/settings')

/** Chat settings. Events do not tell the delay for viewers, which only moderators see. */
export const liveChatSettings: LiveFamily = defineLiveFamily([
  liveRule(channelChatSettingsUpdate, answers, {
    effect: 'patch',
    row: 'broadcaster_id',
    from: 'broadcaster_user_id',
    partial: ['non_moderator_chat_delay'],
    fields: {
      emote_mode: 'emote_mode',
      follower_mode: 'follower_mode',
      follower_mode_duration: 'follower_mode_duration_minutes',
      slow_mode: 'slow_mode',
      slow_mode_wait_time: 'slow_mode_wait_time_seconds',
      subscriber_mode: 'subscriber_mode',
      unique_chat_mode: 'unique_chat_mode',
    },
  }),
])
