/** The channel of a row, from that of an event. */
export const channelFields = {
  broadcaster_id: 'broadcaster_user_id',
  broadcaster_login: 'broadcaster_user_login',
  broadcaster_name: 'broadcaster_user_name',
} as const
