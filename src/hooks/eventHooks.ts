import { callSafely } from '../callSafely.ts'
import type { AnonymousChat, AnonymousChatOptions } from '../chat/anonymousChat.ts'
import { HelixError, isHelixError } from '../errors.ts'
import type { ChatSource } from '../eventsub/chatSource.ts'
import type { ChatCondition, ModeratorCondition } from '../eventsub/conditions.ts'
import type { ChatLine, ChatLogOptions, createChatLog } from '../eventsub/createChatLog.ts'
import type {
  createEventQueue,
  EventQueue,
  EventQueueOptions,
  EventQueueState,
  QueuedEvent,
  QueueTypes,
} from '../eventsub/createEventQueue.ts'
import type { EventMeta, EventSub, EventSubState } from '../eventsub/createEventSub.ts'
import type { createHeldMessages, HeldMessages } from '../eventsub/createHeldMessages.ts'
import type { EventType } from '../eventsub/eventType.ts'
import { createStore } from '../eventsub/store.ts'
import { type Described, readParameters } from './readParameters.ts'
import { keepOpen, mapStore, type StoreRequest } from './whileUsed.ts'

/** The options of all event hooks. */
export interface EventsOption {
  /** An EventSub to use instead of the page's, such as that of a second account. */
  readonly events?: EventSub | undefined
}

/** The state of a component's subscription. */
export interface EventSubHookState {
  /** `off`: there is no subscription, because the condition is `null` or has an id that is `undefined`. */
  readonly status: 'off' | 'pending' | 'live' | 'refused'
  /** Why the subscription was refused, or has to wait. */
  readonly error: HelixError | null
}

/** The options of hooks that can read a chat without a sign-in. */
interface SourceOption {
  /** An EventSub to use instead of the page's, or an `anonymousChat` of `tinyhelix/chat`. */
  readonly events?: ChatSource | undefined
}

/** A channel whose chat is read without a sign-in and without a client: see `anonymousChat` of `tinyhelix/chat`. */
export interface ChatChannel {
  /** The channel's login, or up to 100 of them. */
  readonly channel: string | readonly string[]
}

/**
 * The options of `useChatLog`. With a `channel`, it takes those of `anonymousChat`, too, and also tells `onError` that a
 * name is no login (`parameter`). A new `filter` or `onError` opens nothing anew: it is used from then on.
 */
export interface UseChatLogOptions extends ChatLogOptions, SourceOption, AnonymousChatOptions {}

/** The options of `useEventQueue`. */
export interface UseEventQueueOptions<E> extends EventQueueOptions<E>, SourceOption {}

/** The result of `useEventQueue`: the state of the queue, and functions to change it. */
export interface HelixEventQueue<E> extends EventQueueState<E>, Pick<EventQueue<E>, 'next' | 'add'> {}

/** A handler for an event. */
export type EventHandler<E> = (event: E, meta: EventMeta) => unknown

/** The arguments of the implementation behind the overloads of `useEventSub`. */
export type EventCall<Given, Options> = [
  type: EventType<unknown, unknown>,
  given: Given | EventHandler<never>,
  handler?: EventHandler<never>,
  options?: Options,
]

/** The arguments of `useEventSub` by name. Without a condition, the events are about the signed-in user. */
export const eventOf = <Given, Options>([type, given, handler, options]: EventCall<Given, Options>) => ({
  type,
  condition: handler ? (given as Given) : {},
  // The compiler cannot tell that it is a handler for this type's events.
  handler: (handler ?? given) as EventHandler<unknown>,
  options,
})

/** The fields of conditions that serve several types of events, as one type describes its own. */
export const chatFields: Described = { spec: { params: { broadcaster_user_id: 0, user_id: 0, channel: 0 } } }
export const heldFields: Described = { spec: { params: { broadcaster_user_id: 0, moderator_user_id: 0 } } }

/** Returns a copy of the condition, or `null` if it means that no subscription is wanted (yet). */
const wanted = (given: unknown, described: Described) => {
  const condition = readParameters(given, described)
  return condition && !Object.values(condition).includes(undefined) ? condition : null
}

const topic = ({ spec }: EventType<unknown, unknown>) => [spec.type, spec.version]

const nothing = () => {}

const idle: EventSubState = { status: 'idle', userId: null, retryAt: null, error: null, cost: null, subscriptions: [] }

/** The members of an EventSub's state. */
export const stateMembers = ['status', 'userId', 'retryAt', 'error', 'cost', 'subscriptions'] as const

/** The store of `useEventSubState`. */
export const stateRequest = (events: EventSub): StoreRequest<EventSubState> => ({
  events,
  key: '',
  first: idle,
  open: () => keepOpen(events),
})

const off: EventSubHookState = { status: 'off', error: null }
const pending: EventSubHookState = { status: 'pending', error: null }

