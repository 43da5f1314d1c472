import type { getSharedChatSession } from '../../endpoints/chat/getSharedChatSession.ts'
import { channelSharedChatBegin } from '../../eventsub/types/channelSharedChatBegin.ts'
import { channelSharedChatEnd } from '../../eventsub/types/channelSharedChatEnd.ts'
import { channelSharedChatUpdate } from '../../eventsub/types/channelSharedChatUpdate.ts'
import { answersOf, defineLiveFamily, type LiveFamily, liveRule } from './liveRule.ts'

const answers = answersOf<typeof getSharedChatSession>('/shared_chat/session')

/** The shared chat of a channel: its start is refetched; its channels and its end are in the event. */
export const liveSharedChat: LiveFamily = defineLiveFamily([
  liveRule(channelSharedChatBegin, answers, { effect: 'refetch' }),
  liveRule(channelSharedChatUpdate, answers, {
    effect: 'patch',
    row: 'session_id',
    from: 'session_id',
    partial: true,
    fields: {
      host_broadcaster_id: 'host_broadcaster_user_id',
      participants: event =>
        event.participants.map(({ broadcaster_user_id }) => ({ broadcaster_id: broadcaster_user_id })),
    },
  }),
  liveRule(channelSharedChatEnd, answers, { effect: 'remove', row: 'session_id', from: 'session_id' }),
])
