import type { Person } from './users.ts'

/** From how many Bits on a cheermote has which picture and color. */
export const cheermoteTiers: readonly (readonly [bits: number, color: string])[] = [
  [1, '#979797'],
  [100, '#9c3ee8'],
  [1000, '#1db2a5'],
  [5000, '#0099fe'],
  [10_000, '#f43021'],
]

/** What cheermotes begin with: everybody's, and in channels with Bits one of their own. */
export const cheermotePrefixes = (channel: Person | undefined): string[] => [
  'Cheer',
  'FakeCheer',
  ...(channel?.broadcaster_type ? [channel.login.replace(/\W|_/g, '')] : []),
]
