import { anonymousChat } from 'tinyhelix/chat'
import { createChatLog } from 'tinyhelix/eventsub'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { scriptedSockets } from '../chat/scriptedChat.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 4, 1) }))
afterEach(() => void vi.useRealTimers())

const seconds = 3600
const perSecond = 1000

/** A line that differs from those before in almost all parts. */
const line = (index: number, sent: number) =>
  `@badge-info=subscriber/16;badges=subscriber/12;color=#0D4200;display-name=User${index};emotes=25:0-4;first-msg=0;id=m-${index};room-id=1;tmi-sent-ts=${sent};user-id=${index} :user${index}!u@u PRIVMSG #ada :Kappa line ${index}`

it('an hour of 1,000 chat lines a second arrives completely, and leaves no memory behind', async () => {
  const { WebSocket, socket, sockets } = scriptedSockets()
  const chat = anonymousChat('ada', { WebSocket })
  const log = createChatLog(chat, {}, { max: 100 })
  const gaps: unknown[] = []
  chat.onGap(gap => gaps.push(gap))
  const join = () => {
    socket().welcome()
    socket().agree('ada', '1')
  }
  join()
  const memory: number[] = []
  let updates = 0
  log.subscribe(() => void updates++)
  for (let second = 0; second < seconds; second++) {
    const from = second * perSecond
    for (let frame = 0; frame < 10; frame++) {
      const lines = Array.from({ length: 100 }, (_, index) => line(from + frame * 100 + index, Date.now() + frame))
      socket().receive(...lines)
    }
    if (second % 600 === 599) {
      const before = sockets.length
      socket().drop()
      while (sockets.length === before) await vi.advanceTimersByTimeAsync(100)
      join()
    }
    await vi.advanceTimersByTimeAsync(1000)
    if (second % 300 === 299) {
      globalThis.gc?.()
      memory.push(process.memoryUsage().heapUsed / 1024 ** 2)
    }
  }
  expect(log.state.map(({ id }) => id)).toEqual(
    Array.from({ length: 100 }, (_, index) => `m-${seconds * perSecond - 100 + index}`),
  )
  expect(gaps).toHaveLength(6)
  expect(updates).toBeLessThan(2 * seconds)
  // Megabytes, after the first minutes.
  expect(Math.max(...memory.slice(1)) - Math.min(...memory.slice(1))).toBeLessThan(5)
  log.close()
  chat.close()
})
