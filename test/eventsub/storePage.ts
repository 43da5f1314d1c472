import { createClient } from 'tinyhelix'
import {
  type ChannelChatMessageEvent,
  type ChannelChatNotificationEvent,
  channelChatMessage,
  channelChatNotification,
  createEventSub,
} from 'tinyhelix/eventsub'
import { createFakeTwitch } from 'tinyhelix/testing'
import { onTestFinished, vi } from 'vitest'

/** The signed-in user ada, and another user's channel. */
export const ada = '1001'
export const elsewhere = '1002'

const fragment = { type: 'text', text: '', emote: null, cheermote: null, mention: null }

/** A fake Twitch, and a page with an EventSub. The test moves the time. */
export function storePage() {
  vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') })
  onTestFinished(() => void vi.useRealTimers())
  const fake = createFakeTwitch()
  const auth = fake.auth('ada')
  const events = createEventSub(createClient({ ...fake.network, auth }))
  onTestFinished(events.close)
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
  let count = 0
  return {
    fake,
    events,
    pass,
    /** Signs in another user, or signs out. */
    signIn: (user: string | null) => void (user ? auth.signIn({ user }) : auth.signOut()),
    /** Waits until sockets are open and subscriptions live. */
    connect: () => pass(100),
    /** The types of Twitch's subscriptions. */
    subscribed: () =>
      fake.eventSub.sessions.flatMap(({ subscriptions }) =>
        subscriptions.flatMap(({ type, status }) => (status === 'enabled' ? type : [])),
      ),
    /** Sends a chat message. Returns its id. */
    say: (text: string, more: Partial<ChannelChatMessageEvent> = {}): string => {
      const message_id = more.message_id ?? `m-${++count}`
      fake.emit(channelChatMessage, {
        broadcaster_user_id: ada,
        chatter_user_id: '42',
        message_id,
        message: { text, fragments: [{ ...fragment, text }] },
        message_type: 'text',
        badges: [],
        cheer: null,
        color: '',
        reply: null,
        channel_points_custom_reward_id: null,
        source_broadcaster_user_id: null,
        source_message_id: null,
        source_badges: null,
        ...more,
      })
      return message_id
    },
    /** Sends a notice to the chat. */
    notify: (system_message: string, more: Partial<ChannelChatNotificationEvent> = {}): string => {
      const message_id = `n-${++count}`
      const details = Object.fromEntries(
        [
          'sub resub sub_gift community_sub_gift gift_paid_upgrade prime_paid_upgrade pay_it_forward raid unraid announcement',
          'bits_badge_tier charity_donation shared_chat_sub shared_chat_resub shared_chat_sub_gift',
          'shared_chat_community_sub_gift shared_chat_gift_paid_upgrade shared_chat_prime_paid_upgrade',
          'shared_chat_pay_it_forward shared_chat_raid shared_chat_announcement',
        ]
          .join(' ')
          .split(' ')
          .map(name => [name, null]),
      )
      fake.emit(channelChatNotification, {
        ...details,
        broadcaster_user_id: ada,
        chatter_user_id: '43',
        chatter_is_anonymous: false,
        color: '',
        badges: [],
        system_message,
        message_id,
        message: { text: '', fragments: [] },
        notice_type: 'announcement',
        announcement: { color: 'primary' },
        ...more,
      } as never)
      return message_id
    },
  }
}
