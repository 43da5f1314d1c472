import { getChatSettings } from '../../../endpoints/chat/getChatSettings.ts'
import { updateChatSettings } from '../../../endpoints/chat/updateChatSettings.ts'
import { chatSettingsOf } from '../../world/chatSettings.ts'
import { moderates } from '../../world/moderators.ts'
import { refuse } from '../refusal.ts'
import { one } from '../response.ts'
import { type Family, route } from '../route.ts'

const readScopes = ['moderator:read:chat_settings', 'moderator:manage:chat_settings']

export const chatSettings: Family = [
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
  route(updateChatSettings, ({ world, params, broadcaster, user }) => {
    const settings = chatSettingsOf(world, broadcaster.id)
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
    return one({ broadcaster_id: broadcaster.id, moderator_id: user.id, ...settings })
  }),
]
