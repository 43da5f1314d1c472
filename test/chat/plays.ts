import { anonymousChat } from 'tinyhelix/chat'
import { channelChatMessage } from 'tinyhelix/eventsub'
import { expect, vi } from 'vitest'
import fc from '../tools/fastCheck.ts'
import { scriptedSockets } from './scriptedChat.ts'

type Act = 'say' | 'drop' | 'reconnect' | 'die' | 'suspend' | 'wake' | 'online' | 'short' | 'minute'

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.constantFrom<Act>('say', 'say', 'say', 'drop', 'reconnect', 'die', 'suspend', 'wake', 'online', 'short', 'minute'),
  { maxLength: 40 },
)

/** Plays what may happen to a page and its connection, and checks that no line is lost untold, and none comes twice. */
async function play(script: readonly Act[]): Promise<void> {
  vi.useFakeTimers({ now: Date.UTC(2026, 4, 1) })
  const page = new EventTarget()
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('document', { visibilityState: 'visible' })
  const { WebSocket, sockets } = scriptedSockets()
  const chat = anonymousChat('ada', { WebSocket })
  try {
    const heard: number[] = []
    const gaps: { readonly since: number; readonly toldAt: number }[] = []
    const said: { readonly index: number; readonly at: number }[] = []
    const dead = new Set<object>()
    const answered = new Map<object, number>()
    const joined = new Set<object>()
    chat.on(channelChatMessage, ({ message_id }) => heard.push(Number(message_id)))
    chat.onGap(({ since }) => gaps.push({ since: Date.parse(since), toldAt: Date.now() }))

    /** What a server does with each socket. */
    const serve = () => {
      for (const socket of sockets) {
        if (socket.isClosed || dead.has(socket)) continue
        if (!socket.isOpen) socket.welcome()
        const from = answered.get(socket) ?? 0
        answered.set(socket, socket.sent.length)
        for (const line of socket.sent.slice(from)) {
          if (line.startsWith('JOIN')) {
            socket.agree('ada', '1')
            joined.add(socket)
          }
          if (line.startsWith('PING')) socket.receive(':tmi.twitch.tv PONG tmi.twitch.tv :tinyhelix')
        }
      }
      expect(sockets.filter(({ isClosed }) => !isClosed).length).toBeLessThanOrEqual(1)
    }
    const pass = async (ms: number) => {
      for (let left = ms; left > 0; left -= 500) {
        await vi.advanceTimersByTimeAsync(Math.min(left, 500))
        serve()
        await vi.advanceTimersByTimeAsync(0)
        serve()
      }
    }
    const say = () => {
      const index = said.length
      said.push({ index, at: Date.now() })
      for (const socket of joined) {
        const live = sockets.find(other => other === socket)
        if (live && !live.isClosed && !dead.has(live)) {
          live.receive(`@id=${index};room-id=1;tmi-sent-ts=${Date.now()} :a!a@a PRIVMSG #ada :x`)
        }
      }
    }
    const happens = (type: string) => page.dispatchEvent(new Event(type))
    await pass(1000)
    let isAway = false
    for (const act of script) {
      const socket = sockets.at(-1)
      if (act === 'say') say()
      if (act === 'drop') socket?.drop()
      if (act === 'reconnect' && socket && !dead.has(socket)) socket.receive(':tmi.twitch.tv RECONNECT')
      if (act === 'die' && socket && !socket.isClosed) dead.add(socket)
      if (act === 'suspend') happens('pagehide')
      if (act === 'wake') happens('pageshow')
      if (act === 'suspend' || act === 'wake') isAway = act === 'suspend'
      if (act === 'online' && !isAway) happens('online')
      await pass(act === 'minute' ? 60_000 : 100)
    }
    happens('pageshow')
    await pass(300_000)
    say()
    await pass(1000)
    expect(chat.state).toMatchObject({ status: 'live', error: null })
    expect(new Set(heard).size).toBe(heard.length)
    expect(heard.at(-1)).toBe(said.length - 1)
    for (const { index, at } of said) {
      if (heard.includes(index)) continue
      expect(
        gaps.some(({ since, toldAt }) => since <= at && at <= toldAt),
        `line ${index}`,
      ).toBe(true)
    }
  } finally {
    chat.close()
    await vi.advanceTimersByTimeAsync(2000)
    vi.useRealTimers()
    vi.unstubAllGlobals()
  }
}

/** Plays so many scripts. A failure prints its script. */
export const playAll = (count: number): Promise<void> =>
  fc.assert(fc.asyncProperty(acts, play), {
    numRuns: count,
    examples: [[['say', 'drop', 'say', 'minute']], [['die', 'say', 'minute', 'minute']], [['suspend', 'say', 'wake']]],
  })
