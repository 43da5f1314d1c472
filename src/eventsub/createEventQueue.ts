import type { ChatSource, ChatSubscription } from './chatSource.ts'
import { closeAll } from './closeAll.ts'
import type { EventType, IfNoCondition } from './eventType.ts'
import { joinGifts, recipientOf } from './joinGifts.ts'
import { createStore, type Store } from './store.ts'

/**
 * The types of events of a queue, by names that you choose. Each value is a type, or a pair of a type and its
 * condition. A condition of `null` means no subscription. `C` has the conditions, `E` the events.
 */
export type QueueTypes<C, E> = {
  readonly [Name in keyof C]:
    | { readonly 0: EventType<C[Name], unknown>; readonly 1: NoInfer<C[Name]> | null }
    // The compiler's messages are about the last of the two.
    | (EventType<C[Name], unknown> & IfNoCondition<C[Name]>)
} & {
  readonly [Name in keyof E]: EventType<unknown, E[Name]> | { readonly 0: EventType<unknown, E[Name]> }
}

/** An event in a queue. `type` is the name of its type in the queue, and narrows the type of `event`. */
export type QueuedEvent<E> = {
  [Name in keyof E & string]: {
    /** An id that is unique in the queue. Use it as the key in lists. */
    readonly id: string
    /** When Twitch sent it, in RFC 3339. */
    readonly at: string
    readonly type: Name
    readonly event: E[Name]
    /** With `gifts: 'join'` the names of those who got a subscription of this community gift. */
    readonly recipients?: readonly string[] | undefined
  }
}[keyof E & string]

/** The state of a queue. */
export interface EventQueueState<E> {
  /** The current event; `null` if there is none. */
  readonly current: QueuedEvent<E> | null
  /** The next events, in order. */
  readonly waiting: readonly QueuedEvent<E>[]
}

/** Options of a queue. */
export interface EventQueueOptions<E> {
  /** The time for each event in milliseconds. `Infinity`: until `next()` is called. @defaultValue `5000` */
  readonly duration?: number | undefined
  /** The maximum number of waiting events. If there are more, the oldest are dropped. @defaultValue `100` */
  readonly max?: number | undefined
  /** Accepts only events for which this returns `true`. @defaultValue accepts all events */
  readonly filter?: ((queued: QueuedEvent<E>) => boolean) | undefined
  /**
   * `join` shows a community gift of `channelChatNotification` as one event: those who get one of its subscriptions within
   * five seconds are its `recipients`. @defaultValue each gift is an event
   */
  readonly gifts?: 'join' | undefined
}

/** A queue that shows events one after another. You can destructure its functions. */
export interface EventQueue<E> extends Store<EventQueueState<E>> {
  /** Continues with the next event. */
  readonly next: () => void
  /** Adds an event of your own, for example to test an alert. It does not call `filter`. */
  readonly add: <Name extends keyof E & string>(type: Name, event: E[Name]) => void
  /** Ends the subscriptions and the queue. */
  readonly close: () => void
}

/**
 * Creates a queue that shows events one after another, like the alerts of a stream. Each event is `current` for
 * `duration` milliseconds while the others wait. Browsers slow down the timers of hidden pages: an event may then take
 * longer, but none is skipped. The queue becomes empty when the user signs out.
 *
 * @param source - An EventSub, or an `anonymousChat` of `tinyhelix/chat`, which tells only the types of a chat.
 * @param types - Types of events by names that you choose. If a type needs a condition, give a pair of the type and the
 * condition.
 * @throws {HelixError} `parameter` if a condition is invalid, or if there is no WebSocket.
 * @example
 * ```ts
 * import { channelFollow, channelRaid, type EventSub, createEventQueue } from 'tinyhelix/eventsub'
 *
 * function alerts(events: EventSub, box: HTMLElement) {
 *   const queue = createEventQueue(events, { follow: channelFollow, raid: channelRaid }, { duration: 4000 })
 *   queue.subscribe(({ current }) => {
 *     if (current?.type === 'follow') box.textContent = `${current.event.user_name} follows`
 *     else if (current) box.textContent = `${current.event.viewers} raiders`
 *     else box.textContent = ''
 *   })
 *   return queue.close
 * }
 * ```
 */
export function createEventQueue<C, E>(
  source: ChatSource,
  types: QueueTypes<C, E>,
  { duration = 5000, max = 100, filter = () => true, gifts }: EventQueueOptions<NoInfer<E>> = {},
): EventQueue<E> {
  type Queued = QueuedEvent<E>
  type Wanted = EventType<unknown, unknown>
  const [store, set] = createStore<EventQueueState<E>>({ current: null, waiting: [] })
  let timer: ReturnType<typeof setTimeout> | undefined
  let count = 0
  let isClosed = false

  const show = (current: Queued | null, waiting: readonly Queued[]) => {
    clearTimeout(timer)
    // The time is longer than the maximum of a timer: the event stays until `next`.
    if (current && duration < 2 ** 31) timer = setTimeout(next, duration)
    set({ current, waiting })
  }
  const next = () => {
    const [first = null, ...waiting] = store.state.waiting
    if (first || store.state.current) show(first, waiting)
  }
  const clear = () => show(null, [])

  const put = (queued: Queued) => {
    const { current, waiting } = store.state
    if (isClosed) return
    if (!current) show(queued, [])
    else if (max > 0) set({ current, waiting: [...waiting, queued].slice(-max) })
  }

  const joiner = joinGifts<{ queued: Queued }>(
    (gift, part) => {
      const before = gift.queued
      gift.queued = { ...before, recipients: [...(before.recipients ?? []), recipientOf(part.queued.event)] }
      const { current, waiting } = store.state
      const changed = (queued: Queued) => (queued.id === before.id ? gift.queued : queued)
      // It may have been shown already.
      if (current) set({ current: changed(current), waiting: waiting.map(changed) })
    },
    ({ queued }) => put(queued),
  )

  /** Grows with each change of the user. */
  let turn = 0
  const handles: ChatSubscription[] = []
  const end = closeAll(source, handles, () => {
    turn++
    joiner.forget()
    clear()
  })
  try {
    for (const [type, wanted] of Object.entries<Wanted | readonly [Wanted, unknown]>(types)) {
      const [described, condition] = 'spec' in wanted ? [wanted, {}] : wanted
      if (!condition) continue
      const handle = source.on(described, condition, (event, { id, timestamp }) => {
        // The compiler cannot tell that the event has the type with this name.
        const queued = { id, at: timestamp, type, event } as Queued
        const turnThen = turn
        // The page's filter may sign out.
        if (!filter(queued) || turn !== turnThen) return
        const item = { queued }
        if (gifts !== 'join' || !joiner.take(item, event)) put(item.queued)
      })
      handles.push(handle)
    }
  } catch (error) {
    end()
    throw error
  }

  return Object.assign(store, {
    next,
    add: <Name extends keyof E & string>(type: Name, event: E[Name]) =>
      put({ id: `added-${++count}`, at: new Date().toISOString(), type, event } as unknown as Queued),
    close: () => {
      isClosed = true
      joiner.forget()
      end()
      clear()
    },
  })
}
