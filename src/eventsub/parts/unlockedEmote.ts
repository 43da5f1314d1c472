import { object, string } from '../../schema/object.ts'

/** An emote that a viewer has paid for. */
export interface EventUnlockedEmote {
  id: string
  /** What is typed to use it. */
  name: string
}

export const unlockedEmote = object<EventUnlockedEmote>({ id: string, name: string })
