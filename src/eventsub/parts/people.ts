import { boolean, type Fields, nullable, string } from '../../schema/object.ts'

/** The channel of an event. */
export interface EventChannel {
  broadcaster_user_id: string
  /** Lower case, as in the channel's address. */
  broadcaster_user_login: string
  /** As it is shown. */
  broadcaster_user_name: string
}

export const channel: Fields<EventChannel> = {
  broadcaster_user_id: string,
  broadcaster_user_login: string,
  broadcaster_user_name: string,
}

/** The user that an event is about. */
export interface EventPerson {
  user_id: string
  /** Lower case. */
  user_login: string
  /** As it is shown. */
  user_name: string
}

export const person: Fields<EventPerson> = { user_id: string, user_login: string, user_name: string }

/** A user who gave something, unless they did so anonymously. */
export interface EventGiver {
  is_anonymous: boolean
  /** `null` if `is_anonymous`. */
  user_id: string | null
  /** `null` if `is_anonymous`. */
  user_login: string | null
  /** `null` if `is_anonymous`. */
  user_name: string | null
}

export const giver: Fields<EventGiver> = {
  is_anonymous: boolean,
  user_id: /* @__PURE__ */ nullable(string),
  user_login: /* @__PURE__ */ nullable(string),
  user_name: /* @__PURE__ */ nullable(string),
}

/** The moderator who acted, who may be the broadcaster. */
export interface EventModerator {
  moderator_user_id: string
  /** Lower case. */
  moderator_user_login: string
  /** As it is shown. */
  moderator_user_name: string
}

export const moderator: Fields<EventModerator> = {
  moderator_user_id: string,
  moderator_user_login: string,
  moderator_user_name: string,
}

/** The user whose messages are removed. */
export interface EventTarget {
  target_user_id: string
  /** Lower case. */
  target_user_login: string
  /** As it is shown. */
  target_user_name: string
}

export const target: Fields<EventTarget> = {
  target_user_id: string,
  target_user_login: string,
  target_user_name: string,
}

/** The channel that something comes from. */
export interface EventFromChannel {
  from_broadcaster_user_id: string
  /** Lower case, as in the channel's address. */
  from_broadcaster_user_login: string
  /** As it is shown. */
  from_broadcaster_user_name: string
}

export const fromChannel: Fields<EventFromChannel> = {
  from_broadcaster_user_id: string,
  from_broadcaster_user_login: string,
  from_broadcaster_user_name: string,
}

/** The channel that something goes to. */
export interface EventToChannel {
  to_broadcaster_user_id: string
  /** Lower case, as in the channel's address. */
  to_broadcaster_user_login: string
  /** As it is shown. */
  to_broadcaster_user_name: string
}

export const toChannel: Fields<EventToChannel> = {
  to_broadcaster_user_id: string,
  to_broadcaster_user_login: string,
  to_broadcaster_user_name: string,
}
