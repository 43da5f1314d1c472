import { now } from '../clock.ts'
import type { ChatSource, ChatSubscription } from './chatSource.ts'
import { closeAll } from './closeAll.ts'
import type { ChatCondition } from './conditions.ts'
import { joinGifts, recipientOf } from './joinGifts.ts'
import { isAction } from './messageText.ts'
import { remember } from './remember.ts'
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
  /** Whether it is an action, which was typed as `/me`. {@link messageText} returns its text without control characters. */
  readonly isAction: boolean
  /** With `shared: 'mark'` the name of the other channel of a shared chat; of an added line what the page says; or `null`. */
  readonly source: string | null
  /** With `gifts: 'join'` the names of those who got a subscription of this community gift. */
  readonly recipients: readonly string[]
}

/** The parts of a line that a page does not need to give. */
type Optional = 'deleted' | 'isAction' | 'source' | 'recipients'
type WithDefaults<T> = Omit<T, Optional> & { readonly [Key in keyof T & Optional]?: T[Key] | undefined }

/**
 * A line of a chat: either a message, or a notification such as a raid or a subscription. The other field is `null`.
 */
export type ChatLine =
  | (Line & { readonly message: ChannelChatMessageEvent; readonly notification: null })
  | (Line & { readonly message: null; readonly notification: ChannelChatNotificationEvent })

/** A line of the page's own: of another platform's chat, or one that it has stored. `source` is free. */
export type AddedLine =
  | WithDefaults<Extract<ChatLine, { readonly notification: null }>>
  | WithDefaults<Extract<ChatLine, { readonly message: null }>>

/** Options of a chat log. */
export interface ChatLogOptions {
  /** The maximum number of lines: the latest are kept. @defaultValue `100` */
  readonly max?: number | undefined
  /** The minimum time between two updates in milliseconds. @defaultValue `50` */
  readonly pace?: number | undefined
  /** Keeps removed lines and marks them as `deleted`, for moderators' pages. @defaultValue `false` */
  readonly keepDeleted?: boolean | undefined
  /** Called once for each line. Lines for which it returns `false` are not shown, and do not count for `max`. */
  readonly filter?: ((line: ChatLine) => boolean) | undefined
  /** The first lines, such as those that the page had before a reload. @defaultValue none */
  readonly lines?: readonly AddedLine[] | undefined
  /**
   * Lines from other channels of a shared chat: shown like all others, shown with the channel's name as `source` (over
   * IRC, its id), or not shown. @defaultValue `'all'`
   */
  readonly shared?: 'all' | 'mark' | 'own' | undefined
  /**
   * `join` shows a community gift as one line: those who get one of its subscriptions within five seconds are its
   * `recipients`. @defaultValue each gift is a line
   */
  readonly gifts?: 'join' | undefined
}

/** A store with the last lines of a chat, the oldest first. You can destructure its functions. */
export interface ChatLog extends Store<readonly ChatLine[]> {
  /**
   * Adds a line of the page's own, ordered by its time. A line with the same id is replaced. Such lines stay when the
   * user signs out.
   */
  readonly add: (line: AddedLine) => void
  /** Ends the subscriptions. The lines no longer change. */
  readonly close: () => void
}

type LineEvent = ChannelChatMessageEvent | ChannelChatNotificationEvent

const eventOf = ({ message, notification }: ChatLine): LineEvent => message ?? notification

/** A line, and what each source told of it. */
interface Entry {
  line: ChatLine
  readonly from: Map<ChatSource | null, ChatLine>
  /** The subscriptions of a community gift. */
  gifts: readonly Entry[]
}

