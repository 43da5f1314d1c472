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
  /** The keys of the channels that each reader wants. */
  readonly wanted: Set<readonly string[]>
  readonly transport: Transport
  readonly close: () => void
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
  const shared: Shared = { place, readers, wanted: new Set(), transport, close }
  open.add(shared)
  return shared
}

/** A connection, as one chat uses it. */
export interface Joined {
  readonly transport: Transport
  readonly leave: () => void
}

/** Joins the connection to an address, or creates it. */
export function joinChat(reader: Reader, SocketClass: ChatSocketClass, url: string, tabs: Tabs | undefined): Joined {
  const place = [SocketClass, url, !!tabs]
  const { readers, wanted, transport, close } =
    [...open].find(known => known.place.every((part, index) => part === place[index])) ??
    connectPage(place, SocketClass, url, tabs)
  const keys = [...reader.channels.keys()]
  readers.add(reader)
  wanted.add(keys)
  for (const [key, login] of reader.channels) transport.send({ type: 'add', key, topic: topicOfChannel(login) })
  const release = () => {
    wanted.delete(keys)
    for (const key of keys) {
      if (![...wanted].some(others => others.includes(key))) transport.send({ type: 'remove', key })
    }
    if (!wanted.size) close()
  }
  return {
    transport,
    leave: () => {
      readers.delete(reader)
      // Components are often unmounted and mounted again, so its channels stay for a while.
      setTimeout(release, 1000)
    },
  }
}
