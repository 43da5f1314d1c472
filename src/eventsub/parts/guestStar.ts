import { type Fields, optional, string } from '../../schema/object.ts'
import { channel, type EventChannel } from './people.ts'

/** A Guest Star session of a channel. */
export interface EventGuestStarSession extends EventChannel {
  session_id: string
}

export const guestStarSession: Fields<EventGuestStarSession> = { ...channel, session_id: string }

/** The moderator who began or ended a Guest Star session. */
export interface EventGuestStarModerator {
  /** Absent from some events. */
  moderator_user_id?: string | undefined
  /** Absent from some events. */
  moderator_user_login?: string | undefined
  /** Absent from some events. */
  moderator_user_name?: string | undefined
}

export const guestStarModerator: Fields<EventGuestStarModerator> = {
  moderator_user_id: /* @__PURE__ */ optional(string),
  moderator_user_login: /* @__PURE__ */ optional(string),
  moderator_user_name: /* @__PURE__ */ optional(string),
}

/** The host of a Guest Star session. */
export interface EventGuestStarHost {
  /** Absent from some events. */
  host_user_id?: string | undefined
  /** Absent from some events. */
  host_user_login?: string | undefined
  /** Absent from some events. */
  host_user_name?: string | undefined
}

export const guestStarHost: Fields<EventGuestStarHost> = {
  host_user_id: /* @__PURE__ */ optional(string),
  host_user_login: /* @__PURE__ */ optional(string),
  host_user_name: /* @__PURE__ */ optional(string),
}
