import { WebSocketConnection } from '@d-fischer/connection'
import { EventSubWsListener } from '@twurple/eventsub-ws'
import type { EventSub } from 'tinyhelix/eventsub'
import { markdownTable } from '../package/markdownTable.ts'
import { stubbedFetch } from './answers.ts'
import { type BenchEventType, chat, follow, notifications, subscriptionOf, welcome } from './eventMessages.ts'
import { loadTinyhelix, makeTwurple, withFetch } from './libraries.ts'
import { collectGarbage } from './memory.ts'
import { median, quantile, shuffled } from './statistics.ts'

const count = 20_000
const limit = '`JSON.parse` and a dispatch'

/** What is listened to, and what a handler reads of it. */
interface Heard extends BenchEventType {
  readonly withTinyhelix: (
    tinyhelix: Tinyhelix,
    events: EventSub,
    channel: string,
    heard: (text: string) => void,
  ) => Promise<void>
  readonly withTwurple: (listener: EventSubWsListener, heard: (text: string) => void) => void
  readonly byHand: (event: never) => string
}

type Tinyhelix = Awaited<ReturnType<typeof loadTinyhelix>>

/** Takes a socket's text. */
type Receive = (text: string) => void

const heardTypes: readonly Heard[] = [
  {
    ...chat,
    withTinyhelix: ({ channelChatMessage }, events, broadcaster_user_id, heard) =>
      events.on(channelChatMessage, { broadcaster_user_id }, ({ message }) => heard(message.text)).ready,
    withTwurple: (listener, heard) => void listener.onChannelChatMessage('1', '1', event => heard(event.messageText)),
    byHand: ({ message }: { message: { text: string } }) => message.text,
  },
  {
    ...follow,
    withTinyhelix: ({ channelFollow }, events, broadcaster_user_id, heard) =>
      events.on(channelFollow, { broadcaster_user_id }, ({ user_name }) => heard(user_name)).ready,
    withTwurple: (listener, heard) => void listener.onChannelFollow('1', '1', event => heard(event.userDisplayName)),
    byHand: ({ user_name }: { user_name: string }) => user_name,
  },
]

/** The smallest possible amount of work. */
const byHand = ({ byHand: read }: Heard, heard: (text: string) => void): Receive => {
  const { id } = subscriptionOf(chat)
  const handlers = new Map<string, (event: never) => void>([[id, event => heard(read(event))]])
  return text => {
    const { metadata, payload } = JSON.parse(text)
    if (metadata.message_type === 'notification') handlers.get(payload.subscription.id)?.(payload.event as never)
  }
}

const openTinyhelix = async (
  tinyhelix: Tinyhelix,
  type: Heard,
  heard: (text: string) => void,
  fetch: typeof globalThis.fetch,
  validate: 'off' | 'report' | 'throw',
  channels: number,
) => {
  let receive: (event: { data: string }) => void = () => {}
  class StubSocket {
    addEventListener(name: string, listener: (event: never) => void) {
      if (name !== 'message') return
      receive = listener as typeof receive
      queueMicrotask(() => receive({ data: welcome() }))
    }
    close() {}
  }
  const auth = tinyhelix.userToken('token')
  const events = tinyhelix.createEventSub(tinyhelix.createClient({ auth, fetch, WebSocket: StubSocket, validate }))
  for (let channel = 1; channel <= channels; channel++) {
    await type.withTinyhelix(tinyhelix, events, `${channel}`, heard)
  }
  return { receive: (data: string) => receive({ data }), close: events.close }
}

