import { getPinnedChatMessage, type PinnedChatMessage } from '../../endpoints/chat/getPinnedChatMessage.ts'
import { pinChatMessage } from '../../endpoints/chat/pinChatMessage.ts'
import { unpinChatMessage } from '../../endpoints/chat/unpinChatMessage.ts'
import { updatePinnedChatMessage } from '../../endpoints/chat/updatePinnedChatMessage.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { data, noContent, one } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import type { Person } from '../world/users.ts'
import { perChannel, second, timestamp, type World } from '../world/world.ts'
import { type ChatMessage, fragmentsOf, standingMessage } from './chatMessages.ts'
import type { Feature } from './feature.ts'

function thePin(world: World, channelId: string, messageId: string): Pin {
  const found = pinOf(world, channelId)
  return found?.message.id === messageId ? found : refuse(404, 'The message is not pinned.')
}

const endFor = (now: number, seconds: number | undefined) => (seconds === undefined ? null : now + seconds * second)

const row = (world: World, channelId: string, { message, by, since, until, updatedAt }: Pin): PinnedChatMessage => ({
  message_id: message.id,
  broadcaster_id: channelId,
  sender_user_id: message.sender.id,
  sender_user_login: message.sender.login,
  sender_user_name: message.sender.display_name,
  pinned_by_user_id: by.id,
  pinned_by_user_login: by.login,
  pinned_by_user_name: by.display_name,
  message: { text: message.text, fragments: fragmentsOf(world, channelId, message.text) },
  starts_at: timestamp(since),
  ends_at: until === null ? null : timestamp(until),
  updated_at: timestamp(updatedAt),
})

/** A message that is pinned above a chat. */
export interface Pin {
  readonly message: ChatMessage
  readonly by: Person
  /** All times in milliseconds since 1970. */
  readonly since: number
  /** `null`: until the stream ends. */
  until: number | null
  updatedAt: number
}

const pinnedIn = perChannel((): { pin: Pin | null } => ({ pin: null }))

/** The pinned message of a chat, unless its time is over or it was deleted. */
function pinOf(world: World, channelId: string): Pin | null {
  const { pin } = pinnedIn(world, channelId)
  const stands =
    pin &&
    (pin.until === null || pin.until > world.now()) &&
    standingMessage(world, channelId, pin.message.id) === pin.message
  return stands ? pin : null
}

/** Pins a message in place of another one. */
export function pin(world: World, channelId: string, message: ChatMessage, by: Person, until: number | null): void {
  const since = world.now()
  pinnedIn(world, channelId).pin = { message, by, since, until, updatedAt: since }
}

/** Unpins the pinned message. */
function unpin(world: World, channelId: string): void {
  pinnedIn(world, channelId).pin = null
}

export const pins: Feature = [
  route(getPinnedChatMessage, ({ world, broadcaster }) => {
    const found = pinOf(world, broadcaster.id)
    return found ? one(row(world, broadcaster.id, found)) : data([])
  }),
  route(pinChatMessage, ({ world, params, broadcaster, actor, now }) => {
    const message = standingMessage(world, broadcaster.id, params.message_id)
    if (!message) return refuse(404, 'The message was not found.')
    if (pinOf(world, broadcaster.id)?.message === message) refuse(409, 'The message is already pinned.')
    pin(world, broadcaster.id, message, actor, endFor(now(), params.duration_seconds))
    return noContent
  }),
  route(updatePinnedChatMessage, ({ world, params, broadcaster, now }) => {
    const found = thePin(world, broadcaster.id, params.message_id)
    found.updatedAt = now()
    found.until = endFor(found.updatedAt, params.duration_seconds)
    return noContent
  }),
  route(unpinChatMessage, ({ world, params, broadcaster }) => {
    thePin(world, broadcaster.id, params.message_id)
    unpin(world, broadcaster.id)
    return noContent
  }),
]
