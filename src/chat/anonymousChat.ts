import { callSafely } from '../callSafely.ts'
import { toWallTime } from '../clock.ts'
import { HelixError } from '../errors.ts'
import type { ChatSubscription } from '../eventsub/chatSource.ts'
import type { ChatCondition } from '../eventsub/conditions.ts'
import type { Tabs } from '../eventsub/connection.ts'
import type { EventMeta } from '../eventsub/createEventSub.ts'
import { socketClass } from '../eventsub/driver.ts'
import type { EventType } from '../eventsub/eventType.ts'
import type { EventChannel } from '../eventsub/parts/people.ts'
import { createView, each, listeners, type Store } from '../eventsub/store.ts'
import type { ChannelChatClearUserMessagesEvent } from '../eventsub/types/channelChatClearUserMessages.ts'
import type { ChannelChatMessageEvent } from '../eventsub/types/channelChatMessage.ts'
import type { ChannelChatMessageDeleteEvent } from '../eventsub/types/channelChatMessageDelete.ts'
import type { ChannelChatNotificationEvent } from '../eventsub/types/channelChatNotification.ts'
import type { ChannelChatSettingsUpdateEvent } from '../eventsub/types/channelChatSettingsUpdate.ts'
import { inDevelopment, warnOnce } from '../inDevelopment.ts'
import { isLogin, keyOfChannel } from './channel.ts'
import type { ChatSocketClass } from './connection.ts'
import type {
  AnonymousChatClearUserMessagesEvent,
  AnonymousChatMessageEvent,
  AnonymousChatNotificationEvent,
} from './events.ts'
import { type Joined, joinChat, type Reader } from './joinChat.ts'
import { types } from './mapMessage.ts'

/** Options of {@link anonymousChat}. */
export interface AnonymousChatOptions {
  /** @defaultValue `wss://irc-ws.chat.twitch.tv` */
  readonly ircURL?: string | undefined
  /** @defaultValue the platform's `WebSocket` at the time of the first `on`; Node has it since version 22 */
  readonly WebSocket?: ChatSocketClass | undefined
  /** `shareTabs()`: one socket for all tabs. @defaultValue each tab has its own socket */
  readonly tabs?: Tabs | undefined
  /**
   * Called once for each channel that does not exist (`not_found`) or cannot be read (`forbidden`).
   * @defaultValue in development a `console.warn`
   */
  readonly onError?: ((error: HelixError) => void) | undefined
}

/** The state of a chat: an immutable object, which is replaced on each change. */
export interface AnonymousChatState {
  /**
   * - `idle`: there are no subscriptions
   * - `connecting`: connects, or joins channels
   * - `live`: every channel is read, or cannot be read
   * - `waiting`: will connect again at `retryAt`
   * - `closed`: closed permanently
   */
  readonly status: 'idle' | 'connecting' | 'live' | 'waiting' | 'closed'
  /** Nobody: lines belong to no user of the page. */
  readonly userId: null
  /** When it connects again, in milliseconds since 1970. */
  readonly retryAt: number | null
  /** The last problem: of the connection, or of a channel; `null` when all works again. */
  readonly error: HelixError | null
}

/** A gap: lines that may be missing. */
export interface AnonymousChatGap {
  /** Lines after this time may be missing: by Twitch's clock, in RFC 3339. */
  readonly since: string
  /** The channels by login. Their lines arrive again. */
  readonly channels: readonly string[]
}

/** The event of a type, with what IRC tells of it; `never` for types that it does not tell. */
type EventOverIRC<C, E> = 'user_id' extends keyof C
  ? E extends ChannelChatMessageEvent
    ? AnonymousChatMessageEvent
    : E extends ChannelChatNotificationEvent
      ? AnonymousChatNotificationEvent
      : E extends ChannelChatClearUserMessagesEvent & { message_id?: never }
        ? AnonymousChatClearUserMessagesEvent
        : E extends ChannelChatMessageDeleteEvent | ChannelChatSettingsUpdateEvent
          ? E
          : // A cleared chat has its channel and nothing else.
            [keyof E, E] extends [keyof EventChannel, EventChannel]
            ? E
            : never
  : never

