import type { EventBadge } from '../../../eventsub/parts/badge.ts'
import type { EventChatMessage } from '../../../eventsub/parts/chatMessage.ts'
import type { EventChannel } from '../../../eventsub/parts/people.ts'
import type { ChannelChatClearUserMessagesEvent } from '../../../eventsub/types/channelChatClearUserMessages.ts'
import type { ChannelChatMessageEvent } from '../../../eventsub/types/channelChatMessage.ts'
import type { ChannelChatMessageDeleteEvent } from '../../../eventsub/types/channelChatMessageDelete.ts'
import type { ChannelChatNotificationEvent } from '../../../eventsub/types/channelChatNotification.ts'
import type { ChannelChatSettingsUpdateEvent } from '../../../eventsub/types/channelChatSettingsUpdate.ts'
import { noticeTags, type Tags } from './noticeTags.ts'

/** A line before it is written. Clients without the tags capability get it without tags. */
export interface Line {
  readonly tags: Tags
  readonly prefix: string
  /** The command and its parameters, such as `PRIVMSG #ada`. */
  readonly command: string
  readonly trailing: string | null
}

export const server = 'tmi.twitch.tv'

const escapes: Readonly<Record<string, string>> = { ';': '\\:', ' ': '\\s', '\\': '\\\\', '\r': '\\r', '\n': '\\n' }

const escaped = (value: Tags[string]) => {
  const text = typeof value === 'boolean' ? `${value}` : `${value ?? ''}`
  return text.replace(/[; \\\r\n]/g, letter => escapes[letter] ?? letter)
}

/** A line as it goes over the wire. */
export function writeLine({ tags, prefix, command, trailing }: Line, hasTags: boolean): string {
  const list = Object.entries(tags).filter(([, value]) => value !== null && value !== undefined)
  const written = list.map(([name, value]) => `${name}=${escaped(value)}`).sort()
  const head = hasTags && written.length ? `@${written.join(';')} ` : ''
  // A text without line breaks, which would begin another line.
  const text = trailing === null ? '' : ` :${trailing.replace(/[\r\n]+/g, ' ')}`
  return `${head}:${prefix} ${command}${text}\r\n`
}

const badgesOf = (badges: readonly EventBadge[] | null | undefined) =>
  badges?.map(({ set_id, id }) => `${set_id}/${id}`).join() ?? null

const badgeInfo = (badges: readonly EventBadge[] | null | undefined) =>
  badges
    ?.filter(({ info }) => info)
    .map(({ set_id, info }) => `${set_id}/${info}`)
    .join() ?? null

/** The positions of emotes and GIFs in code points. */
function places({ fragments }: EventChatMessage): Tags {
  const emotes = new Map<string, string[]>()
  const gifs: string[] = []
  let at = 0
  for (const { text, emote, gif } of fragments) {
    const length = [...text].length
    const place = `${at}-${at + length - 1}`
    if (emote) emotes.set(emote.id, [...(emotes.get(emote.id) ?? []), place])
    if (gif) gifs.push(`${place}|${gif.gif_id}|${gif.url}`)
    at += length
  }
  const list = [...emotes].map(([id, found]) => `${id}:${found.join()}`)
  return { emotes: list.join('/'), gifs: gifs.length ? gifs.join() : null }
}

type Sender = Pick<
  ChannelChatNotificationEvent,
  | 'broadcaster_user_id'
  | 'badges'
  | 'message_id'
  | 'message'
  | 'source_broadcaster_user_id'
  | 'source_message_id'
  | 'source_badges'
  | 'is_source_only'
> & { readonly color: string | null }

const senderTags = (event: Sender, now: number): Tags => ({
  'badge-info': badgeInfo(event.badges) ?? '',
  badges: badgesOf(event.badges) ?? '',
  color: event.color ?? '',
  flags: '',
  id: event.message_id,
  mod: event.badges.some(({ set_id }) => set_id === 'moderator') ? 1 : 0,
  'room-id': event.broadcaster_user_id,
  'source-badge-info': badgeInfo(event.source_badges),
  'source-badges': badgesOf(event.source_badges),
  'source-id': event.source_message_id ?? null,
  'source-only': event.is_source_only == null ? null : Number(event.is_source_only),
  'source-room-id': event.source_broadcaster_user_id ?? null,
  subscriber: event.badges.some(({ set_id }) => set_id === 'subscriber') ? 1 : 0,
  'tmi-sent-ts': now,
  turbo: 0,
  'user-type': '',
  ...places(event.message),
})

