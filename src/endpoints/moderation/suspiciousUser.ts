import { array, object, string } from '../../schema/object.ts'

/** How a channel treats a suspicious user. */
export interface SuspiciousUser {
  user_id: string
  broadcaster_id: string
  /** The moderator who changed the treatment last. */
  moderator_id: string
  /** In RFC 3339. */
  updated_at: string
  status: 'ACTIVE_MONITORING' | 'RESTRICTED' | 'NO_TREATMENT' | (string & {})
  /** What makes the user suspicious. */
  types: (
    | 'MANUALLY_ADDED'
    | 'DETECTED_BAN_EVADER'
    | 'DETECTED_SUS_CHATTER'
    | 'BANNED_IN_SHARED_CHANNEL'
    | (string & {})
  )[]
}

export const suspiciousUser = object<SuspiciousUser>({
  user_id: string,
  broadcaster_id: string,
  moderator_id: string,
  updated_at: string,
  status: string,
  types: array(string),
})
