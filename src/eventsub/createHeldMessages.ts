import { manageHeldAutoModMessages } from '../endpoints/moderation/manageHeldAutoModMessages.ts'
import { HelixError, isHelixError } from '../errors.ts'
import type { ChatSubscription } from './chatSource.ts'
import { closeAll } from './closeAll.ts'
import type { ModeratorCondition } from './conditions.ts'
import type { EventSub } from './createEventSub.ts'
import { createStore, type Store } from './store.ts'
import { type AutomodMessageHoldEvent, automodMessageHold } from './types/automodMessageHold.ts'
import { automodMessageUpdate } from './types/automodMessageUpdate.ts'

/** A store with the messages that wait for a moderator, the newest last. You can destructure its functions. */
export interface HeldMessages extends Store<readonly AutomodMessageHoldEvent[]> {
  /**
   * Allows or denies a message of `state` by its `message_id`. It disappears at once, and comes back if Twitch refuses.
   *
   * @throws {HelixError} As `manageHeldAutoModMessages`. `not_found` if the message does not wait any more, because
   * somebody else has decided or the user has changed.
   */
  readonly resolve: (messageId: string, action: 'ALLOW' | 'DENY') => Promise<void>
  /** Ends the subscriptions. The messages no longer change. */
  readonly close: () => void
}

/** How many decisions are known, because a message may arrive after its decision. */
const maxDecided = 1000

/**
 * Creates a store with the chat messages that AutoMod or a blocked term holds back, each with its `reason`. A message
 * disappears when it is approved or denied, or when it expires. All disappear when the user changes.
 *
 * It makes two subscriptions with the scope `moderator:manage:automod`, which `resolve` needs, too. Messages that were
 * held before are not available.
 *
 * @param condition - `broadcaster_user_id`: the channel. @defaultValue the signed-in user's
 * @throws {HelixError} `parameter` if the condition is invalid, or if there is no WebSocket.
 * @example
 * ```ts
 * import { createHeldMessages, type EventSub } from 'tinyhelix/eventsub'
 *
 * function review(events: EventSub) {
 *   const held = createHeldMessages(events)
 *   held.subscribe(messages => console.log(messages.map(({ reason, message }) => `${reason}: ${message.text}`)))
 *   return (messageId: string) => held.resolve(messageId, 'ALLOW')
 * }
 * ```
 */
export function createHeldMessages(events: EventSub, condition: ModeratorCondition = {}): HeldMessages {
  const none: readonly AutomodMessageHoldEvent[] = []
  const [store, set] = createStore(none)
  /** The ids of messages that have been decided on, the oldest first. */
  const decided = new Set<string>()
  /** Grows when the user changes and when the store is closed: answers to earlier requests are then ignored. */
  let turn = 0

  const remove = (id: string) => {
    if (store.state.some(({ message_id }) => message_id === id)) {
      set(store.state.filter(({ message_id }) => message_id !== id))
    }
  }
  const add = (event: AutomodMessageHoldEvent) => {
    const { message_id, held_at } = event
    if (decided.has(message_id) || store.state.some(held => held.message_id === message_id)) return
    const later = store.state.filter(held => held.held_at > held_at)
    set([...store.state.filter(held => held.held_at <= held_at), event, ...later])
  }

  const handles: ChatSubscription[] = []
  const end = closeAll(events, handles, () => {
    turn++
    decided.clear()
    set(none)
  })
  try {
    handles.push(
      events.on(automodMessageHold, condition, add),
      events.on(automodMessageUpdate, condition, ({ message_id }) => {
        decided.add(message_id)
        if (decided.size > maxDecided) decided.delete(decided.values().next().value ?? '')
        remove(message_id)
      }),
    )
  } catch (error) {
    end()
    throw error
  }

  return Object.assign(store, {
    resolve: async (messageId: string, action: 'ALLOW' | 'DENY') => {
      const held = store.state.find(({ message_id }) => message_id === messageId)
      // It may be one of the previous user's.
      if (!held) throw new HelixError('not_found', 'This message does not wait any more: take one of `state`.')
      const turnThen = turn
      remove(messageId)
      try {
        // When the user changes, others may hear of it before this store.
        const caller = { userId: events.state.userId }
        await manageHeldAutoModMessages(events.client, { msg_id: messageId, action }, { caller })
      } catch (error) {
        if (turn === turnThen && !isHelixError(error, 'not_found')) add(held)
        throw error
      }
    },
    close: () => {
      turn++
      end()
    },
  })
}