const messageIds: Readonly<Record<string, string | undefined>> = {
  channel_points_highlighted: 'highlighted-message',
  channel_points_sub_only: 'skip-subs-mode-message',
  user_intro: 'user-intro',
  power_ups_message_effect: 'animated-message',
  power_ups_gigantified_emote: 'gigantified-emote-message',
}

/** The account that Twitch shows for anonymous gifts. */
const anonymous = { id: '274598607', login: 'ananonymousgifter', name: 'AnAnonymousGifter' }

const roomOf = ({ broadcaster_user_login }: EventChannel) => `#${broadcaster_user_login}`

export function messageLine(event: ChannelChatMessageEvent, now: number): Line {
  const { reply, chatter_user_login: login } = event
  return {
    tags: {
      ...senderTags(event, now),
      'animation-id': event.channel_points_animation_id,
      bits: event.cheer?.bits,
      'custom-reward-id': event.channel_points_custom_reward_id,
      'display-name': event.chatter_user_name,
      'first-msg': 0,
      'msg-id': messageIds[event.message_type],
      'reply-parent-display-name': reply?.parent_user_name,
      'reply-parent-msg-body': reply?.parent_message_body,
      'reply-parent-msg-id': reply?.parent_message_id,
      'reply-parent-user-id': reply?.parent_user_id,
      'reply-parent-user-login': reply?.parent_user_login,
      'reply-thread-parent-display-name': reply?.thread_user_name,
      'reply-thread-parent-msg-id': reply?.thread_message_id,
      'reply-thread-parent-user-id': reply?.thread_user_id,
      'reply-thread-parent-user-login': reply?.thread_user_login,
      'returning-chatter': 0,
      'user-id': event.chatter_user_id,
    },
    prefix: `${login}!${login}@${login}.${server}`,
    command: `PRIVMSG ${roomOf(event)}`,
    trailing: event.message.text,
  }
}

export const noticeLine = (event: ChannelChatNotificationEvent, now: number): Line => ({
  tags: {
    ...senderTags(event, now),
    ...noticeTags(event),
    'display-name': event.chatter_user_name ?? anonymous.name,
    login: event.chatter_user_login ?? anonymous.login,
    'system-msg': event.system_message,
    'user-id': event.chatter_user_id ?? anonymous.id,
  },
  prefix: server,
  command: `USERNOTICE ${roomOf(event)}`,
  trailing: event.message.text || null,
})

export const deletedLine = (event: ChannelChatMessageDeleteEvent, now: number, text: string): Line => ({
  tags: {
    login: event.target_user_login,
    'room-id': '',
    'target-msg-id': event.message_id,
    'tmi-sent-ts': now,
  },
  prefix: server,
  command: `CLEARMSG ${roomOf(event)}`,
  trailing: text,
})

/** `seconds` of a time-out; `null` for a ban. */
export const userClearedLine = (
  event: ChannelChatClearUserMessagesEvent,
  now: number,
  seconds: number | null,
): Line => ({
  tags: {
    'ban-duration': seconds,
    'room-id': event.broadcaster_user_id,
    'target-user-id': event.target_user_id,
    'tmi-sent-ts': now,
  },
  prefix: server,
  command: `CLEARCHAT ${roomOf(event)}`,
  trailing: event.target_user_login,
})

export const clearedLine = (event: EventChannel, now: number): Line => ({
  tags: { 'room-id': event.broadcaster_user_id, 'tmi-sent-ts': now },
  prefix: server,
  command: `CLEARCHAT ${roomOf(event)}`,
  trailing: null,
})

/** The settings of a chat. */
export type Settings = Omit<ChannelChatSettingsUpdateEvent, keyof EventChannel>

/** The tags of a chat's settings. */
export const settingsTags = (settings: Settings): Tags => ({
  'emote-only': Number(settings.emote_mode),
  'followers-only': settings.follower_mode ? (settings.follower_mode_duration_minutes ?? 0) : -1,
  r9k: Number(settings.unique_chat_mode),
  slow: settings.slow_mode ? (settings.slow_mode_wait_time_seconds ?? 30) : 0,
  'subs-only': Number(settings.subscriber_mode),
})

export const roomLine = (channelId: string, login: string, settings: Tags): Line => ({
  tags: { ...settings, 'room-id': channelId },
  prefix: server,
  command: `ROOMSTATE #${login}`,
  trailing: null,
})
