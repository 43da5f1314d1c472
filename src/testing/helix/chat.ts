import { getChatters } from '../../endpoints/chat/getChatters.ts'
import { getSharedChatSession } from '../../endpoints/chat/getSharedChatSession.ts'
import { sendChatMessage } from '../../endpoints/chat/sendChatMessage.ts'
import { liveStreamsOf } from '../world/liveStreams.ts'
import { moderatorsOf } from '../world/moderators.ts'
import { uuid } from '../world/random.ts'
import { asUser, type Person, somePeople, usersOf } from '../world/users.ts'
import { hour, perChannel, perWorld, second, timestamp, type World } from '../world/world.ts'
import { data, one } from './answer.ts'
import { bansOf } from './bans.ts'
import { chatSettingsOf } from './chatSettings.ts'
import { refuse } from './refusal.ts'
import { answer, type Family } from './route.ts'

/** A message that was sent through the fake. */
export interface ChatMessage {
  readonly id: string
  readonly sender: Person
  readonly text: string
  /** In milliseconds since 1970. */
  readonly sentAt: number
}

/** What was sent to a channel's chat, the oldest first. */
export const messagesOf: (world: World, channelId: string) => ChatMessage[] = perChannel(() => [])

/** Who is in a channel's chat: nobody but its owner while it is offline. */
const chattersOf: (world: World, channelId: string) => readonly Person[] = perChannel((world, channelId) => {
  const { byId } = usersOf(world)
  const owner = byId(channelId)
  const viewers = liveStreamsOf(world).get(channelId)?.viewerCount ?? 0
  const moderators = viewers ? [...moderatorsOf(world, channelId)].map(byId) : []
  const others = somePeople(world, Math.min(2500, Math.ceil(viewers * 0.7)), channelId, 'chatters')
  return [...new Set([owner, ...moderators, ...others])].filter(person => person !== undefined)
})

/** Two channels right after the default user's share one chat. */
const sharedSession = perWorld(world => {
  const [, host, guest] = usersOf(world).all
  return {
    session_id: uuid(world.seed, 'shared chat'),
    host_broadcaster_id: host?.id ?? '',
    participants: [host, guest].map(person => ({ broadcaster_id: person?.id ?? '' })),
    created_at: timestamp(world.begun - hour),
    updated_at: timestamp(world.begun - hour),
  }
})

/** Why a message does not appear, though the request succeeds; `null` if it does. */
function reasonToDrop(
  world: World,
  channel: Person,
  sender: Person,
  text: string,
): { code: string; message: string } | null {
  const moderators = moderatorsOf(world, channel.id)
  if (sender === channel || moderators.has(sender.id)) return null
  const banned = bansOf(world, channel.id).get(sender.id)
  if (banned) {
    return banned.until === null
      ? { code: 'msg_banned', message: 'You are permanently banned from talking in this channel.' }
      : { code: 'user_timed_out', message: 'You are timed out and may not talk in this channel for a while.' }
  }
  const settings = chatSettingsOf(world, channel.id)
  const own = messagesOf(world, channel.id).filter(message => message.sender === sender)
  const last = own.at(-1)
  if (settings.subscriber_mode) return { code: 'msg_subsonly', message: 'This room is in subscribers only mode.' }
  if (settings.slow_mode && last && world.now() - last.sentAt < (settings.slow_mode_wait_time ?? 0) * second) {
    return { code: 'msg_slowmode', message: 'This room is in slow mode and you are sending messages too quickly.' }
  }
  if (last?.text === text && world.now() - last.sentAt < 30 * second) {
    return { code: 'msg_duplicate', message: 'Your message was not sent because it is identical to the previous one.' }
  }
  return null
}

export const chat: Family = [
  answer(getChatters, ({ world, broadcaster, page }) => {
    const rows = chattersOf(world, broadcaster.id).map(asUser)
    return page(rows, { beside: { total: rows.length }, size: 100 })
  }),
  answer(sendChatMessage, ({ world, params, broadcaster, kind, now }) => {
    const sender = usersOf(world).byId(params.sender_id ?? '')
    if (!sender) return refuse(400, 'The sender was not found.')
    if (params.for_source_only !== undefined && kind === 'user') {
      refuse(400, 'The for_source_only parameter can only be set with an app access token.')
    }
    const dropped = reasonToDrop(world, broadcaster, sender, params.message)
    if (dropped) return one({ message_id: '', is_sent: false, drop_reason: dropped })
    const messages = messagesOf(world, broadcaster.id)
    const id = uuid(world.seed, broadcaster.id, 'message', messages.length)
    messages.push({ id, sender, text: params.message, sentAt: now() })
    return one({ message_id: id, is_sent: true })
  }),
  answer(getSharedChatSession, ({ world, broadcaster }) => {
    const session = sharedSession(world)
    const isIn = session.participants.some(({ broadcaster_id }) => broadcaster_id === broadcaster.id)
    return data(isIn ? [session] : [])
  }),
]
