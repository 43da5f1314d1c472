import type { ComponentType } from 'react'
import type { IconName } from './parts/Icon.tsx'
import { useHash } from './parts/useHash.ts'
import { Bans } from './places/Bans.tsx'
import { Chat } from './places/Chat.tsx'
import { Followers } from './places/Followers.tsx'
import { Home } from './places/Home.tsx'
import { Moderation } from './places/Moderation.tsx'
import { Polls } from './places/Polls.tsx'
import { Rewards } from './places/Rewards.tsx'
import { StreamInformation } from './places/StreamInformation.tsx'

interface Place {
  readonly address: string
  readonly name: string
  readonly icon: IconName
  readonly Content: ComponentType
  /** The name of its source. */
  readonly source: string
}

const home: Place = { address: '#/', name: 'Your channel', icon: 'home', Content: Home, source: 'Home' }

/** All that can be opened here. */
export const places: readonly Place[] = [
  home,
  { address: '#/chat', name: 'Chat', icon: 'chat', Content: Chat, source: 'Chat' },
  { address: '#/followers', name: 'Followers', icon: 'users', Content: Followers, source: 'Followers' },
  { address: '#/polls', name: 'Polls', icon: 'poll', Content: Polls, source: 'Polls' },
  { address: '#/rewards', name: 'Rewards', icon: 'gift', Content: Rewards, source: 'Rewards' },
  { address: '#/moderation', name: 'Moderation', icon: 'shield', Content: Moderation, source: 'Moderation' },
  { address: '#/bans', name: 'Bans', icon: 'ban', Content: Bans, source: 'Bans' },
  { address: '#/stream', name: 'Stream info', icon: 'pen', Content: StreamInformation, source: 'StreamInformation' },
]

/** What the page's address opens. */
export function usePlace(): Place {
  const hash = useHash()
  return places.find(({ address }) => address === hash) ?? home
}
