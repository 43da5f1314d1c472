import { loadSearch } from 'virtual:explorer/index'
import type { Found } from './rank.ts'

/** What a query finds, the best first. */
export type Finder = (query: string) => readonly Found[]

/** Loads the texts and the ranking, which the first view does without. */
export async function loadFinder(): Promise<Finder> {
  const [{ default: texts }, { entriesOf }, { rank }] = await Promise.all([
    loadSearch(),
    import('./entries.ts'),
    import('./rank.ts'),
  ])
  const entries = entriesOf(texts)
  return query => rank(entries, query)
}
