import { startOf } from '../errors.ts'
import type { EventBadge } from '../eventsub/parts/badge.ts'
import type { EventChannel, EventTarget } from '../eventsub/parts/people.ts'
import type { ChannelChatMessageReply } from '../eventsub/types/channelChatMessage.ts'
import type { ChannelChatMessageDeleteEvent } from '../eventsub/types/channelChatMessageDelete.ts'
import type { ChannelChatSettingsUpdateEvent } from '../eventsub/types/channelChatSettingsUpdate.ts'
import type {
  AnonymousChatClearUserMessagesEvent,
  AnonymousChatMessageEvent,
  AnonymousChatNotificationEvent,
} from './events.ts'
import { chatMessageOf } from './fragments.ts'
import { notices } from './notices.ts'
import { ownValue } from './ownValue.ts'
import type { IRCMessage } from './parseIRC.ts'
import type { Room } from './room.ts'

/** An event as EventSub would tell it. */
export interface MappedEvent {
  /** Such as `channel.chat.message`. */
  readonly type: string
  readonly event: object
}

type Tags = IRCMessage['tags']

/** How many people of a channel are known by login. */
const maxPeople = 1000

/** The fields of a notification that are `null` unless its type names them. */
const noDetails = (): object => {
  const types = Object.values(notices).map(([type]) => type)
  return Object.fromEntries(
    types.flatMap(type => [
      [type, null],
      [`shared_chat_${type}`, null],
    ]),
  )
}
let empty: object | undefined

const channelOf = ({ id, login, name }: Room): EventChannel => ({
  broadcaster_user_id: id,
  broadcaster_user_login: login,
  broadcaster_user_name: name,
})

function badgesOf(badges = '', infos = ''): EventBadge[] {
  if (!badges) return []
  const pairs = infos.split(',').map(info => info.split('/'))
  return badges.split(',').map(badge => {
    const [set_id = '', id = ''] = badge.split('/')
    return { set_id, id, info: pairs.find(([name]) => name === set_id)?.[1] ?? '' }
  })
}

/** Who acts, and where they did it in a shared chat. */
function senderOf({ tags, prefix }: IRCMessage, room: Room) {
  const login = tags['login'] || prefix.split(/[!@]/, 1)[0] || ''
  const id = tags['user-id'] ?? ''
  const name = tags['display-name'] || login
  const sourceId = tags['source-room-id']
  const isElsewhere = !!sourceId && sourceId !== room.id
  if (id && id === room.id) room.name = name
  if (login && !room.people.has(login)) {
    const user_login = startOf(login, 25)
    room.people.set(user_login, { user_id: startOf(id, 25), user_login, user_name: startOf(name, 50) })
    if (room.people.size > maxPeople) room.people.delete(room.people.keys().next().value ?? '')
  }
  return {
    chatter_user_id: id,
    chatter_user_login: login,
    chatter_user_name: name,
    color: tags['color'] ?? '',
    badges: badgesOf(tags['badges'], tags['badge-info']),
    message_id: tags['id'] ?? '',
    source_broadcaster_user_id: isElsewhere ? sourceId : null,
    source_broadcaster_user_login: isElsewhere ? '' : null,
    source_broadcaster_user_name: isElsewhere ? '' : null,
    source_message_id: isElsewhere ? (tags['source-id'] ?? '') : null,
    source_badges: isElsewhere ? badgesOf(tags['source-badges'], tags['source-badge-info']) : null,
    is_source_only: sourceId ? tags['source-only'] === '1' : null,
  }
}

function replyOf(tags: Tags): ChannelChatMessageReply | null {
  const id = tags['reply-parent-msg-id']
  if (!id) return null
  const parent = (name: string) => tags[`reply-parent-${name}`] ?? ''
  // The first answer of a thread may not name the thread.
  const prefix = tags['reply-thread-parent-msg-id'] ? 'thread-parent' : 'parent'
  const thread = (name: string) => tags[`reply-${prefix}-${name}`] ?? ''
  return {
    parent_message_id: id,
    parent_message_body: parent('msg-body'),
    parent_user_id: parent('user-id'),
    parent_user_login: parent('user-login'),
    parent_user_name: parent('display-name'),
    thread_message_id: thread('msg-id'),
    thread_user_id: thread('user-id'),
    thread_user_login: thread('user-login'),
    thread_user_name: thread('display-name') || thread('user-login'),
  }
}

const messageTypes: Readonly<Record<string, AnonymousChatMessageEvent['message_type']>> = {
  'highlighted-message': 'channel_points_highlighted',
  'skip-subs-mode-message': 'channel_points_sub_only',
  'user-intro': 'user_intro',
  'animated-message': 'power_ups_message_effect',
  'gigantified-emote-message': 'power_ups_gigantified_emote',
}

