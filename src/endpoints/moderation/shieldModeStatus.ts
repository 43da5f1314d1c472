import { boolean, object, string } from '../../schema/object.ts'

/** Whether Shield Mode is on, and who turned it on last. */
export interface ShieldModeStatus {
  is_active: boolean
  /** The user who turned it on last; `''` if nobody ever did. */
  moderator_id: string
  /** `''` if it was never on. */
  moderator_login: string
  /** `''` if it was never on. */
  moderator_name: string
  /** When it was turned on last, in RFC 3339; `''` if never. */
  last_activated_at: string
}

export const shieldModeStatus = object<ShieldModeStatus>({
  is_active: boolean,
  moderator_id: string,
  moderator_login: string,
  moderator_name: string,
  last_activated_at: string,
})
