import { nullable, object, string } from '../../schema/object.ts'

/** Words that are blocked in a chat. */
export interface BlockedTerm {
  broadcaster_id: string
  moderator_id: string
  id: string
  /** The words. `*` at the beginning or end of a word matches anything. */
  text: string
  /** In RFC 3339. */
  created_at: string
  /** In RFC 3339. It changes each time that AutoMod blocks the words. */
  updated_at: string
  /** In RFC 3339; `null` if the block does not expire. Blocks that a moderator added do not expire. */
  expires_at: string | null
}

export const blockedTerm = object<BlockedTerm>({
  broadcaster_id: string,
  moderator_id: string,
  id: string,
  text: string,
  created_at: string,
  updated_at: string,
  expires_at: nullable(string),
})
