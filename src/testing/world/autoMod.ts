import type { AutoModSettings } from '../../endpoints/moderation/autoModSettings.ts'
import { blockedTermsOf } from './blockedTerms.ts'
import { perChannel, type World } from './world.ts'

type Levels = Omit<AutoModSettings, 'broadcaster_id' | 'moderator_id' | 'overall_level'>

/** What one overall level means for each of the single ones. */
export const levelsOf = (overall: number): Levels => ({
  disability: overall,
  aggression: Math.max(0, overall - 1),
  sexuality_sex_or_gender: overall,
  misogyny: overall,
  bullying: Math.max(0, overall - 2),
  swearing: Math.max(0, overall - 3),
  race_ethnicity_or_religion: overall,
  sex_based_terms: Math.max(0, overall - 2),
})

/** How strict AutoMod is in a channel. May be changed. */
export const autoModOf = perChannel((): { overall: number | null; levels: Levels } => ({
  overall: 2,
  levels: levelsOf(2),
}))

/** Words that the fake's AutoMod knows: what it calls them, which level is about them, and how serious they are. */
const known: Readonly<Record<string, readonly [category: string, level: keyof Levels, severity: number]>> = {
  blast: ['aggressive', 'aggression', 4],
  dang: ['aggressive', 'aggression', 4],
  darn: ['aggressive', 'aggression', 4],
  heck: ['swearing', 'swearing', 4],
}

/** Where something stands in a text: its first and its last character. */
interface Boundary {
  readonly start_pos: number
  readonly end_pos: number
}

/** Why a message is held back. */
export type Finding =
  | { readonly reason: 'automod'; readonly category: string; readonly level: number; readonly boundary: Boundary }
  | { readonly reason: 'blocked_term'; readonly termId: string; readonly boundary: Boundary }

/** Where a term stands as a word of its own; `*` in it is any end of a word. */
function boundaryOf(term: string, text: string): Boundary | null {
  const pattern = term.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[\\p{L}\\p{N}_]*')
  const [found, before = '', said = ''] =
    new RegExp(`(^|[^\\p{L}\\p{N}_])(${pattern})(?![\\p{L}\\p{N}_])`, 'iu').exec(text) ?? []
  if (found === undefined) return null
  const start_pos = text.indexOf(found) + before.length
  return { start_pos, end_pos: start_pos + said.length - 1 }
}

/** What keeps a message out of a channel's chat until a moderator has seen it; `null`: nothing. */
export function findingIn(world: World, channelId: string, text: string): Finding | null {
  for (const { id, text: term } of blockedTermsOf(world, channelId)) {
    const boundary = boundaryOf(term, text)
    if (boundary) return { reason: 'blocked_term', termId: id, boundary }
  }
  const { levels } = autoModOf(world, channelId)
  for (const [word, [category, key, level]] of Object.entries(known)) {
    const boundary = boundaryOf(word, text)
    // A channel's level 1 holds back only what is most serious, level 4 everything, 0 nothing.
    if (boundary && level + levels[key] > 4) return { reason: 'automod', category, level, boundary }
  }
  return null
}
