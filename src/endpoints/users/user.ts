import { number, object, optional, string } from '../../schema/object.ts'

/** An account. */
export interface User {
  id: string
  login: string
  /** The login in the user's own capitals, or a name in another script. */
  display_name: string
  /** `''` for most people. */
  type: 'admin' | 'global_mod' | 'staff' | '' | (string & {})
  /** `''` for channels that are neither. */
  broadcaster_type: 'affiliate' | 'partner' | '' | (string & {})
  /** What the user says about the channel; `''` if nothing. */
  description: string
  profile_image_url: string
  /** What the channel shows while offline; `''` if none is set. */
  offline_image_url: string
  /** The verified address: only the token's own user has it here, with the scope `user:read:email`. */
  email?: string | undefined
  /** When the account was made, in RFC 3339. */
  created_at: string
  /** @deprecated Twitch no longer counts. */
  view_count?: number | undefined
}

export const user = object<User>({
  id: string,
  login: string,
  display_name: string,
  type: string,
  broadcaster_type: string,
  description: string,
  profile_image_url: string,
  offline_image_url: string,
  email: optional(string),
  created_at: string,
  view_count: optional(number),
})
