import { type BenchEventType, chat, follow, notification, subscriptionOf, welcome } from '../eventMessages.ts'

/** What a page under load asks of the thread that plays Twitch's end of its socket. */
export interface Order {
  readonly type: 'chat' | 'follow'
  readonly perSecond: number
}

const types: Readonly<Record<Order['type'], BenchEventType>> = { chat, follow }

/** Emotes of a usual channel. */
const emotes = 50

/** A message with three emotes, as busy chats have them. */
const withEmotes = (index: number): object => {
  const event = Object(chat.event(index))
  const [text, emote] = event.message.fragments
  const emoteOf = (number: number) => ({ ...emote, emote: { ...emote.emote, id: `${number % emotes}` } })
  return {
    ...event,
    message: { ...event.message, fragments: [text, emoteOf(index), emoteOf(index * 7), text, emoteOf(index * 13)] },
  }
}

postMessage(welcome())

// It runs in a worker, so that the page pays for nothing but what arrives.
addEventListener('message', ({ data }: MessageEvent<Order>) => {
  const of = types[data.type]
  const subscription = { ...subscriptionOf(of), id: of.type }
  const begun = performance.now()
  let sent = 0
  setInterval(() => {
    const due = ((performance.now() - begun) / 1000) * data.perSecond
    for (; sent < due; sent++) {
      const event = data.type === 'chat' ? withEmotes : of.event
      postMessage(notification({ ...of, event }, sent, subscription))
    }
  }, 5)
})