/** A type of events that IRC tells. Others do not compile. */
type TypeOverIRC<C, E> = [EventOverIRC<C, E>] extends [never] ? never : EventType<C, E>

/** Reads the chat of channels without a sign-in. You can destructure its functions. */
export interface AnonymousChat extends Store<AnonymousChatState> {
  /** The types of events that it tells, such as `channel.chat.message`. */
  readonly types: readonly string[]
  /**
   * Subscribes to a type of events. Of the condition, `broadcaster_user_id` selects one channel of several; the other
   * ids do not matter. Handlers run in the order of their `on` calls.
   *
   * @throws {HelixError} `parameter` if IRC does not tell this type, if there is no WebSocket, or after `close()`.
   */
  readonly on: {
    <C, E>(
      type: TypeOverIRC<C, E>,
      condition: ChatCondition,
      handler: (event: EventOverIRC<C, E>, meta: EventMeta) => unknown,
    ): ChatSubscription
    <C, E>(type: TypeOverIRC<C, E>, handler: (event: EventOverIRC<C, E>, meta: EventMeta) => unknown): ChatSubscription
  }
  /** Calls `listener` after lines may have been missed, when they arrive again. Returns a function to unsubscribe. */
  readonly onGap: (listener: (gap: AnonymousChatGap) => void) => () => void
  /** Ends all subscriptions permanently. */
  readonly close: () => void
}

type Handler = (event: never, meta: EventMeta) => unknown

/** One call of `on`. */
interface Handle {
  readonly type: string
  readonly channelId: string | undefined
  readonly handler: Handler
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
}

/** The most channels of one chat. */
const maxChannels = 100

const refuse = (problem: string) => new HelixError('parameter', `anonymousChat ${problem}`)

/**
 * Reads the chat of a channel from its name alone: without a sign-in, a token or a client id. Its events have the shapes
 * of EventSub's, so `createChatLog`, `createEventQueue` and the hooks take it in place of an EventSub. It can only read.
 *
 * It connects at the first `on`, reconnects by itself, and closes a second after the last subscription. All chats of a
 * page share one socket. A page's Content-Security-Policy must allow `connect-src wss://irc-ws.chat.twitch.tv`.
 *
 * Twitch does not document the login without a token, but every chat client relies on it. `createEventSub` is the
 * documented way.
 *
 * @param channel - The channel's login, or up to 100 of them.
 * @throws {HelixError} `parameter` if that is no login.
 * @see https://dev.twitch.tv/docs/chat/irc
 * @example
 * ```ts
 * import { anonymousChat } from 'tinyhelix/chat'
 * import { channelChatMessage } from 'tinyhelix/eventsub'
 *
 * const chat = anonymousChat('pixelfox')
 * chat.on(channelChatMessage, ({ chatter_user_name, message }) => console.log(`${chatter_user_name}: ${message.text}`))
 * ```
 */
