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
  /** The message's id: a key for lists. */
  readonly id: string
  /** When Twitch sent it, in RFC 3339. */
  readonly at: string
  /** Whether a moderator has removed it; always `false` without `keepDeleted`. */
  readonly deleted: boolean
}

/** A line of a chat: a message, or a notification such as a raid or a subscription. The other one is `null`. */
export type ChatLine =
  | (Line & { readonly message: ChannelChatMessageEvent; readonly notification: null })
  | (Line & { readonly message: null; readonly notification: ChannelChatNotificationEvent })

/** How a chat log behaves. */
export interface ChatLogOptions {
  /** How many lines are kept: the latest. @defaultValue `100` */
  readonly max?: number | undefined
  /** Milliseconds: changes are told at most this often. @defaultValue `50` */
  readonly pace?: number | undefined
  /** Keeps lines that are removed, as `deleted`, for pages of moderators. @defaultValue `false` */
  readonly keepDeleted?: boolean | undefined
}

/** The last lines of a chat, the oldest first. Its members work detached from it. */
export interface ChatLog extends Store<readonly ChatLine[]> {
  /** Ends the subscriptions. The lines stay as they are. */
  readonly close: () => void
}

type LineEvent = ChannelChatMessageEvent | ChannelChatNotificationEvent

const eventOf = ({ message, notification }: ChatLine): LineEvent => message ?? notification

/** Something was removed: the lines that this holds for. */
type Removal = (line: ChatLine, event: LineEvent) => boolean

/**
 * The last lines of a chat: messages and notifications without those that moderators remove, one by one, with a ban or a
 * timeout, or all at once. However fast the chat is, changes are told at most every `pace` milliseconds, and no more than
 * `max` lines are kept. Lines that do not change stay the same object. When the user signs out all lines go.
 *
 * Takes five subscriptions with the scope `user:read:chat`. What was said before they began is not known. Lines of a shared
 * chat have `source_broadcaster_user_id`, which names the channel that they come from.
 *
 * @param condition - `broadcaster_user_id`: the channel. @defaultValue the signed-in user's
 * @throws {HelixError} `parameter` if the condition is not as it should be, or there is no WebSocket.
 * @example
 * ```ts
 * import { chatLog, type EventSub } from 'tinyhelix/eventsub'
 *
 * function show(events: EventSub, list: HTMLElement) {
 *   const chat = chatLog(events, {}, { max: 20 })
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
export function chatLog(
  events: EventSub,
  condition: ChatCondition = {},
  { max = 100, pace = 50, keepDeleted = false }: ChatLogOptions = {},
): ChatLog {
  const none: readonly ChatLine[] = []
  const [store, set] = createStore(none)
  /** The lines as they will be told. */
  let lines = none
  /** Events may overtake each other: lines that come after their removal do not appear. */
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
    const deleted = removals.some(removes => removes(line, eventOf(line)))
    if (!deleted || keepDeleted) change([...lines, { ...line, deleted }])
  }

  const remove = (removes: Removal) => {
    removals = [...removals, removes].slice(-100)
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
      // Messages of a shared chat have an id in their own channel too.
      events.on(channelChatMessageDelete, condition, ({ message_id }) =>
        remove(({ id }, { source_message_id }) => id === message_id || source_message_id === message_id),
      ),
      events.on(channelChatClearUserMessages, condition, ({ target_user_id }, { timestamp }) =>
        remove(({ at }, { chatter_user_id }) => at <= timestamp && chatter_user_id === target_user_id),
      ),
      events.on(channelChatClear, condition, (_, { timestamp }) => remove(({ at }) => at <= timestamp)),
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
