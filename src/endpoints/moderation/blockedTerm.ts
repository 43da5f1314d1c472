import { nullable, object, string } from '../../schema/object.ts'

/** Words that may not be said in a chat. */
export interface BlockedTerm {
  broadcaster_id: string
  moderator_id: string
  id: string
  /** The words; `*` at the beginning or end of one stands for anything. */
  text: string
  /** In RFC 3339. */
  created_at: string
  /** In RFC 3339; moves on each time that AutoMod refuses the words. */
  updated_at: string
  /** In RFC 3339; `null` if the words are blocked for good, as all are that a moderator added. */
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
