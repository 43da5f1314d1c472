import type { Connect, Observer, Tabs, Transport } from '../eventsub/connection.ts'
import { followPage } from '../eventsub/driver.ts'
import { each } from '../eventsub/store.ts'
import { topicOfChannel } from './channel.ts'
import { type ChatSocketClass, openChat } from './connection.ts'

/** A chat, as its connection knows it. */
export interface Reader extends Observer {
  /** The logins of its channels, by their keys. */
  readonly channels: ReadonlyMap<string, string>
}

/** A channel that chats of the page want. */
interface Wanted {
  /** Those that listen. */
  readonly readers: Set<Reader>
  /** How many want it, with those that have left a moment ago. */
  count: number
}

/** A connection of the page. */
interface Shared {
  readonly place: readonly unknown[]
  readonly readers: Set<Reader>
  /** By the channels' keys, so that a line reaches the chats of its channel alone. */
  readonly wanted: Map<string, Wanted>
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
  const wanted: Shared['wanted'] = new Map()
  const all: Observer = {
    tell: message => {
      const told = message.type === 'gap' ? readers : wanted.get(message.key)?.readers
      if (told) each(told, reader => reader.tell(message))
    },
    refresh: () => each(readers, reader => reader.refresh()),
  }
  const observers = new Set([all])
  const connect: Connect = observers => openChat(SocketClass, url, observers)
  const transport = tabs ? tabs.share(`irc ${url}`, connect, observers) : connect(observers)
  const controller = new AbortController()
  followPage(type => transport.send({ type }), controller.signal)
  const close = () => {
    open.delete(shared)
    controller.abort()
    transport.close()
  }
  const shared: Shared = { place, readers, wanted, transport, close }
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
  readers.add(reader)
  for (const [key, login] of reader.channels) {
    const channel = wanted.get(key) ?? { readers: new Set(), count: 0 }
    wanted.set(key, channel)
    channel.readers.add(reader)
    channel.count++
    transport.send({ type: 'add', key, topic: topicOfChannel(login) })
  }
  const release = () => {
    for (const key of reader.channels.keys()) {
      const channel = wanted.get(key)
      if (!channel || --channel.count) continue
      wanted.delete(key)
      transport.send({ type: 'remove', key })
    }
    if (!wanted.size) close()
  }
  return {
    transport,
    leave: () => {
      readers.delete(reader)
      for (const key of reader.channels.keys()) wanted.get(key)?.readers.delete(reader)
      // Components are often unmounted and mounted again, so its channels stay for a while.
      setTimeout(release, 1000)
    },
  }
}
