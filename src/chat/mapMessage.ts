import type { EventBadge } from '../eventsub/parts/badge.ts'
import type { EventChannel, EventTarget } from '../eventsub/parts/people.ts'
import { remember } from '../eventsub/remember.ts'
import type { ChannelChatMessageReply } from '../eventsub/types/channelChatMessage.ts'
import type { ChannelChatMessageDeleteEvent } from '../eventsub/types/channelChatMessageDelete.ts'
import type { ChannelChatSettingsUpdateEvent } from '../eventsub/types/channelChatSettingsUpdate.ts'
import type { Channel } from './channel.ts'
import type {
  AnonymousChatClearUserMessagesEvent,
  AnonymousChatMessageEvent,
  AnonymousChatNotificationEvent,
} from './events.ts'
import { chatMessageOf } from './fragments.ts'
import { notices } from './notices.ts'
import { ownValue } from './ownValue.ts'
import type { IRCMessage } from './parseIRC.ts'
import { userFields } from './userFields.ts'

/** An event as EventSub would tell it, with the name of its type. */
export type MappedEvent = readonly [type: string, event: object]

/** The types of events that lines tell. */
export const types: readonly string[] = [
  'channel.chat.message',
  'channel.chat.notification',
  'channel.chat.message_delete',
  'channel.chat.clear_user_messages',
  'channel.chat.clear',
  'channel.chat_settings.update',
]

type Tags = IRCMessage['tags']

/** How many people of a channel are known by login. */
const maxPeople = 1000

/** The details of all types of notices: `null` unless the type names them. */
const noDetails = /* @__PURE__ */ Object.fromEntries(
  /* @__PURE__ */ Object.values(notices).flatMap(([type]) => [
    [type, null],
    [`shared_chat_${type}`, null],
  ]),
)

const channelOf = ({ id, login, name }: Channel): EventChannel => userFields('broadcaster', id, login, name)

const badgesOf = (badges: string | undefined, infos = ''): EventBadge[] => {
  if (!badges) return []
  const known = infos.split(',')
  return badges.split(',').map(badge => {
    const [set_id = '', id = ''] = badge.split('/')
    const info = known.find(info => info.startsWith(`${set_id}/`)) ?? ''
    return { set_id, id, info: info.slice(set_id.length + 1) }
  })
}

/** What messages and notifications have in common: who says what, and in which channel of a shared chat. */
function saidIn(message: IRCMessage, channel: Channel) {
  const { tags, prefix } = message
  const id = tags['user-id'] ?? ''
  const login = tags['login'] || prefix.replace(/[!@].*/s, '')
  const name = tags['display-name'] || login
  const sourceId = tags['source-room-id']
  /** A field of lines from another channel. */
  const elsewhere = <T>(value: T) => (sourceId && sourceId !== channel.id ? value : null)
  const { people } = channel
  if (id && id === channel.id) channel.name = name
  if (!people.has(login)) {
    // Engines keep a line in memory as long as a slice of it exists, so these are slices of a text of their own.
    const known = [login.slice(0, 25), id.slice(0, 25), name.slice(0, 50)].join('\n').split('\n')
    remember(people, known[0] ?? '', known, maxPeople)
  }
  return {
    broadcaster_user_id: channel.id,
    broadcaster_user_login: channel.login,
    broadcaster_user_name: channel.name,
    chatter_user_id: id,
    chatter_user_login: login,
    chatter_user_name: name,
    color: tags['color'] ?? '',
    badges: badgesOf(tags['badges'], tags['badge-info']),
    message_id: tags['id'] ?? '',
    message: chatMessageOf(message),
    source_broadcaster_user_id: elsewhere(sourceId ?? ''),
    source_broadcaster_user_login: elsewhere(''),
    source_broadcaster_user_name: elsewhere(''),
    source_message_id: elsewhere(tags['source-id'] ?? ''),
    source_badges: elsewhere(badgesOf(tags['source-badges'], tags['source-badge-info'])),
    is_source_only: sourceId ? tags['source-only'] === '1' : null,
  }
}

function replyOf(tags: Tags): ChannelChatMessageReply | null {
  const id = tags['reply-parent-msg-id']
  if (!id) return null
  const threadId = tags['reply-thread-parent-msg-id']
  const authorOf = <Role extends string>(role: Role, prefix: string) => {
    const part = (name: string) => tags[`reply-${prefix}-${name}`] ?? ''
    return userFields(role, part('user-id'), part('user-login'), part('display-name') || part('user-login'))
  }
  return {
    parent_message_id: id,
    parent_message_body: tags['reply-parent-msg-body'] ?? '',
    ...authorOf('parent', 'parent'),
    // The first answer of a thread may not name the thread.
    thread_message_id: threadId || id,
    ...authorOf('thread', threadId ? 'thread-parent' : 'parent'),
  }
}

