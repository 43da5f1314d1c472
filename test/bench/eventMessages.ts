/** A type of events, as Twitch sends them. */
export interface BenchEventType {
  readonly type: string
  readonly version: string
  readonly condition: Readonly<Record<string, string>>
  readonly event: (index: number) => object
}

const channel = {
  broadcaster_user_id: '1',
  broadcaster_user_login: 'ada',
  broadcaster_user_name: 'Ada',
}

/** About 1.6 kB a message, as most that have an emote. */
export const chat: BenchEventType = {
  type: 'channel.chat.message',
  version: '1',
  condition: { broadcaster_user_id: '1', user_id: '1' },
  event: index => ({
    ...channel,
    source_broadcaster_user_id: null,
    source_broadcaster_user_login: null,
    source_broadcaster_user_name: null,
    chatter_user_id: `${141_981_764 + index}`,
    chatter_user_login: `someone_${index}`,
    chatter_user_name: `Someone_${index}`,
    message_id: `cc106a89-1814-919d-454c-${`${index}`.padStart(12, '0')}`,
    source_message_id: null,
    is_source_only: null,
    message: {
      text: `Round ${index}: this soup looks so good Kappa is there a recipe somewhere?`,
      fragments: [
        { type: 'text', text: `Round ${index}: this soup looks so good `, cheermote: null, emote: null, mention: null },
        {
          type: 'emote',
          text: 'Kappa',
          cheermote: null,
          emote: { id: '25', emote_set_id: '0', owner_id: '0', format: ['static'] },
          mention: null,
        },
        { type: 'text', text: ' is there a recipe somewhere?', cheermote: null, emote: null, mention: null },
      ],
    },
    color: '#00FF7F',
    badges: [
      { set_id: 'subscriber', id: '12', info: '16' },
      { set_id: 'premium', id: '1', info: '' },
    ],
    source_badges: null,
    message_type: 'text',
    cheer: null,
    reply: null,
    channel_points_custom_reward_id: null,
    channel_points_animation_id: null,
  }),
}

export const follow: BenchEventType = {
  type: 'channel.follow',
  version: '2',
  condition: { broadcaster_user_id: '1', moderator_user_id: '1' },
  event: index => ({
    user_id: `${141_981_764 + index}`,
    user_login: `someone_${index}`,
    user_name: `Someone_${index}`,
    ...channel,
    followed_at: '2026-05-01T18:00:00.634234626Z',
  }),
}

const created_at = '2026-05-01T18:00:00.634234626Z'
const transport = { method: 'websocket', session_id: 'AgoQZ0vIf3bNQ2mZ4yQm5cX0bhIGY2VsbC1h' }

/** What Twitch says of the subscription whose events come, or of that for another channel. */
export const subscriptionOf = ({ type, version, condition }: BenchEventType, channel = '1') => ({
  id: `f1c2a387-161a-49f9-a165-${channel.padStart(12, '0')}`,
  status: 'enabled',
  type,
  version,
  condition,
  transport,
  created_at,
  cost: 0,
})

const messageOf = (message_type: string, index: number, payload: object, about: object = {}) =>
  JSON.stringify({
    metadata: {
      message_id: `befa7b53-d79d-478f-86b9-${`${index}`.padStart(12, '0')}`,
      message_type,
      message_timestamp: new Date().toISOString(),
      ...about,
    },
    payload,
  })

export const welcome = (): string =>
  messageOf('session_welcome', 0, {
    session: {
      id: transport.session_id,
      status: 'connected',
      connected_at: created_at,
      keepalive_timeout_seconds: 10,
      reconnect_url: null,
      recovery_url: null,
    },
  })

/** The text of an event. */
export const notification = (of: BenchEventType, index: number, subscription: object = subscriptionOf(of)): string => {
  const { type: subscription_type, version: subscription_version } = of
  const about = { subscription_type, subscription_version }
  return messageOf('notification', index + 1, { subscription, event: of.event(index) }, about)
}

/** So many events, each with an id of its own. Each text is in one piece, as a socket hands it over. */
export const notifications = (of: BenchEventType, count: number): string[] =>
  Array.from({ length: count }, (_, index) => Buffer.from(notification(of, index)).toString())
