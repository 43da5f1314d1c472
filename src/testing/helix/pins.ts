import {
  type ChatMessageFragment,
  getPinnedChatMessage,
  type PinnedChatMessage,
} from '../../endpoints/chat/getPinnedChatMessage.ts'
import { pinChatMessage } from '../../endpoints/chat/pinChatMessage.ts'
import { unpinChatMessage } from '../../endpoints/chat/unpinChatMessage.ts'
import { updatePinnedChatMessage } from '../../endpoints/chat/updatePinnedChatMessage.ts'
import { asUser, type Person, usersOf } from '../world/users.ts'
import { perChannel, second, timestamp, type World } from '../world/world.ts'
import { data, noContent, one } from './answer.ts'
import type { ChatMessage } from './chat.ts'
import { standingMessage } from './chatCleaning.ts'
import { refuse } from './refusal.ts'
import { answer, type Family } from './route.ts'

interface Pin {
  readonly message: ChatMessage
  readonly by: Person
  /** All times in milliseconds since 1970. */
  readonly since: number
  /** `null`: until the stream ends. */
  until: number | null
  updatedAt: number
}

const pinnedIn = perChannel((): { pin: Pin | null } => ({ pin: null }))

/** What is pinned in a chat now: the time may be over, or the message deleted. */
function pinOf(world: World, channelId: string): Pin | null {
  const { pin } = pinnedIn(world, channelId)
  const stands =
    pin &&
    (pin.until === null || pin.until > world.now()) &&
    standingMessage(world, channelId, pin.message.id) === pin.message
  return stands ? pin : null
}

function thePin(world: World, channelId: string, messageId: string): Pin {
  const pin = pinOf(world, channelId)
  return pin?.message.id === messageId ? pin : refuse(404, 'The message is not pinned.')
}

const endFor = (now: number, seconds: number | undefined) => (seconds === undefined ? null : now + seconds * second)

/** The pieces of a message: mentions of people, and the text between them. */
const fragmentsOf = (world: World, text: string): ChatMessageFragment[] =>
  text
    .split(/(@\w+)/)
    .filter(piece => piece !== '')
    .map(piece => {
      const mentioned = piece.startsWith('@') ? usersOf(world).byLogin(piece.slice(1)) : undefined
      const mention = mentioned ? asUser(mentioned) : null
      return { type: mention ? 'mention' : 'text', text: piece, cheermote: null, emote: null, mention }
    })

const row = (world: World, channelId: string, { message, by, since, until, updatedAt }: Pin): PinnedChatMessage => ({
  message_id: message.id,
  broadcaster_id: channelId,
  sender_user_id: message.sender.id,
  sender_user_login: message.sender.login,
  sender_user_name: message.sender.display_name,
  pinned_by_user_id: by.id,
  pinned_by_user_login: by.login,
  pinned_by_user_name: by.display_name,
  message: { text: message.text, fragments: fragmentsOf(world, message.text) },
  starts_at: timestamp(since),
  ends_at: until === null ? null : timestamp(until),
  updated_at: timestamp(updatedAt),
})

export const pins: Family = [
  answer(getPinnedChatMessage, ({ world, broadcaster }) => {
    const pin = pinOf(world, broadcaster.id)
    return pin ? one(row(world, broadcaster.id, pin)) : data([])
  }),
  answer(pinChatMessage, ({ world, params, broadcaster, user, now }) => {
    const message = standingMessage(world, broadcaster.id, params.message_id)
    if (!message) return refuse(404, 'The message was not found.')
    if (pinOf(world, broadcaster.id)?.message === message) refuse(409, 'The message is already pinned.')
    const since = now()
    const until = endFor(since, params.duration_seconds)
    pinnedIn(world, broadcaster.id).pin = { message, by: user, since, until, updatedAt: since }
    return noContent
  }),
  answer(updatePinnedChatMessage, ({ world, params, broadcaster, now }) => {
    const pin = thePin(world, broadcaster.id, params.message_id)
    pin.updatedAt = now()
    pin.until = endFor(pin.updatedAt, params.duration_seconds)
    return noContent
  }),
  answer(unpinChatMessage, ({ world, params, broadcaster }) => {
    thePin(world, broadcaster.id, params.message_id)
    pinnedIn(world, broadcaster.id).pin = null
    return noContent
  }),
]