const messageTypes: Readonly<Record<string, AnonymousChatMessageEvent['message_type']>> = {
  'highlighted-message': 'channel_points_highlighted',
  'skip-subs-mode-message': 'channel_points_sub_only',
  'user-intro': 'user_intro',
  'animated-message': 'power_ups_message_effect',
  'gigantified-emote-message': 'power_ups_gigantified_emote',
}

function chatMessage(message: IRCMessage, channel: Channel): AnonymousChatMessageEvent {
  const { tags } = message
  const bits = Number(tags['bits'])
  // A spread would take many times as long.
  return Object.assign(saidIn(message, channel), {
    message_type: ownValue(messageTypes, tags['msg-id']) ?? 'text',
    cheer: bits > 0 ? { bits } : null,
    reply: replyOf(tags),
    channel_points_custom_reward_id: tags['custom-reward-id'] || null,
    channel_points_animation_id: tags['animation-id'] || null,
    is_first_message: tags['first-msg'] === '1',
    is_returning_chatter: tags['returning-chatter'] === '1',
  })
}

/** The account in whose name Twitch shows anonymous gifts. */
const anonymousGifter = '274598607'

function chatNotification(message: IRCMessage, channel: Channel): AnonymousChatNotificationEvent {
  const { tags } = message
  const said = saidIn(message, channel)
  const shared = tags['msg-id'] === 'sharedchatnotice' ? 'shared_chat_' : ''
  const kind = tags[shared ? 'source-msg-id' : 'msg-id'] ?? ''
  const [type, read] = ownValue(notices, kind) ?? [kind]
  const details = read?.(name => tags[`msg-param-${name}`] ?? '', said.chatter_user_id)
  const notice_type = shared + (details ? type : kind)
  const chatter_is_anonymous = said.chatter_user_id === anonymousGifter
  return {
    ...said,
    ...(chatter_is_anonymous && userFields('chatter', null, null, null)),
    chatter_is_anonymous,
    system_message: tags['system-msg'] ?? '',
    notice_type,
    ...noDetails,
    ...(details
      ? { [notice_type]: details }
      : { params: Object.fromEntries(Object.entries(tags).filter(([name]) => name.startsWith('msg-param-'))) }),
    // The compiler cannot tell that the types of notices are these fields.
  } as AnonymousChatNotificationEvent
}

const targetOf = ({ people }: Channel, login = '', givenId = ''): EventTarget => {
  const [, id = '', name = login] = people.get(login) ?? []
  return userFields('target', givenId || id, login, name)
}

/** All settings are off until the channel has told them. */
function settingsOf(channel: Channel): ChannelChatSettingsUpdateEvent {
  const { settings } = channel
  const isOn = (name: string) => settings[name] === '1'
  const minutes = Number(settings['followers-only'] ?? -1)
  const seconds = Number(settings['slow'])
  return {
    ...channelOf(channel),
    emote_mode: isOn('emote-only'),
    follower_mode: minutes >= 0,
    follower_mode_duration_minutes: minutes >= 0 ? minutes : null,
    slow_mode: seconds > 0,
    slow_mode_wait_time_seconds: seconds > 0 ? seconds : null,
    subscriber_mode: isOn('subs-only'),
    unique_chat_mode: isOn('r9k'),
  }
}

/** The event that a line of a channel tells, if it tells one. It also notes what the line tells of the channel. */
export function mapMessage(message: IRCMessage, channel: Channel): MappedEvent | undefined {
  const { command, tags, trailing } = message
  const before = command === 'ROOMSTATE' && JSON.stringify(settingsOf(channel))
  channel.id ||= tags['room-id'] ?? ''
  switch (command) {
    case 'PRIVMSG':
      return ['channel.chat.message', chatMessage(message, channel)]
    case 'USERNOTICE':
      return ['channel.chat.notification', chatNotification(message, channel)]
    case 'CLEARMSG': {
      const event: ChannelChatMessageDeleteEvent = {
        ...channelOf(channel),
        ...targetOf(channel, tags['login']),
        message_id: tags['target-msg-id'] ?? '',
      }
      return ['channel.chat.message_delete', event]
    }
    case 'CLEARCHAT': {
      if (!trailing) return ['channel.chat.clear', channelOf(channel)]
      const event: AnonymousChatClearUserMessagesEvent = {
        ...channelOf(channel),
        ...targetOf(channel, trailing, tags['target-user-id']),
        ban_duration: Number(tags['ban-duration']) || null,
      }
      return ['channel.chat.clear_user_messages', event]
    }
    case 'ROOMSTATE': {
      // Later lines have only the tags of what has changed.
      channel.settings = { ...channel.settings, ...tags }
      const event = settingsOf(channel)
      return JSON.stringify(event) === before ? undefined : ['channel.chat_settings.update', event]
    }
    default:
      return
  }
}
