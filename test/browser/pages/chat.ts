// A page that reads a channel's chat by its name.
import { anonymousChat } from 'tinyhelix/chat'
import { createChatLog, shareTabs } from 'tinyhelix/eventsub'

const query = new URLSearchParams(location.search)
const tabs = query.has('isShared') ? shareTabs() : undefined
const chat = anonymousChat('ada', { ircURL: query.get('ircURL') ?? '', tabs })
const log = createChatLog(chat)
const gaps: string[] = []
let wasKept = false
chat.onGap(({ since }) => gaps.push(since))
addEventListener('pageshow', ({ persisted }) => {
  wasKept = persisted
})

const { now } = Date
let ahead = 0
Date.now = () => now() + ahead

Object.assign(globalThis, {
  page: {
    see: () => ({
      status: chat.state.status,
      texts: log.state.map(({ message, notification }) => message?.message.text ?? notification?.system_message),
      gaps: gaps.length,
      error: chat.state.error?.message ?? null,
      wasKept,
    }),
    /** The computer sleeps, and the page is shown again. */
    sleep: (ms: number) => {
      ahead += ms
      document.dispatchEvent(new Event('visibilitychange'))
    },
  },
})
