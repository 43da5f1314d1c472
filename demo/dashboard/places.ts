import type { ComponentType } from 'react'
import { Bans } from './Bans.tsx'
import { Browse } from './Browse.tsx'
import { Chat } from './Chat.tsx'
import { Followers } from './Followers.tsx'
import type { IconName } from './Icon.tsx'
import { Polls } from './Polls.tsx'
import { useHash } from './useHash.ts'

interface Place {
  readonly address: string
  readonly name: string
  readonly icon: IconName
  readonly Content: ComponentType
}

const start: Place = { address: '#/', name: 'Live', icon: 'eye', Content: Browse }

/** All that can be opened here. */
export const places: readonly Place[] = [
  start,
  { address: '#/followers', name: 'Followers', icon: 'users', Content: Followers },
  { address: '#/bans', name: 'Bans', icon: 'ban', Content: Bans },
  { address: '#/polls', name: 'Polls', icon: 'poll', Content: Polls },
  { address: '#/chat', name: 'Chat', icon: 'chat', Content: Chat },
]

/** What the page's address opens. */
export function usePlace(): Place {
  const hash = useHash()
  return places.find(({ address }) => address === hash) ?? start
}
