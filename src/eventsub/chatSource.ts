import type { HelixError } from '../errors.ts'
import type { EventMeta } from './createEventSub.ts'
import type { EventType } from './eventType.ts'

/** A subscription of a source. */
export interface ChatSubscription {
  readonly state: { readonly status: 'pending' | 'live' | 'refused'; readonly error: HelixError | null }
  /** Resolves when its events arrive. Rejects if they cannot. */
  readonly ready: Promise<void>
  readonly close: () => void
}

/** What chat logs, queues and hooks get their events from: an EventSub, or an `anonymousChat` of `tinyhelix/chat`. */
export interface ChatSource {
  readonly on: <C, E>(
    type: EventType<C, E>,
    condition: NoInfer<C>,
    handler: (event: NoInfer<E>, meta: EventMeta) => unknown,
  ) => ChatSubscription
  /** Calls `listener` at once and on each change. Events of another user belong to that user alone. */
  readonly subscribe: (listener: (state: { readonly userId: string | null }) => void) => () => void
}