/** The store of `useEventSub`: one subscription. */
export function subscriptionRequest(
  events: EventSub,
  type: EventType<unknown, unknown>,
  given: unknown,
  handler: EventHandler<unknown>,
): StoreRequest<EventSubHookState> {
  const condition = wanted(given, type)
  const open = () => {
    const [store, set] = createStore(pending)
    const ends: (() => void)[] = []
    try {
      const handle = events.on(type, condition, handler)
      const follow = () => {
        const { status, error } = handle.state
        if (status !== store.state.status || error !== store.state.error) set({ status, error })
      }
      ends.push(handle.close, events.subscribe(follow))
    } catch (error) {
      if (!isHelixError(error)) throw error
      set({ status: 'refused', error })
    }
    return Object.assign(store, {
      close: () => {
        for (const end of ends) end()
      },
    })
  }
  return {
    events,
    key: JSON.stringify([topic(type), condition]),
    first: condition ? pending : off,
    open: condition && open,
  }
}

const noLines: readonly ChatLine[] = []

/** A chat log of a channel by its name. What reads it is loaded when the first component needs it. */
function openAnonymous(create: typeof createChatLog, channel: ChatChannel['channel'], options: UseChatLogOptions) {
  const [store, set] = createStore(noLines)
  let close = () => {}
  let isClosed = false
  import('../chat/anonymousChat.ts').then(
    ({ anonymousChat }) =>
      callSafely(() => {
        if (isClosed) return
        let chat: AnonymousChat
        try {
          chat = anonymousChat(channel, options)
        } catch (error) {
          // A visitor may have typed the name.
          if (!options.onError || !isHelixError(error)) throw error
          return options.onError(error)
        }
        const log = create(chat, {}, options)
        close = () => {
          log.close()
          chat.close()
        }
        log.subscribe(set)
      }),
    error =>
      callSafely(() => {
        throw error
      }),
  )
  return Object.assign(store, {
    close: () => {
      isClosed = true
      close()
    },
  })
}

/** The key of chats without the option `WebSocket`: they share the platform's class. */
const platform = {}

/**
 * The store of `useChatLog`. `source` returns where the lines come from, unless a channel is given by its name. `latest`
 * returns the options at the time of a line or an error.
 */
export function chatRequest(
  source: () => ChatSource,
  create: typeof createChatLog,
  latest: () => UseChatLogOptions | undefined,
  given: ChatCondition | ChatChannel | null = {},
  { events: _, filter: __, onError: ___, ...rest }: UseChatLogOptions = latest() ?? {},
): StoreRequest<readonly ChatLine[]> {
  const condition = wanted(given, chatFields)
  const key = JSON.stringify([condition, rest])
  const options: UseChatLogOptions = {
    ...rest,
    filter: line => latest()?.filter?.(line) ?? true,
    // It may come later. Without one, a chat warns developers.
    get onError() {
      return latest()?.onError
    },
  }
  if (given && 'channel' in given) {
    const { channel } = given
    return {
      events: options.WebSocket ?? platform,
      key,
      first: noLines,
      open: condition && (() => openAnonymous(create, channel, options)),
    }
  }
  // A page that reads channels by name has no EventSub, also while there is no channel.
  if (!given) return { events: platform, key, first: noLines, open: null }
  const events = source()
  return { events, key, first: noLines, open: condition && (() => create(events, condition, options)) }
}

/** The result of `useHeldMessages`: the messages that wait for a moderator, and the function that decides. */
export interface HookHeldMessages extends Pick<HeldMessages, 'resolve'> {
  readonly messages: HeldMessages['state']
}

/** The members of the result of `useHeldMessages`. */
export const heldMembers = ['messages', 'resolve'] as const

/** The store of `useHeldMessages`. */
export function heldRequest(
  events: EventSub,
  create: typeof createHeldMessages,
  given: ModeratorCondition | null = {},
): StoreRequest<HookHeldMessages> {
  const condition = wanted(given, heldFields)
  const off = async () => {
    throw new HelixError(
      'parameter',
      'There are no held messages yet: useHeldMessages has no channel, or is not mounted.',
    )
  }
  return {
    events,
    key: JSON.stringify(condition),
    first: { messages: [], resolve: off },
    open:
      condition &&
      (() => {
        const held = create(events, condition)
        const { resolve, close } = held
        return mapStore(held, messages => ({ messages, resolve }), close)
      }),
  }
}

/** The store of `useEventQueue`. `latest` returns the options at the time of an event. */
export function queueRequest<C, E>(
  events: ChatSource,
  create: typeof createEventQueue,
  given: QueueTypes<C, E>,
  latest: () => UseEventQueueOptions<E> | undefined,
  { events: _, filter: __, ...options }: UseEventQueueOptions<E> = latest() ?? {},
): StoreRequest<HelixEventQueue<E>> {
  const entries = Object.entries<EventType<unknown, unknown> | readonly [EventType<unknown, unknown>, unknown]>(given)
  const pairs = entries.map(([name, entry]) => {
    const [type, condition] = 'spec' in entry ? [entry, {}] : entry
    return [name, [type, wanted(condition, type)]] as const
  })
  return {
    events,
    key: JSON.stringify([pairs.map(([name, [type, condition]]) => [name, topic(type), condition]), options]),
    first: { current: null, waiting: [], next: nothing, add: nothing },
    open: () => {
      // The compiler cannot tell that these are the given types.
      const types = Object.fromEntries(pairs) as QueueTypes<C, E>
      const filter = (queued: QueuedEvent<E>) => latest()?.filter?.(queued) ?? true
      const queue = create(events, types, { ...options, filter })
      const { next, add, close } = queue
      return mapStore(queue, state => ({ ...state, next, add }), close)
    },
  }
}
