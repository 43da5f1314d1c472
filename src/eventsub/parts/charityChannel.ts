import { type Fields, optional, string } from '../../schema/object.ts'

/** The channel of a charity campaign. Each event has one of two sets of names: Twitch was seen to use both. */
export interface EventCharityChannel {
  /** Absent if there is `broadcaster_user_id`. */
  broadcaster_id?: string | undefined
  broadcaster_login?: string | undefined
  broadcaster_name?: string | undefined
  /** Absent if there is `broadcaster_id`. */
  broadcaster_user_id?: string | undefined
  broadcaster_user_login?: string | undefined
  broadcaster_user_name?: string | undefined
}

const maybe = optional(string)

export const charityChannel: Fields<EventCharityChannel> = {
  broadcaster_id: maybe,
  broadcaster_login: maybe,
  broadcaster_name: maybe,
  broadcaster_user_id: maybe,
  broadcaster_user_login: maybe,
  broadcaster_user_name: maybe,
}
