import type { ChatMessageFragment } from '../../endpoints/chat/getPinnedChatMessage.ts'
import { deleteChatMessages } from '../../endpoints/moderation/deleteChatMessages.ts'
import type { EventChatFragment, EventChatMessage } from '../../eventsub/parts/chatMessage.ts'
import type { EventMessage } from '../../eventsub/parts/message.ts'
import type { ChannelBitsUseMessage } from '../../eventsub/types/channelBitsUse.ts'
import { channelChatClear } from '../../eventsub/types/channelChatClear.ts'
import { channelChatClearUserMessages } from '../../eventsub/types/channelChatClearUserMessages.ts'
import { type ChannelChatMessageEvent, channelChatMessage } from '../../eventsub/types/channelChatMessage.ts'
import { channelChatMessageDelete } from '../../eventsub/types/channelChatMessageDelete.ts'
import { channelChatNotification } from '../../eventsub/types/channelChatNotification.ts'
import type { Emitted } from '../wire/eventsub/fillIn.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { noContent } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import type { Filled } from '../world/random.ts'
import { moderates } from '../world/roles.ts'
import { asUser, type Person, usersOf } from '../world/users.ts'
import { hour, perChannel, type World } from '../world/world.ts'
import { badgesOf } from './badges.ts'
import { colorOf } from './chatColors.ts'
import { cheermotePrefixes, cheermoteTiers } from './cheermotes.ts'
import { emotesIn } from './emotes.ts'
import { type Emission, type Feature, onEvent } from './feature.ts'
import { moderated } from './moderated.ts'
import { ofChannel, ofUser } from './people.ts'

/** A message that was sent through the fake. */
export interface ChatMessage {
  readonly id: string
  readonly sender: Person
  readonly text: string
  /** The message that this one replies to. */
  readonly parent: ChatMessage | null
  /** In milliseconds since 1970. */
  readonly sentAt: number
  /** Whether a moderator deleted it. */
  isDeleted: boolean
}

/** The messages of a channel's chat by id, the oldest first. */
export const messagesOf: (world: World, channelId: string) => Map<string, ChatMessage> = perChannel(() => new Map())

/** Finds a message that has not been deleted. */
export function standingMessage(world: World, channelId: string, id: string): ChatMessage | undefined {
  const message = messagesOf(world, channelId).get(id)
  return message?.isDeleted ? undefined : message
}

/** Deletes the messages of one user or of all users. */
export function clearMessages(world: World, channelId: string, sender?: Person): void {
  for (const message of messagesOf(world, channelId).values()) {
    if (!sender || message.sender === sender) message.isDeleted = true
  }
}

const plain = (text: string): ChatMessageFragment => ({
  type: 'text',
  text,
  cheermote: null,
  emote: null,
  mention: null,
})

/** The text as Twitch sends it: an action (`/me`) is enclosed in control characters. */
export const asSent = (typed: string): string => typed.replace(/^\/me\s+(.*)$/s, '\u0001ACTION $1\u0001')

/** The fragments of a message: emotes, Cheermotes, mentions, and the text between them. */
export function fragmentsOf(world: World, channelId: string, sent: string): ChatMessageFragment[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Twitch sends them.
  const text = sent.replace(/^\u0001ACTION (.*)\u0001$/s, '$1')
  const { byId, byLogin } = usersOf(world)
  const channel = byId(channelId)
  const emotes = channel ? emotesIn(world, channel) : new Map()
  const prefixes = cheermotePrefixes(channel).map(prefix => prefix.toLowerCase())
  const pieceOf = (word: string): ChatMessageFragment => {
    const emote = emotes.get(word)
    if (emote) return { ...plain(word), type: 'emote', emote }
    const [, prefix = '', amount = ''] = /^([a-z]+)([1-9]\d*)$/i.exec(word) ?? []
    if (prefixes.includes(prefix.toLowerCase())) {
      const bits = Number(amount)
      const [tier] = cheermoteTiers.filter(([least]) => least <= bits).at(-1) ?? [1]
      return { ...plain(word), type: 'cheermote', cheermote: { prefix, bits, tier } }
    }
    const person = word.startsWith('@') ? byLogin(word.slice(1)) : undefined
    return person ? { ...plain(word), type: 'mention', mention: asUser(person) } : plain(word)
  }
  const pieces: ChatMessageFragment[] = []
  // A mention may touch punctuation, such as a comma.
  for (const word of text.split(/(\s+|@\w+)/).filter(word => word !== '')) {
    const piece = pieceOf(word)
    const last = pieces.at(-1)
    if (piece.type === 'text' && last?.type === 'text') last.text += piece.text
    else pieces.push(piece)
  }
  return pieces
}

/** The GIFs that a message may have, by their text. */
export const gifs: Filled<string> = ['[cat types]', '[slow clap]', '[confetti]']

/** The GIF with this text, or `undefined`. */
export const gifOf = ({ image }: World, text: string): { gif_id: string; url: string } | undefined =>
  gifs.includes(text)
    ? {
        gif_id: `gif${gifs.indexOf(text) + 1}`,
        url: image(`gif/${text.slice(1, -1).replace(' ', '_')}-240x180.svg`),
      }
    : undefined

