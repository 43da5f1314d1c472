import { type ComponentType, lazy } from 'react'
import type { IconName } from './parts/Icon.tsx'
import { useHash } from './parts/useHash.ts'
import { Home } from './places/Home.tsx'

interface Place {
  readonly address: string
  readonly name: string
  readonly icon: IconName
  readonly Content: ComponentType
  /** The name of its source. */
  readonly source: string
}

/** What loads a place, by the name of its source. The first one comes with the page. */
const loads = {
  Chat: () => import('./places/Chat.tsx').then(({ Chat }) => ({ default: Chat })),
  Followers: () => import('./places/Followers.tsx').then(({ Followers }) => ({ default: Followers })),
  Polls: () => import('./places/Polls.tsx').then(({ Polls }) => ({ default: Polls })),
  Rewards: () => import('./places/Rewards.tsx').then(({ Rewards }) => ({ default: Rewards })),
  Moderation: () => import('./places/Moderation.tsx').then(({ Moderation }) => ({ default: Moderation })),
  Bans: () => import('./places/Bans.tsx').then(({ Bans }) => ({ default: Bans })),
  StreamInformation: () =>
    import('./places/StreamInformation.tsx').then(({ StreamInformation }) => ({ default: StreamInformation })),
}

const place = (address: string, name: string, icon: IconName, source: keyof typeof loads): Place => ({
  ...{ address, name, icon, source },
  Content: lazy(loads[source]),
})

const home: Place = { address: '#/', name: 'Your channel', icon: 'home', Content: Home, source: 'Home' }

/** All that can be opened here. */
export const places: readonly Place[] = [
  home,
  place('#/chat', 'Chat', 'chat', 'Chat'),
  place('#/followers', 'Followers', 'users', 'Followers'),
  place('#/polls', 'Polls', 'poll', 'Polls'),
  place('#/rewards', 'Rewards', 'gift', 'Rewards'),
  place('#/moderation', 'Moderation', 'shield', 'Moderation'),
  place('#/bans', 'Bans', 'ban', 'Bans'),
  place('#/stream', 'Stream info', 'pen', 'StreamInformation'),
]

/** Loads all places once the page has time, so that they open at once, and without a network, too. */
export function loadPlaces(): void {
  setTimeout(() => {
    // What fails is tried again when the place is opened.
    for (const load of Object.values(loads)) load().catch(() => {})
  }, 5000)
}

/** What the page's address opens. */
export function usePlace(): Place {
  const hash = useHash()
  return places.find(({ address }) => address === hash) ?? home
}
