import { getChatters } from '../../endpoints/chat/getChatters.ts'
import { sendChatMessage } from '../../endpoints/chat/sendChatMessage.ts'
import { channelChatMessage } from '../../eventsub/types/channelChatMessage.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { one } from '../wire/helix/response.ts'
import { type Call, route } from '../wire/helix/route.ts'
import { tokensOf } from '../wire/tokens.ts'
import { freshId } from '../world/freshId.ts'
import { moderates, moderatorsOf, vipsOf } from '../world/roles.ts'
import { asUser, type Person, somePeople, usersOf } from '../world/users.ts'
import { minute, perChannel, second, type World } from '../world/world.ts'
import { findingIn, holdMessage } from './autoMod.ts'
import { bansOf } from './bans.ts'
import { asSent, type ChatMessage, messageEvent, messagesOf, standingMessage } from './chatMessages.ts'
import { chatSettingsOf } from './chatSettings.ts'
import { isEmotesOnly } from './emotes.ts'
import type { Feature } from './feature.ts'
import { followersOf } from './follows.ts'
import { pin } from './pins.ts'
import { liveStreamsOf } from './streams.ts'
import { subscriptionsOf } from './subscriptions.ts'

/** The users in a channel's chat. While the channel is offline, only its owner is there. */
const chattersOf: (world: World, channelId: string) => readonly Person[] = perChannel((world, channelId) => {
  const { byId } = usersOf(world)
  const owner = byId(channelId)
  const viewers = liveStreamsOf(world).get(channelId)?.viewerCount ?? 0
  const moderators = viewers ? [...moderatorsOf(world, channelId)].map(byId) : []
  const others = somePeople(world, Math.min(2500, Math.ceil(viewers * 0.7)), channelId, 'chatters')
  return [...new Set([owner, ...moderators, ...others])].filter(person => person !== undefined)
})

/** Whether a user has followed a channel for that many minutes. */
function followsFor(world: World, follower: Person, channel: Person, minutes: number): boolean {
  const found = followersOf(world, channel.id).find(({ person }) => person === follower)
  return found !== undefined && Date.parse(found.since) <= world.now() - minutes * minute
}

/** An application may chat for users who authorized it, in channels that authorized it. */
function mayChatFor({ world, clientId }: Pick<Call, 'world' | 'clientId'>, sender: Person, channel: Person): boolean {
  const { grantedBy } = tokensOf(world)
  const granted = grantedBy(sender.id, clientId)
  const isLetIn = moderates(world, sender.id, channel.id) || grantedBy(channel.id, clientId)?.has('channel:bot')
  return Boolean(granted?.has('user:bot') && granted.has('user:write:chat') && isLetIn)
}

/** The duration of a pin that is set while sending. */
const pinTime = 20 * minute

/** The response for a message that waits for a moderator. */
const held = { code: 'msg_rejected', message: 'Your message is being checked by mods and has not been sent.' }

/** Returns why a message does not appear although the request succeeds, or `null` if it appears. */
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
  // The checks below do not apply to VIPs.
  if (vipsOf(world, channel.id).has(sender.id)) return null
  const settings = chatSettingsOf(world, channel.id)
  const isSubscribed = () => subscriptionsOf(world, channel.id).some(({ user_id }) => user_id === sender.id)
  const all = [...messagesOf(world, channel.id).values()]
  const own = all.filter(message => message.sender === sender)
  const last = own.at(-1)
  if (settings.subscriber_mode && !isSubscribed()) {
    return { code: 'msg_subsonly', message: 'This room is in subscribers only mode.' }
  }
  if (settings.follower_mode && !followsFor(world, sender, channel, settings.follower_mode_duration ?? 0)) {
    return { code: 'msg_followersonly', message: 'This room is in followers-only mode.' }
  }
  if (settings.emote_mode && !isEmotesOnly(world, channel, text)) {
    return { code: 'msg_emoteonly', message: 'This room is in emote only mode.' }
  }
  if (settings.slow_mode && last && world.now() - last.sentAt < (settings.slow_mode_wait_time ?? 0) * second) {
    return { code: 'msg_slowmode', message: 'This room is in slow mode and you are sending messages too quickly.' }
  }
  if (settings.unique_chat_mode && all.some(message => message.text === text)) {
    return { code: 'msg_r9k', message: 'This room is in unique chat mode, and your message is not unique.' }
  }
  if (last?.text === text && world.now() - last.sentAt < 30 * second) {
    return { code: 'msg_duplicate', message: 'Your message was not sent because it is identical to the previous one.' }
  }
  return null
}

export const chat: Feature = [
  route(getChatters, ({ world, broadcaster, page }) => {
    const banned = bansOf(world, broadcaster.id)
    const rows = chattersOf(world, broadcaster.id)
      .filter(({ id }) => banned.get(id)?.until !== null)
      .map(asUser)
    return page(rows, { beside: { total: rows.length }, size: 100 })
  }),
  route(sendChatMessage, context => {
    const { world, params, broadcaster, kind, scopes, now, emit } = context
    const sender = usersOf(world).byId(params.sender_id ?? '')
    if (!sender) return refuse(400, 'The ID in sender_id is not valid.')
    if (kind === 'app' && !mayChatFor(context, sender, broadcaster)) {
      refuse(403, "The sender is not permitted to send chat messages to the broadcaster's chat room.")
    }
    if (params.pin) {
      if (kind === 'user' && !scopes.includes('moderator:manage:chat_messages')) {
        refuse(401, 'Missing scope: moderator:manage:chat_messages')
      }
      if (!moderates(world, sender.id, broadcaster.id)) refuse(403, 'The sender may not pin messages in this chat.')
    }
    const text = asSent(params.message)
    const { reply_parent_message_id: parentId } = params
    const parent = parentId === undefined ? null : (standingMessage(world, broadcaster.id, parentId) ?? null)
    if (parentId !== undefined && !parent) refuse(400, 'The ID in reply_parent_message_id is not valid.')
    const dropped = reasonToDrop(world, broadcaster, sender, text)
    if (dropped) return one({ message_id: '', is_sent: false, drop_reason: dropped })
    const id = freshId(world, 'message')
    const finding = moderates(world, sender.id, broadcaster.id) ? null : findingIn(world, broadcaster.id, text)
    if (finding) {
      holdMessage(context, { id, channel: broadcaster, sender, text, parent, finding, heldAt: now() })
      return one({ message_id: '', is_sent: false, drop_reason: held })
    }
    const message: ChatMessage = { id, sender, text, parent, sentAt: now(), isDeleted: false }
    messagesOf(world, broadcaster.id).set(id, message)
    emit(channelChatMessage, messageEvent(world, broadcaster, message))
    if (params.pin) pin(world, broadcaster.id, message, sender, now() + pinTime)
    return one({ message_id: id, is_sent: true })
  }),
]
