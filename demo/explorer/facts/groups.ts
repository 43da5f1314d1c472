import { folders } from 'virtual:explorer/index'
import { endpoints, eventTypes } from './library.ts'

/** Pages that belong together. */
export interface Group {
  readonly title: string
  readonly names: readonly string[]
}

const special: Readonly<Record<string, string>> = {
  ccls: 'Content labels',
  eventsub: 'EventSub',
  automod: 'AutoMod',
  vip: 'VIPs',
}

const titleCase = (text: string): string =>
  special[text] ?? text.replace(/[-_]/g, ' ').replace(/^\w/, letter => letter.toUpperCase())

function grouped(names: Iterable<string>, keyOf: (name: string) => string): Group[] {
  const groups = new Map<string, string[]>()
  for (const name of names) {
    const key = keyOf(name)
    groups.set(key, [...(groups.get(key) ?? []), name])
  }
  return [...groups]
    .map(([key, names]) => ({ title: titleCase(key), names: names.sort() }))
    .sort((a, b) => a.title.localeCompare(b.title))
}

/** Endpoints, as Twitch's reference groups them. */
export const endpointGroups: readonly Group[] = grouped(endpoints.keys(), name => folders[name] ?? 'others')

/** What an event type is about: the second word of its name, where several types share it. */
const stemOf = (type: string): string => {
  const [first = '', second = ''] = type.split('.')
  return first === 'channel' ? second.replace(/^(channel_points|guest_star|subscri|chat|shared_chat).*/, '$1') : first
}

const stems = [...eventTypes.values()].map(({ spec }) => stemOf(spec.type))
const few: Readonly<Record<string, string>> = { subscri: 'subscriptions', stream: 'streams', user: 'users' }

/** Types of events, by what they are about. */
export const eventGroups: readonly Group[] = grouped(eventTypes.keys(), name => {
  const stem = stemOf(eventTypes.get(name)?.spec.type ?? '')
  const isShared = stems.filter(other => other === stem).length > 1
  return few[stem] ?? (isShared ? stem : 'channel')
})
