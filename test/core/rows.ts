// Rows as Twitch sends them.

export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

export const stream = (index: number) => ({
  id: `4100${index}`,
  user_id: `${index}`,
  user_login: `user${index}`,
  user_name: `User${index}`,
  game_id: '509658',
  game_name: 'Just Chatting',
  type: 'live',
  title: `Stream ${index}`,
  tags: ['English'],
  viewer_count: 1000 - index,
  started_at: '2026-05-01T10:00:00Z',
  language: 'en',
  thumbnail_url: 'https://static-cdn.jtvnw.net/previews-ttv/live_user-{width}x{height}.jpg',
})

export const follower = (index: number) => ({
  user_id: `${index}`,
  user_login: `user${index}`,
  user_name: `User${index}`,
  followed_at: '2026-05-01T10:00:00Z',
})

export const user = (index: number) => ({
  id: `${index}`,
  login: `user${index}`,
  display_name: `User${index}`,
  type: '',
  broadcaster_type: 'partner',
  description: '',
  profile_image_url: 'https://static-cdn.jtvnw.net/user.png',
  offline_image_url: '',
  created_at: '2020-01-01T00:00:00Z',
})

export const subscription = {
  broadcaster_id: '1',
  broadcaster_login: 'ada',
  broadcaster_name: 'Ada',
  is_gift: false,
  gifter_id: '',
  gifter_login: '',
  gifter_name: '',
  plan_name: 'Friends',
  tier: '1000',
  user_id: '42',
  user_login: 'user42',
  user_name: 'User42',
}

export const ban = {
  broadcaster_id: '1',
  moderator_id: '1',
  user_id: '42',
  created_at: '2026-05-01T10:00:00Z',
  end_time: null,
}

export const segment = (index: number) => ({
  id: `segment${index}`,
  start_time: '2026-05-01T10:00:00Z',
  end_time: '2026-05-01T12:00:00Z',
  title: 'Chess',
  canceled_until: null,
  category: { id: '743', name: 'Chess' },
  is_recurring: false,
})

export const poll = {
  id: 'poll1',
  broadcaster_id: '1',
  broadcaster_name: 'Ada',
  broadcaster_login: 'ada',
  title: 'What is next?',
  choices: [
    { id: 'a', title: 'Chess', votes: 0, channel_points_votes: 0, bits_votes: 0 },
    { id: 'b', title: 'Go', votes: 0, channel_points_votes: 0, bits_votes: 0 },
  ],
  bits_voting_enabled: false,
  bits_per_vote: 0,
  channel_points_voting_enabled: false,
  channel_points_per_vote: 0,
  status: 'ACTIVE',
  duration: 60,
  started_at: '2026-05-01T10:00:00Z',
}

export const badgeSet = {
  set_id: 'vip',
  versions: [
    {
      id: '1',
      image_url_1x: 'https://static-cdn.jtvnw.net/1',
      image_url_2x: 'https://static-cdn.jtvnw.net/2',
      image_url_4x: 'https://static-cdn.jtvnw.net/3',
      title: 'VIP',
      description: 'VIP',
      click_action: null,
      click_url: null,
    },
  ],
}
