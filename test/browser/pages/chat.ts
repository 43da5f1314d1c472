// A page that reads a channel's chat by its name.
import { anonymousChat } from 'tinyhelix/chat'
import { createChatLog } from 'tinyhelix/eventsub'

const ircURL = new URLSearchParams(location.search).get('ircURL') ?? ''
const chat = anonymousChat('ada', { ircURL })
const log = createChatLog(chat)
const gaps: string[] = []
let wasKept = false
chat.onGap(({ since }) => gaps.push(since))
addEventListener('pageshow', ({ persisted }) => {
  wasKept = persisted
})

Object.assign(globalThis, {
  page: {
    see: () => ({
      status: chat.state.status,
      texts: log.state.map(({ message, notification }) => message?.message.text ?? notification?.system_message),
      gaps: gaps.length,
      wasKept,
    }),
  },
})