/** Divides a text into GIFs and the text between them. */
const withGifs = (world: World, piece: ChatMessageFragment): EventChatFragment[] => {
  if (piece.type !== 'text' || !piece.text.includes('[')) return [piece]
  const texts = piece.text.split(/(\[[^[\]]+\])/).filter(text => text !== '')
  return texts.map(text => {
    const gif = gifOf(world, text)
    return gif ? { ...plain(text), type: 'gif', gif } : plain(text)
  })
}

/** A message with its fragments, as the chat shows them. */
export const inPieces = (world: World, channel: Person, text: string): EventChatMessage => ({
  text,
  fragments: fragmentsOf(world, channel.id, text).flatMap(piece => withGifs(world, piece)),
})

/** A message with its fragments in events of Bits, which have only emotes and Cheermotes. */
export const inPiecesOfBits = (world: World, channel: Person, text: string): ChannelBitsUseMessage => ({
  text,
  fragments: fragmentsOf(world, channel.id, text).map(({ type, text, emote, cheermote }) => ({
    type: type === 'mention' ? 'text' : type,
    text,
    emote,
    cheermote,
  })),
})

/** A message with its fragments in events of AutoMod, which have no mentions, and few fields of emotes. */
export const inPiecesForModerators = (world: World, channel: Person, text: string): EventMessage => ({
  text,
  fragments: fragmentsOf(world, channel.id, text).map(({ type, text, emote, cheermote }) => ({
    type: type === 'mention' ? 'text' : type,
    text,
    emote: emote && { id: emote.id, emote_set_id: emote.emote_set_id },
    cheermote,
  })),
})

/** The name, badges and color of a user in a chat. */
export const shownAs = (world: World, channel: Person, sender: Person) => ({
  chatter_user_id: sender.id,
  chatter_user_login: sender.login,
  chatter_user_name: sender.display_name,
  ...colorOf(world, sender.id),
  badges: badgesOf(world, channel, sender),
})

function replyTo(parent: ChatMessage) {
  let thread = parent
  while (thread.parent) thread = thread.parent
  return {
    parent_message_id: parent.id,
    parent_message_body: parent.text,
    parent_user_id: parent.sender.id,
    thread_message_id: thread.id,
    thread_user_id: thread.sender.id,
  }
}

/** The event of a message that appears in a channel's chat. */
export function messageEvent(
  world: World,
  channel: Person,
  { id, sender, text, parent }: Pick<ChatMessage, 'id' | 'sender' | 'text' | 'parent'>,
): Emitted<ChannelChatMessageEvent> {
  const message = inPieces(world, channel, text)
  const bits = message.fragments.reduce((sum, { cheermote }) => sum + (cheermote?.bits ?? 0), 0)
  return {
    ...ofChannel(channel),
    ...shownAs(world, channel, sender),
    message_id: id,
    message,
    message_type: 'text',
    cheer: bits ? { bits } : null,
    reply: parent && replyTo(parent),
    channel_points_custom_reward_id: null,
    source_broadcaster_user_id: null,
    source_message_id: null,
    source_badges: null,
    is_source_only: null,
  }
}

/** The fields of message events. */
interface SentMessage extends Pick<ChannelChatMessageEvent, 'message_id' | 'message'> {
  /** `null` for an anonymous user. */
  readonly chatter_user_id: string | null
}

/** Adds the message of an event, unless it exists. */
function add({ world, channel, event, person }: Emission<SentMessage>, parentId?: string): void {
  const sender = person(event.chatter_user_id)
  const known = messagesOf(world, channel.id)
  const { message_id: id, message } = event
  if (!sender || known.has(id)) return
  const parent = known.get(parentId ?? '') ?? null
  known.set(id, { id, sender, text: message.text, parent, sentAt: world.now(), isDeleted: false })
}

/** Deletes one message of a channel's chat. */
export function deleteMessage(world: World, channel: Person, id: string): void {
  const message = standingMessage(world, channel.id, id)
  if (message) message.isDeleted = true
}

export const chatMessages: Feature = [
  route(deleteChatMessages, context => {
    const { world, params, broadcaster, actor, now, emit } = context
    if (params.message_id === undefined) {
      clearMessages(world, broadcaster.id)
      emit(channelChatClear, ofChannel(broadcaster))
      moderated(context, 'clear')
      return noContent
    }
    const message = standingMessage(world, broadcaster.id, params.message_id)
    if (!message || message.sentAt < now() - 6 * hour) return refuse(404, 'The message was not found.')
    const { sender } = message
    if (sender === broadcaster) refuse(400, "You cannot delete the broadcaster's messages.")
    if (sender !== actor && moderates(world, sender.id, broadcaster.id)) {
      refuse(400, "You cannot delete another moderator's messages.")
    }
    message.isDeleted = true
    const { id: message_id, text } = message
    emit(channelChatMessageDelete, { ...ofChannel(broadcaster), target_user_id: sender.id, message_id })
    moderated(context, 'delete', { delete: { ...ofUser(sender), message_id, message_body: text } })
    return noContent
  }),
  onEvent(channelChatMessage, emission => add(emission, emission.event.reply?.parent_message_id)),
  onEvent(channelChatNotification, emission => add(emission)),
  onEvent(channelChatMessageDelete, ({ world, channel, event }) => deleteMessage(world, channel, event.message_id)),
  onEvent(channelChatClearUserMessages, ({ world, channel, event, person }) => {
    const sender = person(event.target_user_id)
    if (sender) clearMessages(world, channel.id, sender)
  }),
  onEvent(channelChatClear, ({ world, channel }) => clearMessages(world, channel.id)),
]
