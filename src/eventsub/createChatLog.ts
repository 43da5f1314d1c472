import { now } from '../clock.ts'
import { closeAll } from './closeAll.ts'
import type { ChatCondition } from './conditions.ts'
import type { EventSub } from './createEventSub.ts'
import { createStore, type Store } from './store.ts'
import { channelChatClear } from './types/channelChatClear.ts'
import { channelChatClearUserMessages } from './types/channelChatClearUserMessages.ts'
import { type ChannelChatMessageEvent, channelChatMessage } from './types/channelChatMessage.ts'
import { channelChatMessageDelete } from './types/channelChatMessageDelete.ts'
import { type ChannelChatNotificationEvent, channelChatNotification } from './types/channelChatNotification.ts'

interface Line {
  /** The message's id. Use it as the key in lists. */
  readonly id: string
  /** When Twitch sent it, in RFC 3339. */
  readonly at: string
  /** Whether a moderator has removed it. It is always `false` without `keepDeleted`. */
  readonly deleted: boolean
}

/**
 * A line of a chat: either a message, or a notification such as a raid or a subscription. The other field is `null`.
 */
export type ChatLine =
  | (Line & { readonly message: ChannelChatMessageEvent; readonly notification: null })
  | (Line & { readonly message: null; readonly notification: ChannelChatNotificationEvent })

/** Options of a chat log. */
export interface ChatLogOptions {
  /** The maximum number of lines: the latest are kept. @defaultValue `100` */
  readonly max?: number | undefined
  /** The minimum time between two updates in milliseconds. @defaultValue `50` */
  readonly pace?: number | undefined
  /** Keeps removed lines and marks them as `deleted`, for moderators' pages. @defaultValue `false` */
  readonly keepDeleted?: boolean | undefined
}

/** A store with the last lines of a chat, the oldest first. You can destructure its functions. */
export interface ChatLog extends Store<readonly ChatLine[]> {
  /** Ends the subscriptions. The lines no longer change. */
  readonly close: () => void
}

type LineEvent = ChannelChatMessageEvent | ChannelChatNotificationEvent

const eventOf = ({ message, notification }: ChatLine): LineEvent => message ?? notification

/** What a moderator removed. */
interface Removal {
  readonly removes: (line: ChatLine, event: LineEvent) => boolean
  /** Lines that arrive later are removed only if they were sent before this time; `null` if their ids tell. */
  readonly timestamp: string | null
  /** Until when such lines may still arrive. */
  readonly until: number
}

/**
 * Creates a store with the last lines of a chat: messages and notifications. It removes the lines that moderators
 * delete one by one, with a ban or timeout, or all at once. It updates at most every `pace` milliseconds, and keeps at
 * most `max` lines. A line that does not change stays the same object. All lines are removed when the user signs out.
 *
 * It makes five subscriptions with the scope `user:read:chat`. Earlier messages are not available. Lines of a shared
 * chat have `source_broadcaster_user_id`, the channel that they come from.
 *
 * @param condition - `broadcaster_user_id`: the channel. @defaultValue the signed-in user's
 * @throws {HelixError} `parameter` if the condition is invalid, or if there is no WebSocket.
 * @example
 * ```ts
 * import { createChatLog, type EventSub } from 'tinyhelix/eventsub'
 *
 * function show(events: EventSub, list: HTMLElement) {
 *   const chat = createChatLog(events, {}, { max: 20 })
 *   chat.subscribe(lines => {
 *     const texts = lines.map(({ message, notification }) =>
 *       message ? `${message.chatter_user_name}: ${message.message.text}` : notification.system_message,
 *     )
 *     list.replaceChildren(texts.join('\n'))
 *   })
 *   return chat.close
 * }
 * ```
 */
export function createChatLog(
  events: EventSub,
  condition: ChatCondition = {},
  { max = 100, pace = 50, keepDeleted = false }: ChatLogOptions = {},
): ChatLog {
  const none: readonly ChatLine[] = []
  const [store, set] = createStore(none)
  /** The lines of the next update. */
  let lines = none
  /** Events may arrive in another order: a line that arrives after its removal is not shown. */
  let removals: readonly Removal[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  const change = (next: readonly ChatLine[]) => {
    lines = max > 0 ? next.slice(-max) : none
    timer ??= setTimeout(() => {
      timer = undefined
      set(lines)
    }, pace)
  }

  const add = (line: ChatLine) => {
    const time = now()
    const deleted = removals.some(
      ({ removes, timestamp, until }) =>
        until > time && removes(line, eventOf(line)) && (timestamp === null || line.at <= timestamp),
    )
    if (!deleted || keepDeleted) change([...lines, { ...line, deleted }])
  }

  const remove = (removes: Removal['removes'], timestamp: string | null = null) => {
    const time = now()
    // A date may be wrong, so it does not hide what comes for long.
    const until = time + (timestamp === null ? 600_000 : 10_000)
    removals = [...removals.filter(removal => removal.until > time), { removes, timestamp, until }].slice(-20_000)
    let isChanged = false
    const next = lines.flatMap(line => {
      if (line.deleted || !removes(line, eventOf(line))) return line
      isChanged = true
      return keepDeleted ? { ...line, deleted: true } : []
    })
    if (isChanged) change(next)
  }

  const end = closeAll(
    events,
    [
      events.on(channelChatMessage, condition, (message, { timestamp }) =>
        add({ id: message.message_id, at: timestamp, deleted: false, message, notification: null }),
      ),
      events.on(channelChatNotification, condition, (notification, { timestamp }) =>
        add({ id: notification.message_id, at: timestamp, deleted: false, message: null, notification }),
      ),
      // Messages of a shared chat also have an id in their own channel.
      events.on(channelChatMessageDelete, condition, ({ message_id }) =>
        remove(({ id }, { source_message_id }) => id === message_id || source_message_id === message_id),
      ),
      events.on(channelChatClearUserMessages, condition, ({ target_user_id }, { timestamp }) =>
        remove((_, { chatter_user_id }) => chatter_user_id === target_user_id, timestamp),
      ),
      events.on(channelChatClear, condition, (_, { timestamp }) => remove(() => true, timestamp)),
    ],
    () => {
      lines = none
      removals = []
      set(none)
    },
  )

  return Object.assign(store, {
    close: () => {
      clearTimeout(timer)
      end()
    },
  })
}
