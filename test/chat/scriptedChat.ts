import { createClient } from 'tinyhelix'
import { type AnonymousChatGap, type AnonymousChatOptions, anonymousChat, type ChatSocket } from 'tinyhelix/chat'
import {
  channelChatClear,
  channelChatClearUserMessages,
  channelChatMessage,
  channelChatMessageDelete,
  channelChatNotification,
  channelChatSettingsUpdate,
  type EventMeta,
} from 'tinyhelix/eventsub'
import { onTestFinished, vi } from 'vitest'

export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

/** The types that IRC tells, by their names. */
const chatTypes = {
  'channel.chat.message': channelChatMessage,
  'channel.chat.notification': channelChatNotification,
  'channel.chat.message_delete': channelChatMessageDelete,
  'channel.chat.clear_user_messages': channelChatClearUserMessages,
  'channel.chat.clear': channelChatClear,
  'channel.chat_settings.update': channelChatSettingsUpdate,
} as const

const { check } = createClient({ kind: 'user', baseURL: 'http://localhost', validate: 'throw' })

/** Throws an error unless an event is as EventSub's type says. */
function checkEvent(type: string, event: object) {
  const { spec } = chatTypes[type as keyof typeof chatTypes]
  check({ method: 'EventSub', path: type }, spec.event, event, 'event')
}

/** An event that a chat told. */
export interface ToldEvent {
  readonly type: string
  readonly event: Record<string, unknown>
  readonly meta: EventMeta
}

/** A class of sockets that wait for the test to answer, and whatever is sent over them. */
export function scriptedSockets() {
  const sockets: ScriptedSocket[] = []
  class ScriptedSocket extends EventTarget {
    readonly url: string
    readonly sent: string[] = []
    isOpen = false
    isClosed = false
    constructor(url: string) {
      super()
      this.url = url
      sockets.push(this)
    }
    send(line: string) {
      if (!this.isOpen) throw new Error(`sent too early or too late: ${line}`)
      this.sent.push(line)
    }
    close() {
      this.drop(1005)
    }
    open() {
      this.isOpen = true
      this.dispatchEvent(new Event('open'))
    }
    receive(...lines: readonly string[]) {
      if (!this.isClosed) {
        this.dispatchEvent(Object.assign(new Event('message'), { data: lines.map(line => `${line}\r\n`).join('') }))
      }
    }
    drop(code = 1006) {
      if (this.isClosed) return
      this.isClosed = true
      this.isOpen = false
      queueMicrotask(() => this.dispatchEvent(Object.assign(new Event('close'), { code })))
    }
    /** Opens, and agrees to tags and user. */
    welcome() {
      this.open()
      this.receive(
        ':tmi.twitch.tv CAP * ACK :twitch.tv/tags twitch.tv/commands',
        ':tmi.twitch.tv 001 justinfan1 :Welcome, GLHF!',
        ':tmi.twitch.tv 376 justinfan1 :>',
      )
    }
    /** The channels that it was asked to join. */
    get joined() {
      return this.sent.flatMap(line => (line.startsWith('JOIN ') ? line.slice(5).split(',') : []))
    }
    /** Lets a channel be joined. */
    agree(channel = 'dallas', id = '12345678') {
      this.receive(
        `:justinfan1!justinfan1@justinfan1.tmi.twitch.tv JOIN #${channel}`,
        `@emote-only=0;followers-only=-1;r9k=0;room-id=${id};slow=0;subs-only=0 :tmi.twitch.tv ROOMSTATE #${channel}`,
      )
    }
  }
  const socket = (number = sockets.length) => {
    const found = sockets[number - 1]
    if (!found) throw new Error(`there is no socket ${number}`)
    return found
  }
  // The types of an EventTarget do not know which events it has.
  const WebSocket = ScriptedSocket as unknown as new (url: string) => ChatSocket & ScriptedSocket
  return { sockets, socket, WebSocket }
}

/** A chat over scripted sockets that listens to all types. Time is the test's. */
export function scriptedChat(channel: string | readonly string[] = 'dallas', options: AnonymousChatOptions = {}) {
  vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') })
  onTestFinished(() => void vi.useRealTimers())
  const scripted = scriptedSockets()
  const errors: string[] = []
  const gaps: AnonymousChatGap[] = []
  const told: ToldEvent[] = []
  const { WebSocket } = scripted
  const onError = ({ code, message }: { code: string; message: string }) => void errors.push(`${code}: ${message}`)
  const chat = anonymousChat(channel, { WebSocket, onError, ...options })
  onTestFinished(chat.close)
  chat.onGap(gap => gaps.push(gap))
  const listen = () =>
    Object.entries(chatTypes).map(([type, described]) =>
      chat.on(described as never, (event: never, meta) => told.push({ type, event, meta })),
    )
  return { ...scripted, chat, errors, gaps, told, listen }
}

/** The same with the channel `dallas` joined. What was told until then is forgotten. */
export async function joinedChat(...args: Parameters<typeof scriptedChat>) {
  const made = scriptedChat(...args)
  const handles = made.listen()
  made.socket().welcome()
  for (const channel of made.socket().joined) made.socket().agree(channel.slice(1))
  await pass(0)
  made.told.length = 0
  const { told, socket } = made
  return {
    ...made,
    handles,
    /** What a line tells, checked as EventSub's events are. */
    tell: (...lines: readonly string[]) => {
      const before = told.length
      socket().receive(...lines)
      const now = told.slice(before)
      for (const { type, event } of now) checkEvent(type, event)
      return now
    },
  }
}
