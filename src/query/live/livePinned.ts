import type { getPinnedChatMessage } from '../../endpoints/chat/getPinnedChatMessage.ts'
import { channelChatClear } from '../../eventsub/types/channelChatClear.ts'
import { channelChatClearUserMessages } from '../../eventsub/types/channelChatClearUserMessages.ts'
import { channelChatMessageDelete } from '../../eventsub/types/channelChatMessageDelete.ts'
import { answersOf, type LiveFamily, live, on } from './live.ts'

const answers = answersOf<typeof getPinnedChatMessage>('/chat/pins')

/** The pinned message: events report only that it was removed. No event reports a new pin. */
export const livePinned: LiveFamily = live([
  on(channelChatMessageDelete, answers, { effect: 'remove', row: 'message_id', from: 'message_id' }),
  on(channelChatClear, answers, { effect: 'refetch' }),
  on(channelChatClearUserMessages, answers, { effect: 'remove', row: 'sender_user_id', from: 'target_user_id' }),
])