export function anonymousChat(channel: string | readonly string[], options: AnonymousChatOptions = {}): AnonymousChat {
  const { ircURL = 'wss://irc-ws.chat.twitch.tv', tabs } = options
  const names = [channel].flat().map(given => {
    const name = typeof given === 'string' ? given.replace(/^#/, '').toLowerCase() : given
    if (!isLogin(name)) throw refuse(`takes a channel's login such as pixelfox, not "${name}".`)
    return name
  })
  /** The channels by their keys. */
  const channels = new Map(names.map(name => [keyOfChannel(name), name]))
  if (!channels.size || channels.size > maxChannels) throw refuse(`takes 1 to ${maxChannels} channels.`)

  const handles = new Set<Handle>()
  const gaps = listeners<AnonymousChatGap>()
  let joined: Joined | undefined
  let isClosed = false

  const warn = ({ code, message }: HelixError) =>
    inDevelopment(() => warnOnce(() => `${code}: ${message} Pass onError to anonymousChat to handle this.`))

  /** The state of the channels together. */
  const standing = (): ChatSubscription['state'] => {
    const rows = [...channels.keys()].map(key => joined?.transport.machine.subscriptions.get(key))
    const has = (status: string) => rows.some(row => (row?.status ?? 'pending') === status)
    return {
      status: has('pending') ? 'pending' : has('live') ? 'live' : 'refused',
      error: rows.find(row => row?.error)?.error ?? null,
    }
  }

  const stateNow = (): AnonymousChatState => {
    const { phase, retryAt = 0, error = null } = { ...joined?.transport.machine }
    const { status, error: refusal } = standing()
    const isIdle = !phase || phase === 'suspended'
    const isWaiting = phase === 'waiting'
    return {
      status: isClosed ? 'closed' : isIdle ? 'idle' : isWaiting ? phase : status === 'pending' ? 'connecting' : 'live',
      userId: null,
      retryAt: isWaiting ? toWallTime(retryAt) : null,
      error: error ?? refusal,
    }
  }
  const [store, refresh] = createView(stateNow)

  const settle = () => {
    const { status, error } = standing()
    for (const { resolve, reject } of handles) {
      if (status === 'live') resolve()
      if (status === 'refused') reject(error)
    }
  }

  const deliver = (message: unknown) => {
    const { metadata, payload } = Object(message)
    const { subscription, event } = payload
    const meta: EventMeta = { id: metadata.message_id, timestamp: metadata.message_timestamp, subscription }
    const { broadcaster_user_id } = subscription.condition
    each(handles, ({ type, channelId = broadcaster_user_id, handler }) => {
      if (type === subscription.type && channelId === broadcaster_user_id) callSafely(handler, event as never, meta)
    })
  }

  const reader: Reader = {
    channels,
    refresh,
    tell: message => {
      if (message.type === 'gap') {
        const mine = message.keys.flatMap(key => channels.get(key) ?? [])
        if (mine.length) gaps.tell({ since: message.since, channels: mine })
      } else if (channels.has(message.key)) {
        if (message.type === 'deliver') return deliver(message.message)
        settle()
        if (message.error) callSafely(options.onError ?? warn, message.error)
      }
    },
  }

  /** Ends some of the calls of `on`. */
  const end = (ended: Iterable<Handle>) => {
    for (const handle of ended) {
      handle.reject(new DOMException('The subscription was closed.', 'AbortError'))
      handles.delete(handle)
    }
    if (!handles.size) {
      joined?.leave()
      joined = undefined
    }
    refresh()
  }

  const on = (
    type: EventType<unknown, unknown>,
    ...rest: [given: ChatCondition | Handler, handler?: Handler]
  ): ChatSubscription => {
    const handler = rest.at(-1)
    const given = rest.length > 1 ? (rest[0] as ChatCondition) : {}
    const SocketClass = socketClass(options) as ChatSocketClass | undefined
    const { type: name } = Object(type?.spec)
    if (!name) throw refuse(`on() takes a type such as channelChatMessage of tinyhelix/eventsub, not "${type}".`)
    if (!types.includes(name)) throw refuse(`tells ${types.join(', ')}, not "${name}".`)
    if (typeof handler !== 'function' || Object(given) !== given) {
      throw refuse('takes a condition, or none, and a handler.')
    }
    // An id that is not loaded yet must not mean all channels.
    if ('broadcaster_user_id' in given && !given.broadcaster_user_id) {
      throw refuse(`on(): broadcaster_user_id is ${given.broadcaster_user_id}: leave it out for all channels.`)
    }
    if (!SocketClass) throw refuse('needs a WebSocket: pass one as an option, or use Node 22.')
    if (isClosed) throw refuse('was used after close(): create another one.')
    let resolve = () => {}
    let reject: Handle['reject'] = () => {}
    const ready = new Promise<void>((...settle) => {
      ;[resolve, reject] = settle
    })
    // Pages that do not use this promise get the error through `onError`.
    ready.catch(() => {})
    const handle: Handle = { type: name, channelId: given.broadcaster_user_id, handler, resolve, reject }
    handles.add(handle)
    joined ??= joinChat(reader, SocketClass, ircURL, tabs)
    settle()
    refresh()
    return {
      get state() {
        return standing()
      },
      ready,
      close: () => end([handle]),
    }
  }

  return Object.assign(store, {
    types,
    on: on as AnonymousChat['on'],
    onGap: gaps.add,
    close: () => {
      isClosed = true
      end(handles)
    },
  })
}
