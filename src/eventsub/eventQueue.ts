import { closeAll } from './closeAll.ts'
import type { EventSub, EventSubscriptionHandle } from './createEventSub.ts'
import type { EventType } from './eventType.ts'
import { createStore, type Store } from './store.ts'

/**
 * Which types of events a queue takes, by names of your own: a type, or a type and its condition, which is `null` where it
 * is not wanted. `C` has the conditions, `E` the events.
 */
export type QueueTypes<C, E> = {
  readonly [Name in keyof C]:
    | (Record<never, never> extends C[Name] ? EventType<C[Name], unknown> : never)
    | { readonly 0: EventType<C[Name], unknown>; readonly 1: NoInfer<C[Name]> | null }
} & {
  readonly [Name in keyof E]: EventType<unknown, E[Name]> | { readonly 0: EventType<unknown, E[Name]> }
}

/** An event in a queue. `type` is the name that it was given there, and tells what `event` is. */
export type QueuedEvent<E> = {
  [Name in keyof E & string]: {
    /** Tells it apart from all others in the queue: a key for lists. */
    readonly id: string
    /** When Twitch sent it, in RFC 3339. */
    readonly at: string
    readonly type: Name
    readonly event: E[Name]
  }
}[keyof E & string]

/** How a queue stands. */
export interface EventQueueState<E> {
  /** The event whose turn it is; `null` if there is none. */
  readonly current: QueuedEvent<E> | null
  /** Those that come next, in their order. */
  readonly waiting: readonly QueuedEvent<E>[]
}

/** How a queue behaves. */
export interface EventQueueOptions<E> {
  /** Milliseconds of each turn. `Infinity`: until `next()` is called. @defaultValue `5000` */
  readonly duration?: number | undefined
  /** How many may wait. Of more, those that have waited longest are left out. @defaultValue `100` */
  readonly max?: number | undefined
  /** Takes only events for which this is true. @defaultValue takes all */
  readonly filter?: ((queued: QueuedEvent<E>) => boolean) | undefined
}

/** Events that have their turn one after another. Its members work detached from it. */
export interface EventQueue<E> extends Store<EventQueueState<E>> {
  /** Ends the present turn. */
  readonly next: () => void
  /** Adds an event of your own, as for a button that tests an alert. `filter` is not asked. */
  readonly add: <Name extends keyof E & string>(type: Name, event: E[Name]) => void
  /** Ends the subscriptions and the turns. */
  readonly close: () => void
}

/**
 * Shows events one after another, as alerts of a stream are: `current` has its turn for `duration` milliseconds, the
 * others wait. In a hidden page, whose timers browsers slow down, a turn may take longer; none is left out. When the user
 * signs out the queue becomes empty.
 *
 * @param types - Types of events by names of your own; a pair of a type and its condition where one is needed.
 * @throws {HelixError} `parameter` if a condition is not as it should be, or there is no WebSocket.
 * @example
 * ```ts
 * import { channelFollow, channelRaid, type EventSub, eventQueue } from 'tinyhelix/eventsub'
 *
 * function alerts(events: EventSub, me: string, box: HTMLElement) {
 *   const types = { follow: channelFollow, raid: [channelRaid, { to_broadcaster_user_id: me }] } as const
 *   const queue = eventQueue(events, types, { duration: 4000 })
 *   queue.subscribe(({ current }) => {
 *     if (current?.type === 'follow') box.textContent = `${current.event.user_name} follows`
 *     else if (current) box.textContent = `${current.event.viewers} raiders`
 *     else box.textContent = ''
 *   })
 *   return queue.close
 * }
 * ```
 */
export function eventQueue<C, E>(
  events: EventSub,
  types: QueueTypes<C, E>,
  { duration = 5000, max = 100, filter = () => true }: EventQueueOptions<NoInfer<E>> = {},
): EventQueue<E> {
  type Queued = QueuedEvent<E>
  type Wanted = EventType<unknown, unknown>
  const [store, set] = createStore<EventQueueState<E>>({ current: null, waiting: [] })
  let timer: ReturnType<typeof setTimeout> | undefined
  let count = 0
  let isClosed = false

  const show = (current: Queued | null, waiting: readonly Queued[]) => {
    clearTimeout(timer)
    // Longer than timers can be: until `next`.
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

  const handles: EventSubscriptionHandle[] = []
  const end = closeAll(events, handles, clear)
  try {
    for (const [type, wanted] of Object.entries<Wanted | readonly [Wanted, unknown]>(types)) {
      const [described, condition] = 'spec' in wanted ? [wanted, {}] : wanted
      if (!condition) continue
      const handle = events.on(described, condition, (event, { id, timestamp }) => {
        // The compiler does not see that the event is of the type with this name.
        const queued = { id, at: timestamp, type, event } as Queued
        if (filter(queued)) put(queued)
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
      end()
      clear()
    },
  })
}
