import { array, boolean, number, object, optional, string } from '../../schema/object.ts'

/** Whether a guest can be seen or heard. */
export interface GuestStarMedia {
  /** Whether the host allows it. */
  is_host_enabled: boolean
  /** Whether the guest has it switched on. */
  is_guest_enabled: boolean
  /** Whether the guest has a device for it. */
  is_available: boolean
}

/** Someone in a Guest Star call. */
export interface GuestStarGuest {
  /** `0` for the host, `1` and up for guests, `SCREENSHARE` for a shared screen. */
  slot_id?: string | undefined
  /** Another name for `slot_id` in some answers. */
  id?: string | undefined
  /** Whether the guest is seen on stream. */
  is_live: boolean
  user_id: string
  user_display_name: string
  user_login: string
  /** The host's setting for this guest: 0 to 100. */
  volume: number
  /** When the guest got the slot, in RFC 3339. */
  assigned_at: string
  audio_settings: GuestStarMedia
  video_settings: GuestStarMedia
}

/** A Guest Star call. */
export interface GuestStarSession {
  id: string
  /** Everyone in the call, the host included. */
  guests: GuestStarGuest[]
}

const media = object<GuestStarMedia>({ is_host_enabled: boolean, is_guest_enabled: boolean, is_available: boolean })

export const guestStarSession = object<GuestStarSession>({
  id: string,
  guests: array(
    object<GuestStarGuest>({
      slot_id: optional(string),
      id: optional(string),
      is_live: boolean,
      user_id: string,
      user_display_name: string,
      user_login: string,
      volume: number,
      assigned_at: string,
      audio_settings: media,
      video_settings: media,
    }),
  ),
})