/** Without a spread, which would take twenty times as long. */
function chatMessage(message: IRCMessage, room: Room): AnonymousChatMessageEvent {
  const { tags } = message
  const bits = Number(tags['bits'])
  const sender = senderOf(message, room)
  return {
    broadcaster_user_id: room.id,
    broadcaster_user_login: room.login,
    broadcaster_user_name: room.name,
    chatter_user_id: sender.chatter_user_id,
    chatter_user_login: sender.chatter_user_login,
    chatter_user_name: sender.chatter_user_name,
    color: sender.color,
    badges: sender.badges,
    message_id: sender.message_id,
    message: chatMessageOf(message),
    message_type: ownValue(messageTypes, tags['msg-id']) ?? 'text',
    cheer: bits > 0 ? { bits } : null,
    reply: replyOf(tags),
    channel_points_custom_reward_id: tags['custom-reward-id'] || null,
    channel_points_animation_id: tags['animation-id'] || null,
    source_broadcaster_user_id: sender.source_broadcaster_user_id,
    source_broadcaster_user_login: sender.source_broadcaster_user_login,
    source_broadcaster_user_name: sender.source_broadcaster_user_name,
    source_message_id: sender.source_message_id,
    source_badges: sender.source_badges,
    is_source_only: sender.is_source_only,
    is_first_message: tags['first-msg'] === '1',
    is_returning_chatter: tags['returning-chatter'] === '1',
  }
}

/** The account in whose name Twitch shows anonymous gifts. */
const anonymousGifter = '274598607'

function chatNotification(message: IRCMessage, room: Room): AnonymousChatNotificationEvent {
  const { tags } = message
  const sender = senderOf(message, room)
  const isShared = tags['msg-id'] === 'sharedchatnotice'
  const kind = (isShared ? tags['source-msg-id'] : tags['msg-id']) ?? ''
  const [type, read] = ownValue(notices, kind) ?? [kind]
  const details = read?.(name => tags[`msg-param-${name}`] ?? '', sender.chatter_user_id)
  const notice_type = (isShared ? 'shared_chat_' : '') + (details ? type : kind)
  const isAnonymous = sender.chatter_user_id === anonymousGifter
  empty ??= noDetails()
  return {
    ...channelOf(room),
    ...sender,
    ...(isAnonymous && { chatter_user_id: null, chatter_user_login: null, chatter_user_name: null }),
    chatter_is_anonymous: isAnonymous,
    system_message: tags['system-msg'] ?? '',
    message: chatMessageOf(message),
    notice_type,
    ...empty,
    ...(details
      ? { [notice_type]: details }
      : { params: Object.fromEntries(Object.entries(tags).filter(([name]) => name.startsWith('msg-param-'))) }),
    // The compiler cannot tell that the types of notices are these fields.
  } as AnonymousChatNotificationEvent
}

const targetOf = ({ people }: Room, login: string, id = ''): EventTarget => {
  const known = people.get(login)
  return {
    target_user_id: id || (known?.user_id ?? ''),
    target_user_login: login,
    target_user_name: known?.user_name ?? login,
  }
}

/** All settings are off until the channel has told them. */
function settingsOf(room: Room): ChannelChatSettingsUpdateEvent {
  const { settings } = room
  const minutes = Number(settings['followers-only'] ?? -1)
  const seconds = Number(settings['slow'])
  return {
    ...channelOf(room),
    emote_mode: settings['emote-only'] === '1',
    follower_mode: minutes >= 0,
    follower_mode_duration_minutes: minutes >= 0 ? minutes : null,
    slow_mode: seconds > 0,
    slow_mode_wait_time_seconds: seconds > 0 ? seconds : null,
    subscriber_mode: settings['subs-only'] === '1',
    unique_chat_mode: settings['r9k'] === '1',
  }
}

/** The settings, if a line has changed them. Later lines have only the tags of what has changed. */
function changedSettings({ tags }: IRCMessage, room: Room): ChannelChatSettingsUpdateEvent | null {
  const before = JSON.stringify(settingsOf(room))
  room.id ||= tags['room-id'] ?? ''
  room.settings = { ...room.settings, ...tags }
  const event = settingsOf(room)
  return JSON.stringify(event) === before ? null : event
}

const messageDelete = ({ tags }: IRCMessage, room: Room): ChannelChatMessageDeleteEvent => ({
  ...channelOf(room),
  ...targetOf(room, tags['login'] ?? ''),
  message_id: tags['target-msg-id'] ?? '',
})

const userClear = ({ tags, trailing }: IRCMessage, room: Room): AnonymousChatClearUserMessagesEvent => ({
  ...channelOf(room),
  ...targetOf(room, trailing ?? '', tags['target-user-id']),
  ban_duration: Number(tags['ban-duration']) || null,
})

type Mapping = (message: IRCMessage, room: Room) => MappedEvent | null

const mappings: Readonly<Record<string, Mapping>> = {
  PRIVMSG: (message, room) => ({ type: 'channel.chat.message', event: chatMessage(message, room) }),
  USERNOTICE: (message, room) => ({ type: 'channel.chat.notification', event: chatNotification(message, room) }),
  CLEARMSG: (message, room) => ({ type: 'channel.chat.message_delete', event: messageDelete(message, room) }),
  CLEARCHAT: (message, room) =>
    message.trailing
      ? { type: 'channel.chat.clear_user_messages', event: userClear(message, room) }
      : { type: 'channel.chat.clear', event: channelOf(room) },
  ROOMSTATE: (message, room) => {
    const event = changedSettings(message, room)
    return event && { type: 'channel.chat_settings.update', event }
  },
}

/** The event that a line of a channel tells; `null` if it tells none. It also notes what the line tells of the channel. */
export function mapMessage(message: IRCMessage, room: Room): MappedEvent | null {
  if (message.command !== 'ROOMSTATE') room.id ||= message.tags['room-id'] ?? ''
  return ownValue(mappings, message.command)?.(message, room) ?? null
}
