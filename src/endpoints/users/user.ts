import { number, object, optional, string } from '../../schema/object.ts'

/** An account. */
export interface User {
  id: string
  login: string
  /** The display name: the login with the user's capital letters, or a name in another script. */
  display_name: string
  /** `''` for most people. */
  type: 'admin' | 'global_mod' | 'staff' | '' | (string & {})
  /** `''` for channels that are neither. */
  broadcaster_type: 'affiliate' | 'partner' | '' | (string & {})
  /** The user's description of the channel; `''` if there is none. */
  description: string
  profile_image_url: string
  /** The URL of the image that the channel shows while offline; `''` if none is set. */
  offline_image_url: string
  /** The verified email address. Only the token's own user has it, with the scope `user:read:email`. */
  email?: string | undefined
  /** When the account was created, in RFC 3339. */
  created_at: string
  /** @deprecated Twitch no longer counts views. */
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