const openTwurple = async (type: Heard, heard: (text: string) => void) => {
  const { connect } = WebSocketConnection.prototype
  const { setTimeout } = globalThis
  const timers: NodeJS.Timeout[] = []
  const listener = new EventSubWsListener({ apiClient: makeTwurple() })
  const ready = new Promise(resolve => listener.onSubscriptionCreateSuccess(resolve))
  const receive = await new Promise<Receive>(resolve => {
    // It has no place for a socket of another class.
    WebSocketConnection.prototype.connect = function () {
      resolve(text => this['receiveRaw'](text))
    }
    type.withTwurple(listener, heard)
    listener.start()
  })
  receive(welcome())
  await ready
  WebSocketConnection.prototype.connect = connect
  // It has a timer of ten minutes for each event, which must not slow the next library down.
  globalThis.setTimeout = ((...args: Parameters<typeof setTimeout>) => {
    const timer = setTimeout(...args)
    timers.push(timer)
    return timer
  }) as typeof setTimeout
  const close = () => {
    globalThis.setTimeout = setTimeout
    listener.stop()
    for (const timer of timers) clearTimeout(timer)
  }
  return { receive, close }
}

/** How many events a second reach a handler, from a socket's text on. */
export async function compareEvents(project: string, rounds: number): Promise<string> {
  const tinyhelix = await loadTinyhelix(project)

  const compare = async (type: Heard, fetch: typeof globalThis.fetch) => {
    const texts = notifications(type, count)
    let characters = 0
    let received = 0
    const heard = (text: string) => {
      received++
      characters += text.length
    }
    const withClient =
      (validate: 'off' | 'report' | 'throw', channels = 1) =>
      () =>
        openTinyhelix(tinyhelix, type, heard, fetch, validate, channels)
    const ways = new Map<string, () => Promise<{ receive: Receive; close: () => void }>>([
      [limit, async () => ({ receive: byHand(type, heard), close: () => {} })],
      ["`validate: 'off'`", withClient('off')],
      ["`validate: 'off'`, one of a hundred handlers", withClient('off', 100)],
      ["`validate: 'report'`", withClient('report')],
      ["`validate: 'throw'`", withClient('throw')],
      ['`@twurple/eventsub-ws`', () => openTwurple(type, heard)],
    ])
    const times = new Map([...ways].map(([name]) => [name, [] as number[]]))
    // The first round warms up.
    for (let round = 0; round <= rounds; round++) {
      for (const [name, open] of shuffled([...ways])) {
        const { receive, close } = await open()
        collectGarbage()
        received = 0
        const begun = process.cpuUsage()
        for (const [index, text] of texts.entries()) {
          receive(text)
          // What waits for its turn gets it now and then.
          if (index % 100 === 99) await new Promise(setImmediate)
        }
        // Unlike the time on the clock it knows nothing of what else the machine does.
        const { user, system } = process.cpuUsage(begun)
        close()
        if (received !== count) throw new Error(`${name} delivered ${received} of ${count} events.`)
        if (round) times.get(name)?.push(user + system)
      }
    }
    if (!characters) throw new Error('No handler read anything.')
    const bytes = Buffer.byteLength(texts[0] ?? '')
    const base = times.get(limit) ?? []
    const cells = [...times].map(([name, found]) => {
      const ratios = found.map((time, round) => (base[round] ?? Number.NaN) / time)
      const [low, middle, high] = [0.1, 0.5, 0.9].map(part => quantile(ratios, part).toFixed(2))
      const rate = (count / median(found)) * 1_000_000
      return { name, cells: [(Math.round(rate / 100) * 100).toLocaleString('en'), `${middle} (${low}–${high})`] }
    })
    return { head: [`\`${type.type}\`, ${bytes} bytes: a second`, 'ratio'], cells }
  }

  const tables: Awaited<ReturnType<typeof compare>>[] = []
  for (const type of heardTypes) {
    const fetch = stubbedFetch(body => {
      const [, channel] = /"broadcaster_user_id":"(\d+)"/.exec(body) ?? []
      return JSON.stringify({ data: [subscriptionOf(type, channel)], total: 1, total_cost: 0, max_total_cost: 10 })
    })
    tables.push(await withFetch(fetch, () => compare(type, fetch)))
  }
  return markdownTable(
    ['events', ...tables.flatMap(({ head }) => head)],
    (tables[0]?.cells ?? []).map(({ name }, row) => [name, ...tables.flatMap(({ cells }) => cells[row]?.cells ?? [])]),
  )
}
