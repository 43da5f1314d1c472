import type { EventType } from './eventType.ts'

/** What a handler gets beside the event. */
export interface EventMeta {
  /** The message's id. */
  readonly id: string
  /** When Twitch sent it, in RFC 3339. */
  readonly timestamp: string
}

/** One subscription. Its members work detached from it. */
export interface EventSubscriptionHandle {
  readonly ready: Promise<void>
  readonly close: () => void
}

/** Subscribes to types of events. */
export interface EventSub {
  readonly on: {
    <C, E>(
      type: EventType<C, E>,
      condition: NoInfer<C>,
      handler: (event: NoInfer<E>, meta: EventMeta) => unknown,
    ): EventSubscriptionHandle
    <C, E>(
      // biome-ignore lint/complexity/noBannedTypes: what has no required member takes `{}`, which no other type says.
      type: {} extends C ? EventType<C, E> : never,
      handler: (event: NoInfer<E>, meta: EventMeta) => unknown,
    ): EventSubscriptionHandle
  }
}
