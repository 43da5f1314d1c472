import type { getPinnedChatMessage } from '../../endpoints/chat/getPinnedChatMessage.ts'
import { channelChatClear } from '../../eventsub/types/channelChatClear.ts'
import { channelChatClearUserMessages } from '../../eventsub/types/channelChatClearUserMessages.ts'
import { channelChatMessageDelete } from '../../eventsub/types/channelChatMessageDelete.ts'
import { answersOf, defineLiveFamily, type LiveFamily, liveRule } from './liveRule.ts'

const answers = answersOf<typeof getPinnedChatMessage>('/chat/pins')

/** The pinned message: events report only that it was removed. No event reports a new pin. */
export const livePinned: LiveFamily = defineLiveFamily([
  liveRule(channelChatMessageDelete, answers, { effect: 'remove', row: 'message_id', from: 'message_id' }),
  liveRule(channelChatClear, answers, { effect: 'refetch' }),
  liveRule(channelChatClearUserMessages, answers, { effect: 'remove', row: 'sender_user_id', from: 'target_user_id' }),
])
