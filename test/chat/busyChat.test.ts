import { anonymousChat } from 'tinyhelix/chat'
import { channelChatMessage, createChatLog, createEventSub } from 'tinyhelix/eventsub'
import { createFakeTwitch } from 'tinyhelix/testing'
import { expect, it, onTestFinished, vi } from 'vitest'

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

it('the scene of a busy chat writes 50 lines a second: IRC and EventSub send the same ones, and a log of both shows each once', async () => {
  vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') })
  onTestFinished(() => void vi.useRealTimers())
  const fake = createFakeTwitch()
  const chat = anonymousChat('ada', fake.network)
  const events = createEventSub(fake.client({ user: 'ada' }))
  const log = createChatLog([chat, events], {}, { max: Infinity })
  const overIRC: string[] = []
  const overEventSub: string[] = []
  chat.on(channelChatMessage, ({ message_id, message }) => overIRC.push(`${message_id} ${message.text}`))
  events.on(channelChatMessage, ({ message_id, message }) => overEventSub.push(`${message_id} ${message.text}`))
  await pass(1000)
  expect([chat.state.status, events.state.status]).toEqual(['live', 'live'])
  const { finished } = fake.play('chat')
  const perSecond: number[] = []
  for (let second = 0; second < 11; second++) {
    const before = overIRC.length
    await pass(1000)
    perSecond.push(overIRC.length - before)
  }
  await finished
  // A scene plays for ten seconds. A line may fall into the next second.
  for (const count of perSecond.slice(1, 9)) expect(Math.abs(count - 50)).toBeLessThanOrEqual(2)
  expect(overIRC).toHaveLength(500)
  expect([...overIRC].sort()).toEqual([...overEventSub].sort())
  expect(new Set(log.state.map(({ id }) => id)).size).toBe(log.state.length)
  expect(log.state.filter(({ message }) => message)).toHaveLength(500)
  log.close()
  chat.close()
  events.close()
  await pass(2000)
})
