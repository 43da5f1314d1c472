import { nullable, object, string } from '../../schema/object.ts'

/** A user's request to be unbanned. */
export interface UnbanRequest {
  id: string
  broadcaster_id: string
  broadcaster_login: string
  broadcaster_name: string
  /** The moderator who decided; `''` or `null` while nobody has. */
  moderator_id: string | null
  /** `''` or `null` while nobody has decided. */
  moderator_login: string | null
  /** `''` or `null` while nobody has decided. */
  moderator_name: string | null
  user_id: string
  user_login: string
  user_name: string
  /** The text of the request. */
  text: string
  status: 'pending' | 'approved' | 'denied' | 'acknowledged' | 'canceled' | (string & {})
  /** In RFC 3339. */
  created_at: string
  /** In RFC 3339; `null` while nobody has decided. */
  resolved_at: string | null
  /** The moderator's reply; `''` or `null` if there is none. */
  resolution_text: string | null
}

export const unbanRequest = object<UnbanRequest>({
  id: string,
  broadcaster_id: string,
  broadcaster_login: string,
  broadcaster_name: string,
  moderator_id: nullable(string),
  moderator_login: nullable(string),
  moderator_name: nullable(string),
  user_id: string,
  user_login: string,
  user_name: string,
  text: string,
  status: string,
  created_at: string,
  resolved_at: nullable(string),
  resolution_text: nullable(string),
})
