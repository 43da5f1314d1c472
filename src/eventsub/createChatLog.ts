import { now } from '../clock.ts'
import type { ChatSource, ChatSubscription } from './chatSource.ts'
import { closeAll } from './closeAll.ts'
import type { ChatCondition } from './conditions.ts'
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

/** A line, and what each source told of it. */
interface Entry {
  line: ChatLine
  readonly from: Map<ChatSource, ChatLine>
}

/** How many lines of several sources are known, so that none of them is shown twice. */
const maxKnown = 1000

/** The milliseconds between the same notification of two sources, which may have an id in each. */
const maxApart = 2000

/** Whether lines of two sources tell the same. */
const isSameLine = (one: ChatLine, other: ChatLine) =>
  one.id === other.id ||
  (!!one.notification &&
    one.notification.notice_type === other.notification?.notice_type &&
    one.notification.chatter_user_id === other.notification.chatter_user_id &&
    Math.abs(Date.parse(one.at) - Date.parse(other.at)) <= maxApart)

/** What a moderator removed. */
interface Removal {
  readonly source: ChatSource
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
 * Of an EventSub it makes five subscriptions with the scope `user:read:chat`; an `anonymousChat` needs none. Earlier
 * messages are not available. Lines of a shared chat have `source_broadcaster_user_id`, the channel that they come from.
 *
 * @param source - An EventSub, an `anonymousChat` of `tinyhelix/chat`, or a list of both: a line that both tell is shown
 * once. When the user signs out, lines that came anonymously stay.
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
  source: ChatSource | readonly ChatSource[],
  condition: ChatCondition = {},
  { max = 100, pace = 50, keepDeleted = false }: ChatLogOptions = {},
): ChatLog {
  const sources = [source].flat()
  const none: readonly ChatLine[] = []
  const [store, set] = createStore(none)
  /** The lines of the next update. */
  let entries: readonly Entry[] = []
  /** The lines by which those of other sources are recognized, by id. */
  const known = new Map<string, Entry>()
  /** Events may arrive in another order: a line that arrives after its removal is not shown. */
  let removals: readonly Removal[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  const update = () => {
    timer = undefined
    set(entries.length ? entries.map(({ line }) => line) : none)
  }
  const change = (next: readonly Entry[]) => {
    entries = max > 0 ? next.slice(-max) : []
    timer ??= setTimeout(update, pace)
  }

  /** Returns whether another source has told this line already. */
  const isTwin = (from: ChatSource, line: ChatLine) => {
    const isNew = (entry: Entry | undefined) => entry && !entry.from.has(from)
    const same = known.get(line.id)
    const twin = isNew(same)
      ? same
      : line.notification && [...known.values()].find(entry => isNew(entry) && isSameLine(entry.line, line))
    twin?.from.set(from, line)
    return !!twin
  }

  const add = (from: ChatSource, line: ChatLine) => {
    const time = now()
    if (sources.length > 1 && isTwin(from, line)) return
    const deleted = removals.some(
      ({ removes, timestamp, until }) =>
        until > time && removes(line, eventOf(line)) && (timestamp === null || line.at <= timestamp),
    )
    const shown = { ...line, deleted }
    const entry = { line: shown, from: new Map([[from, shown]]) }
    if (sources.length > 1) {
      known.set(line.id, entry)
      if (known.size > maxKnown) known.delete(known.keys().next().value ?? '')
    }
    if (!deleted || keepDeleted) change([...entries, entry])
  }

  const remove = (from: ChatSource, removes: Removal['removes'], timestamp: string | null = null) => {
    const time = now()
    // A date may be wrong, so it does not hide what comes for long.
    const until = time + (timestamp === null ? 600_000 : 10_000)
    const removal = { source: from, removes, timestamp, until }
    removals = [...removals.filter(removal => removal.until > time), removal].slice(-20_000)
    let isChanged = false
    const next = entries.flatMap(entry => {
      const { line } = entry
      if (line.deleted || !removes(line, eventOf(line))) return entry
      isChanged = true
      entry.line = { ...line, deleted: true }
      return keepDeleted ? entry : []
    })
    if (isChanged) change(next)
  }

  /** Forgets what a source has told: it belongs to the previous user. */
  const forget = (from: ChatSource) => {
    removals = removals.filter(removal => removal.source !== from)
    for (const entry of new Set([...entries, ...known.values()])) {
      const [left] = entry.from.delete(from) ? entry.from.values() : []
      if (left) entry.line = { ...left, deleted: entry.line.deleted }
    }
    for (const [id, entry] of known) if (!entry.from.size) known.delete(id)
    entries = entries.filter(entry => entry.from.size)
    // Not a moment later: nothing of the previous user may stay.
    if (!entries.length || sources.length > 1) {
      clearTimeout(timer)
      update()
    }
  }

  const ends: (() => void)[] = []
  const end = () => {
    for (const end of ends) end()
  }
  const follow = (from: ChatSource) => {
    const handles: ChatSubscription[] = []
    ends.push(closeAll(from, handles, () => forget(from)))
    handles.push(
      from.on(channelChatMessage, condition, (message, { timestamp }) =>
        add(from, { id: message.message_id, at: timestamp, deleted: false, message, notification: null }),
      ),
      from.on(channelChatNotification, condition, (notification, { timestamp }) =>
        add(from, { id: notification.message_id, at: timestamp, deleted: false, message: null, notification }),
      ),
      // Messages of a shared chat also have an id in their own channel.
      from.on(channelChatMessageDelete, condition, ({ message_id }) =>
        remove(from, ({ id }, { source_message_id }) => id === message_id || source_message_id === message_id),
      ),
      from.on(channelChatClearUserMessages, condition, ({ target_user_id }, { timestamp }) =>
        remove(from, (_, { chatter_user_id }) => chatter_user_id === target_user_id, timestamp),
      ),
      from.on(channelChatClear, condition, (_, { timestamp }) => remove(from, () => true, timestamp)),
    )
  }
  try {
    sources.forEach(follow)
  } catch (error) {
    end()
    throw error
  }

  return Object.assign(store, {
    close: () => {
      clearTimeout(timer)
      end()
    },
  })
}
