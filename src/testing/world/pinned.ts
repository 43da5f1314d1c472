import { type ChatMessage, standingMessage } from './chatMessages.ts'
import type { Person } from './users.ts'
import { perChannel, type World } from './world.ts'

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

/** What is pinned in a chat now: the time may be over, or the message deleted. */
export function pinOf(world: World, channelId: string): Pin | null {
  const { pin } = pinnedIn(world, channelId)
  const stands =
    pin &&
    (pin.until === null || pin.until > world.now()) &&
    standingMessage(world, channelId, pin.message.id) === pin.message
  return stands ? pin : null
}

/** Pins a message in place of another. */
export function pin(world: World, channelId: string, message: ChatMessage, by: Person, until: number | null): void {
  const since = world.now()
  pinnedIn(world, channelId).pin = { message, by, since, until, updatedAt: since }
}

/** Takes down what is pinned. */
export function unpin(world: World, channelId: string): void {
  pinnedIn(world, channelId).pin = null
}
