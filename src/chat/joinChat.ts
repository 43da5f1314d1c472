import type { Connect, Observer, Tabs, Transport } from '../eventsub/connection.ts'
import { followPage } from '../eventsub/driver.ts'
import { topicOfChannel } from './channel.ts'
import { type ChatSocketClass, openChat } from './connection.ts'

/** A chat, as its connection knows it. */
export interface Reader extends Observer {
  /** The logins of its channels, by their keys. */
  readonly channels: ReadonlyMap<string, string>
}

/** A connection of the page. */
interface Shared {
  readonly place: readonly unknown[]
  readonly readers: Set<Reader>
  readonly transport: Transport
  readonly close: () => void
  /** Closes it when nobody has come back for a second. */
  timer?: ReturnType<typeof setTimeout>
}

/** All chats of a page share a socket, so that a component that comes again leaves no second one. */
const open = /* @__PURE__ */ new Set<Shared>()

function connectPage(
  place: Shared['place'],
  SocketClass: ChatSocketClass,
  url: string,
  tabs: Tabs | undefined,
): Shared {
  const readers = new Set<Reader>()
  const connect: Connect = observers => openChat(SocketClass, url, observers)
  const transport = tabs ? tabs.share(`irc ${url}`, connect, readers) : connect(readers)
  const controller = new AbortController()
  followPage(type => transport.send({ type }), controller.signal)
  const close = () => {
    open.delete(shared)
    controller.abort()
    transport.close()
  }
  const shared: Shared = { place, readers, transport, close }
  open.add(shared)
  return shared
}

/** Joins the connection to an address, or creates it. Returns it with a function to leave. */
export function joinChat(
  reader: Reader,
  SocketClass: ChatSocketClass,
  url: string,
  tabs: Tabs | undefined,
): readonly [connection: Transport, leave: () => void] {
  const place = [SocketClass, url, !!tabs]
  const shared =
    [...open].find(known => known.place.every((part, index) => part === place[index])) ??
    connectPage(place, SocketClass, url, tabs)
  const { readers, transport, close } = shared
  clearTimeout(shared.timer)
  readers.add(reader)
  for (const [key, login] of reader.channels) transport.send({ type: 'add', key, topic: topicOfChannel(login) })
  return [
    transport,
    () => {
      readers.delete(reader)
      for (const key of reader.channels.keys()) {
        if (![...readers].some(({ channels }) => channels.has(key))) transport.send({ type: 'remove', key })
      }
      if (!readers.size) shared.timer = setTimeout(close, 1000)
    },
  ]
}