/** A copy from another channel of a shared chat, in the shape of its original. */
function asOriginal(notification: ChannelChatNotificationEvent): ChannelChatNotificationEvent {
  const { notice_type } = notification
  const type = notice_type.replace('shared_chat_', '')
  if (type === notice_type) return notification
  return { ...notification, notice_type: type, [type]: Reflect.get(notification, notice_type), [notice_type]: null }
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

/** A line with the parts that a page does not need to give. */
const completed = (line: AddedLine): ChatLine => ({
  ...line,
  deleted: line.deleted ?? false,
  source: line.source ?? null,
  recipients: line.recipients ?? [],
  isAction: line.isAction ?? (!!line.message && isAction(line.message.message)),
})

/** What a moderator removed. */
interface Removal {
  readonly source: ChatSource | null
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
  options: ChatLogOptions = {},
): ChatLog {
  const { max = 100, pace = 50, keepDeleted = false, filter, shared, gifts } = options
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
  let isClosed = false
  const update = () => {
    timer = undefined
    set(entries.length ? entries.map(({ line }) => line) : none)
  }
  const change = (next: readonly Entry[]) => {
    entries = max > 0 ? next.slice(-max) : []
    if (!isClosed) timer ??= setTimeout(update, pace)
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

  const isDeleted = (line: ChatLine) => {
    const time = now()
    return removals.some(
      ({ removes, timestamp, until }) =>
        until > time && removes(line, eventOf(line)) && (timestamp === null || line.at <= timestamp),
    )
  }

  const withRecipients = (entry: Entry) => {
    const recipients = entry.gifts.map(({ line }) => recipientOf(line.notification))
    entry.line = { ...entry.line, recipients }
  }
  const show = (entry: Entry) => {
    // Its user is gone: the page's `filter` may have signed out.
    if (!entry.from.size) return
    const deleted = entry.line.deleted || isDeleted(entry.line)
    entry.line = { ...entry.line, deleted }
    if (!deleted || keepDeleted) change([...entries, entry])
  }
  const joiner = joinGifts<Entry>((gift, part) => {
    // What only the previous user's source has told is gone.
    if (!part.from.size) return
    if (!gift.from.size) return show(part)
    gift.gifts = [...gift.gifts, part]
    withRecipients(gift)
    if (entries.includes(gift)) change(entries)
  }, show)
  const note = (from: ChatSource | null, line: ChatLine): Entry => {
    const entry: Entry = { line, from: new Map([[from, line]]), gifts: [] }
    remember(known, line.id, entry, maxKnown)
    return entry
  }

  const add = (from: ChatSource, told: AddedLine) => {
    const { source_broadcaster_user_id: id, source_broadcaster_user_name: name } = told.message ?? told.notification
    if (id && shared === 'own') return
    const line = completed({ ...told, source: id && shared === 'mark' ? name || id : null })
    if (isTwin(from, line)) return
    const entry = note(from, line)
    if (filter && !filter(line)) return
    if (gifts !== 'join' || !joiner.take(entry, line.notification)) show(entry)
  }

  /** Puts a line of the page's own where its time is. */
  const insert = (added: AddedLine) => {
    const line = completed(added)
    if (filter && !filter(line)) return
    const entry = note(null, line)
    const others = entries.filter(other => other.line.id !== line.id)
    const time = Date.parse(line.at)
    let place = others.length
    while (place > 0 && Date.parse(others[place - 1]?.line.at ?? '') > time) place--
    change([...others.slice(0, place), entry, ...others.slice(place)])
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
    const all = [...entries, ...known.values(), ...joiner.waiting()].flatMap(entry => [entry, ...entry.gifts])
    for (const entry of new Set(all)) {
      const [left] = entry.from.delete(from) ? entry.from.values() : []
      if (left) entry.line = { ...left, deleted: entry.line.deleted }
    }
    for (const entry of entries) {
      if (!entry.gifts.length) continue
      entry.gifts = entry.gifts.filter(({ from }) => from.size)
      withRecipients(entry)
    }
    for (const [id, entry] of known) if (!entry.from.size) known.delete(id)
    entries = entries.filter(entry => entry.from.size)
    // Not a moment later: nothing of the previous user may stay.
    clearTimeout(timer)
    update()
  }

  const ends: (() => void)[] = []
  const follow = (from: ChatSource) => {
    const handles: ChatSubscription[] = []
    ends.push(closeAll(from, handles, () => forget(from)))
    handles.push(
      from.on(channelChatMessage, condition, (message, { timestamp }) =>
        add(from, { id: message.message_id, at: timestamp, message, notification: null }),
      ),
      from.on(channelChatNotification, condition, (notification, { timestamp }) =>
        add(from, {
          id: notification.message_id,
          at: timestamp,
          message: null,
          notification: asOriginal(notification),
        }),
      ),
      // Messages of a shared chat also have an id in their own channel.
      from.on(channelChatMessageDelete, condition, ({ message_id }) =>
        remove(from, ({ id }, { source_message_id }) => id === message_id || source_message_id === message_id),
      ),
      // A source may have several channels.
      from.on(channelChatClearUserMessages, condition, ({ target_user_id, broadcaster_user_id: id }, { timestamp }) =>
        remove(
          from,
          (_, { chatter_user_id, broadcaster_user_id }) =>
            chatter_user_id === target_user_id && broadcaster_user_id === id,
          timestamp,
        ),
      ),
      from.on(channelChatClear, condition, ({ broadcaster_user_id: id }, { timestamp }) =>
        remove(from, (_, { broadcaster_user_id }) => broadcaster_user_id === id, timestamp),
      ),
    )
  }
  const close = () => {
    isClosed = true
    clearTimeout(timer)
    joiner.forget()
    for (const end of ends) end()
  }
  try {
    sources.forEach(follow)
    for (const line of options.lines ?? []) insert(line)
  } catch (error) {
    close()
    throw error
  }
  clearTimeout(timer)
  update()

  return Object.assign(store, { add: insert, close })
}
