import type * as tinyhelix from 'tinyhelix'
import type { EndpointSpec, HelixClient, ParamsOf, TokenKind } from 'tinyhelix'
import type { AnyToken } from 'tinyhelix/define'

type Library = typeof tinyhelix

/** The exports that are endpoints. */
type LibraryEndpoint = {
  [Name in keyof Library]: Library[Name] extends { readonly spec: EndpointSpec } ? Name : never
}[keyof Library]

/** The endpoints of the tables, which are written from Twitch's documentation, not from the code. */
export type EndpointName = keyof typeof calls

type KindsOf<E> = E extends (client: HelixClient<infer K>, ...call: never[]) => unknown ? K : never

type Same<A, B> = [A, B] extends [B, A] ? true : false

/** A word for the kinds of client that an endpoint accepts, which the compiler compares. */
type Takes<K> =
  Same<K, 'user'> extends true
    ? 'user'
    : Same<K, 'app'> extends true
      ? 'app'
      : Same<K, 'jwt'> extends true
        ? 'jwt'
        : Same<K, 'app' | 'user'> extends true
          ? 'app or user'
          : Same<K, AnyToken> extends true
            ? 'any'
            : Same<K, TokenKind> extends true
              ? 'none needed'
              : never

/** The kinds of token behind each word. */
export const kinds: Readonly<Record<Calls<LibraryEndpoint>[0], readonly TokenKind[]>> = {
  user: ['user'],
  app: ['app'],
  jwt: ['jwt'],
  'app or user': ['app', 'user'],
  any: ['app', 'user', 'extension'],
  'none needed': [],
}

/** The clients of a call, then parameters: the fewest, then all of them, in several calls if some exclude each other. */
type Calls<Name extends LibraryEndpoint> = Name extends LibraryEndpoint
  ? readonly [
      takes: Takes<KindsOf<Library[Name]>>,
      fewest: ParamsOf<Library[Name]>,
      ...all: readonly ParamsOf<Library[Name]>[],
    ]
  : never

/** Letters and signs that queries and bodies must encode. */
const odd = 'ä+ß &=#%/?"\\🎉'

const [start, end] = ['2026-05-01T00:00:00Z', '2026-05-03T00:00:00Z']
const [channel, moderator] = [{ broadcaster_id: '11' }, { broadcaster_id: '11', moderator_id: '12' }]
const paged = { first: 5, after: 'eyJi+/==' }
const pagedBack = { first: 5, before: 'eyJi+/==' }
const webhook = { method: 'webhook', callback: 'https://example.com/hook?a=b', secret: '0123456789' } as const
const websocket = { method: 'websocket', session_id: 'session' } as const
const rewardOptions = {
  prompt: odd,
  is_enabled: true,
  background_color: '#9147FF',
  is_user_input_required: false,
  is_max_per_stream_enabled: true,
  max_per_stream: 10,
  is_max_per_user_per_stream_enabled: true,
  max_per_user_per_stream: 1,
  is_global_cooldown_enabled: true,
  global_cooldown_seconds: 60,
  should_redemptions_skip_request_queue: false,
}
const guestStarSlot = { ...moderator, session_id: 's', slot_id: '1' }
const levels = {
  aggression: 0,
  bullying: 1,
  disability: 2,
  misogyny: 3,
  race_ethnicity_or_religion: 4,
  sex_based_terms: 0,
  sexuality_sex_or_gender: 1,
  swearing: 2,
}
const slot = { active: true, id: 'ext', version: '1.0.1' }

/** Valid calls of every documented endpoint. */
export const calls = {
  startCommercial: ['app or user', { length: 60 }, { ...channel, length: 180 }],
  getAdSchedule: ['app or user', {}, channel],
  snoozeNextAd: ['app or user', {}, channel],

  getExtensionAnalytics: [
    'user',
    {},
    { extension_id: 'x', type: 'overview_v2', started_at: start, ended_at: end, ...paged },
  ],
  getGameAnalytics: ['user', {}, { game_id: 'x', type: 'overview_v2', started_at: start, ended_at: end, ...paged }],

  getBitsLeaderboard: [
    'user',
    {},
    { count: 2, period: 'week', started_at: '2026-01-01T00:00:00.0+05:00', user_id: '42' },
  ],
  getCheermotes: ['any', {}, channel],
  getExtensionTransactions: [
    'app',
    { extension_id: 'x' },
    { extension_id: 'x', id: ['a', 'b'], ...paged },
    { extension_id: 'x', id: 'a' },
  ],
  getCustomPowerUps: ['user', {}, { ...channel, id: ['a', 'b'] }, { id: 'a' }],

  getChannelInformation: ['any', { broadcaster_id: '11' }, { broadcaster_id: ['11', '12'] }],
  modifyChannelInformation: [
    'user',
    { title: 'Chess' },
    {
      ...channel,
      game_id: '743',
      broadcaster_language: 'en',
      title: odd,
      delay: 900,
      tags: ['Schach', '将棋'],
      content_classification_labels: [
        { id: 'Gambling', is_enabled: true },
        { id: 'DrugsIntoxication', is_enabled: false },
      ],
      is_branded_content: false,
    },
    { game_id: '', tags: [] },
  ],
  getChannelEditors: ['user', {}, channel],
  getFollowedChannels: ['user', {}, { user_id: '42', ...channel, ...paged }],
  getChannelFollowers: ['user', {}, { user_id: '42', ...channel, ...paged }],
  getVips: ['user', {}, { ...channel, user_id: ['42', '43'], ...paged }, { user_id: '42' }],
  addChannelVip: ['user', { user_id: '42' }, { ...channel, user_id: '42' }],
  removeChannelVip: ['user', { user_id: '42' }, { ...channel, user_id: '42' }],

  createCustomReward: [
    'user',
    { title: 'Hydrate!', cost: 1 },
    { ...channel, title: odd, cost: 5_000_000_000, ...rewardOptions },
  ],
  deleteCustomReward: ['user', { id: 'a' }, { ...channel, id: 'a' }],
  getCustomRewards: [
    'user',
    {},
    { ...channel, id: ['a', 'b'], only_manageable_rewards: true },
    { id: 'a', only_manageable_rewards: false },
  ],
  updateCustomReward: [
    'user',
    { id: 'a' },
    { ...channel, id: 'a', title: odd, cost: 2, is_paused: false, ...rewardOptions },
    { id: 'a', is_max_per_stream_enabled: false, prompt: '' },
  ],
  getCustomRewardRedemptions: [
    'user',
    { reward_id: 'r', status: 'UNFULFILLED' },
    { ...channel, reward_id: 'r', status: 'CANCELED', id: ['a', 'b'], sort: 'NEWEST', ...paged },
    { reward_id: 'r', id: 'a' },
  ],
  updateRedemptionStatus: [
    'user',
    { id: 'a', reward_id: 'r', status: 'FULFILLED' },
    { ...channel, id: ['a', 'b'], reward_id: 'r', status: 'CANCELED' },
  ],

  getCharityCampaign: ['user', {}, channel],
  getCharityCampaignDonations: ['user', {}, { ...channel, ...paged }],

  getChatters: ['app or user', {}, { ...moderator, first: 1000, after: 'c' }],
  getChannelEmotes: ['any', channel],
  getGlobalEmotes: ['any', {}],
  getEmoteSets: ['any', { emote_set_id: '301590448' }, { emote_set_id: ['301590448', '0'] }],
  getUserEmotes: ['user', {}, { user_id: '42', ...channel, after: 'c' }],
  getChannelChatBadges: ['any', channel],
  getGlobalChatBadges: ['any', {}],
  getChatSettings: ['any', {}, channel, moderator],
  updateChatSettings: [
    'app or user',
    { slow_mode: false },
    {
      ...moderator,
      emote_mode: true,
      follower_mode: true,
      follower_mode_duration: 0,
      non_moderator_chat_delay: true,
      non_moderator_chat_delay_duration: 4,
      slow_mode: true,
      slow_mode_wait_time: 30,
      subscriber_mode: false,
      unique_chat_mode: false,
    },
  ],
  getSharedChatSession: ['any', channel],
  sendChatAnnouncement: ['app or user', { message: 'Hi' }, { ...moderator, message: odd, color: 'purple' }],
  sendShoutout: [
    'app or user',
    { to_broadcaster_id: '42' },
    { from_broadcaster_id: '11', to_broadcaster_id: '42', moderator_id: '12' },
  ],
  sendChatMessage: [
    'app or user',
    { message: 'Hi' },
    { ...channel, sender_id: '12', message: odd, reply_parent_message_id: 'm' },
    { ...channel, sender_id: '12', message: odd, pin: true },
  ],
  getUserChatColor: ['any', { user_id: '42' }, { user_id: ['42', '43'] }],
  updateChatColor: ['user', { color: 'blue_violet' }, { user_id: '42', color: '#9146FF' }],
  getPinnedChatMessage: ['app or user', {}, moderator],
  pinChatMessage: ['app or user', { message_id: 'm' }, { ...moderator, message_id: 'm', duration_seconds: 60 }],
  updatePinnedChatMessage: [
    'app or user',
    { message_id: 'm' },
    { ...moderator, message_id: 'm', duration_seconds: 60 },
  ],
  unpinChatMessage: ['app or user', { message_id: 'm' }, { ...moderator, message_id: 'm' }],

  createClip: ['user', {}, { ...channel, title: odd, duration: 12.5 }],
  getClipsById: ['any', { id: 'AwkwardHelplessSalamander-x_Y' }, { id: ['a', 'b'] }],
  getClipsByUserId: [
    'any',
    channel,
    { ...channel, started_at: start, ended_at: end, is_featured: false, ...paged },
    { ...channel, is_featured: true, ...pagedBack },
  ],
  getClipsByCategoryId: [
    'any',
    { game_id: '743' },
    { game_id: '743', started_at: start, ended_at: end, is_featured: false, ...paged },
    { game_id: '743', is_featured: true, ...pagedBack },
  ],
  createClipFromVod: [
    'app or user',
    { vod_id: 'v', vod_offset: 30, title: 'Mate' },
    { editor_id: '12', ...channel, vod_id: 'v', vod_offset: 5, duration: 5, title: odd },
  ],
  getClipsDownloads: ['app or user', { clip_id: 'a' }, { editor_id: '12', ...channel, clip_id: ['a', 'b'] }],

  getConduits: ['app', {}],
  createConduit: ['app', { shard_count: 5 }],
  updateConduit: ['app', { id: 'c', shard_count: 5 }],
  deleteConduit: ['app', { id: 'c' }],
  getConduitShards: ['app', { conduit_id: 'c' }, { conduit_id: 'c', status: 'enabled', after: 'c' }],
  updateConduitShards: [
    'app',
    { conduit_id: 'c', shards: [{ id: '0', transport: webhook }] },
    {
      conduit_id: 'c',
      shards: [
        { id: '0', transport: webhook },
        { id: '1', transport: websocket },
      ],
    },
  ],

  getContentClassificationLabels: ['any', {}, { locale: 'de-DE' }],

  getDropsEntitlements: [
    'app or user',
    {},
    { id: ['a', 'b'], game_id: '743', fulfillment_status: 'CLAIMED', ...paged },
    { id: 'a' },
  ],
  updateDropsEntitlements: ['app or user', {}, { entitlement_ids: ['a', 'b'], fulfillment_status: 'FULFILLED' }],

  getExtensionChannelConfiguration: [
    'jwt',
    { extension_id: 'x', segment: 'global' },
    { extension_id: 'x', segment: ['broadcaster', 'developer'], ...channel },
  ],
  setExtensionConfigurationSegment: [
    'jwt',
    { extension_id: 'x', segment: 'global' },
    { extension_id: 'x', segment: 'developer', ...channel, content: odd, version: '0.0.1' },
  ],
  setExtensionRequiredConfiguration: [
    'jwt',
    { ...channel, extension_id: 'x', extension_version: '0.0.1', required_configuration: 'RCS' },
  ],
  sendExtensionPubSubMessage: [
    'jwt',
    { target: ['broadcast'], ...channel, message: odd },
    { target: ['broadcast', 'whisper-42'], ...channel, is_global_broadcast: false, message: '{}' },
    { target: ['global'], is_global_broadcast: true, message: '{}' },
  ],
  getExtensionLiveChannels: ['any', { extension_id: 'x' }, { extension_id: 'x', ...paged }],
  getExtensionSecrets: ['jwt', {}, { extension_id: 'x' }],
  createExtensionSecret: ['jwt', { extension_id: 'x' }, { extension_id: 'x', delay: 600 }],
  sendExtensionChatMessage: ['jwt', { ...channel, text: odd, extension_id: 'x', extension_version: '0.0.1' }],
  getExtensions: ['jwt', { extension_id: 'x' }, { extension_id: 'x', extension_version: '0.0.1' }],
  getReleasedExtensions: ['any', { extension_id: 'x' }, { extension_id: 'x', extension_version: '0.0.1' }],
  getExtensionBitsProducts: ['app', {}, { should_include_all: true }, { should_include_all: false }],
  updateExtensionBitsProduct: [
    'app',
    { sku: 'crate-1.a_b', cost: { amount: 990, type: 'bits' }, display_name: 'Crate' },
    {
      sku: '1010',
      cost: { amount: 990, type: 'bits' },
      display_name: odd,
      in_development: true,
      expiration: '2026-05-18T09:10:13.397Z',
      is_broadcast: false,
    },
  ],

  createEventSubSubscription: [
    'app or user',
    { type: 'channel.follow', version: '2', condition: { broadcaster_user_id: '11' }, transport: websocket },
  ],
  deleteEventSubSubscription: ['app or user', { id: 'e' }],
  getEventSubSubscriptions: [
    'app or user',
    {},
    { status: 'enabled', after: 'c' },
    { type: 'channel.follow', after: 'c' },
    { user_id: '42' },
    { subscription_id: 'e' },
    { conduit_id: 'c' },
  ],
  getEventSubSubscriptionsByStatus: ['app or user', { status: 'enabled' }, { status: 'user_removed', after: 'c' }],
  getEventSubSubscriptionsByType: ['app or user', { type: 'stream.online' }, { type: 'stream.online', after: 'c' }],
  getEventSubSubscriptionsByUserId: ['app or user', { user_id: '42' }, { user_id: '42', after: 'c' }],
  getEventSubSubscriptionById: ['app or user', { subscription_id: 'e' }],
  getEventSubSubscriptionsSummary: ['app or user', {}],

  getTopGames: ['any', {}, paged, pagedBack],
  getGames: [
    'any',
    { id: '743' },
    { id: ['743', '509658'], name: [odd, 'Chess'], igdb_id: ['1', '2'] },
    { name: 'Tom & Jerry' },
    { igdb_id: '1' },
  ],
  getCreatorGoals: ['user', {}, channel],

  getChannelGuestStarSettings: ['user', {}, moderator],
  updateChannelGuestStarSettings: [
    'user',
    {},
    {
      ...channel,
      is_moderator_send_live_enabled: false,
      slot_count: 6,
      is_browser_source_audio_enabled: true,
      group_layout: 'HORIZONTAL_LAYOUT',
      regenerate_browser_sources: false,
    },
  ],
  getGuestStarSession: ['user', {}, moderator],
  createGuestStarSession: ['user', {}, channel],
  endGuestStarSession: ['user', { session_id: 's' }, { ...channel, session_id: 's' }],
  getGuestStarInvites: ['user', { session_id: 's' }, { ...moderator, session_id: 's' }],
  sendGuestStarInvite: ['user', { session_id: 's', guest_id: '42' }, { ...moderator, session_id: 's', guest_id: '42' }],
  deleteGuestStarInvite: [
    'user',
    { session_id: 's', guest_id: '42' },
    { ...moderator, session_id: 's', guest_id: '42' },
  ],
  assignGuestStarSlot: [
    'user',
    { session_id: 's', guest_id: '42', slot_id: '1' },
    { ...guestStarSlot, guest_id: '42' },
  ],
  updateGuestStarSlot: [
    'user',
    { session_id: 's', source_slot_id: '1' },
    { ...moderator, session_id: 's', source_slot_id: '1', destination_slot_id: '2' },
  ],
  deleteGuestStarSlot: [
    'user',
    { session_id: 's', guest_id: '42', slot_id: '1' },
    { ...guestStarSlot, guest_id: '42', should_reinvite_guest: true },
    { ...guestStarSlot, guest_id: '42', should_reinvite_guest: false },
  ],
  updateGuestStarSlotSettings: [
    'user',
    { session_id: 's', slot_id: '1' },
    { ...guestStarSlot, is_audio_enabled: false, is_video_enabled: true, is_live: false, volume: 0 },
  ],

  getHypeTrainStatus: ['user', {}, channel],

  checkAutoModStatus: [
    'app or user',
    { messages: [{ msg_id: '1', msg_text: odd }] },
    {
      ...channel,
      messages: [
        { msg_id: '1', msg_text: 'Hi' },
        { msg_id: '2', msg_text: 'Boo' },
      ],
    },
  ],
  manageHeldAutoModMessages: [
    'app or user',
    { msg_id: 'm', action: 'ALLOW' },
    { user_id: '12', msg_id: 'm', action: 'DENY' },
  ],
  getAutoModSettings: ['app or user', {}, moderator],
  updateAutoModSettings: [
    'app or user',
    { overall_level: 0 },
    { ...moderator, overall_level: 4 },
    { ...moderator, ...levels },
  ],
  getBannedUsers: ['app or user', {}, { ...channel, user_id: ['42', '43'], ...paged }, { user_id: '42', ...pagedBack }],
  banUser: ['app or user', { user_id: '42' }, { ...moderator, user_id: '42', duration: 600, reason: odd }],
  unbanUser: ['app or user', { user_id: '42' }, { ...moderator, user_id: '42' }],
  getUnbanRequests: ['user', { status: 'pending' }, { ...moderator, status: 'denied', user_id: '42', ...paged }],
  resolveUnbanRequest: [
    'user',
    { unban_request_id: 'u', status: 'approved' },
    { ...moderator, unban_request_id: 'u', status: 'denied', resolution_text: odd },
  ],
  getBlockedTerms: ['app or user', {}, { ...moderator, ...paged }],
  addBlockedTerm: ['app or user', { text: 'crac*' }, { ...moderator, text: odd }],
  removeBlockedTerm: ['app or user', { id: 't' }, { ...moderator, id: 't' }],
  deleteChatMessages: ['app or user', {}, { ...moderator, message_id: 'm' }],
  getModeratedChannels: ['app or user', {}, { user_id: '42', ...paged }],
  getModerators: ['user', {}, { ...channel, user_id: ['42', '43'], ...paged }, { user_id: '42' }],
  addChannelModerator: ['user', { user_id: '42' }, { ...channel, user_id: '42' }],
  removeChannelModerator: ['user', { user_id: '42' }, { ...channel, user_id: '42' }],
  updateShieldModeStatus: ['app or user', { is_active: false }, { ...moderator, is_active: true }],
  getShieldModeStatus: ['app or user', {}, moderator],
  warnChatUser: ['app or user', { user_id: '42', reason: 'No' }, { ...moderator, user_id: '42', reason: odd }],
  addSuspiciousUserStatus: [
    'app or user',
    { user_id: '42', status: 'RESTRICTED' },
    { ...moderator, user_id: '42', status: 'ACTIVE_MONITORING' },
  ],
  removeSuspiciousUserStatus: ['app or user', { user_id: '42' }, { ...moderator, user_id: '42' }],

  getPolls: ['user', {}, { ...channel, id: ['a', 'b'], ...paged }, { id: 'a' }],
  createPoll: [
    'user',
    { title: 'Which?', choices: [{ title: 'Chess' }, { title: 'Go' }], duration: 15 },
    {
      ...channel,
      title: odd,
      choices: [{ title: 'Chess' }, { title: 'Go' }, { title: odd }],
      duration: 1800,
      channel_points_voting_enabled: true,
      channel_points_per_vote: 100,
    },
  ],
  endPoll: ['user', { id: 'p', status: 'TERMINATED' }, { ...channel, id: 'p', status: 'ARCHIVED' }],
  getPredictions: ['user', {}, { ...channel, id: ['a', 'b'], ...paged }, { id: 'a' }],
  createPrediction: [
    'user',
    { title: 'Who?', outcomes: [{ title: 'White' }, { title: 'Black' }], prediction_window: 30 },
    { ...channel, title: odd, outcomes: [{ title: 'White' }, { title: odd }], prediction_window: 1800 },
  ],
  endPrediction: [
    'user',
    { id: 'p', status: 'LOCKED' },
    { ...channel, id: 'p', status: 'RESOLVED', winning_outcome_id: 'o' },
  ],
  startRaid: ['user', { to_broadcaster_id: '42' }, { from_broadcaster_id: '11', to_broadcaster_id: '42' }],
  cancelRaid: ['user', {}, channel],

  getChannelStreamSchedule: [
    'any',
    channel,
    { ...channel, id: ['a', 'b'], start_time: start, utc_offset: '60', ...paged },
    { ...channel, id: 'a' },
  ],
  getChannelICalendar: ['none needed', channel],
  updateChannelStreamSchedule: [
    'user',
    { is_vacation_enabled: false },
    {
      ...channel,
      is_vacation_enabled: true,
      vacation_start_time: start,
      vacation_end_time: end,
      timezone: 'America/New_York',
    },
  ],
  createChannelStreamScheduleSegment: [
    'user',
    { start_time: start, timezone: 'Europe/Berlin', duration: '60' },
    {
      ...channel,
      start_time: start,
      timezone: 'Europe/Berlin',
      duration: '1380',
      is_recurring: false,
      category_id: '743',
      title: odd,
    },
  ],
  updateChannelStreamScheduleSegment: [
    'user',
    { id: 'a' },
    {
      ...channel,
      id: 'a',
      start_time: start,
      duration: '30',
      category_id: '743',
      title: odd,
      is_canceled: false,
      timezone: 'Europe/Berlin',
    },
  ],
  deleteChannelStreamScheduleSegment: ['user', { id: 'a' }, { ...channel, id: 'a' }],

  searchCategories: ['any', { query: '#archery' }, { query: odd, ...paged }],
  searchChannels: ['any', { query: 'angel of death' }, { query: odd, live_only: true, ...paged }],

  getStreams: [
    'any',
    {},
    {
      user_id: ['42', '43'],
      user_login: ['ada', 'bob'],
      game_id: ['743', '1'],
      type: 'live',
      language: ['en', 'other'],
      ...paged,
    },
    { user_id: '42', user_login: 'ada', game_id: '743', type: 'all', language: 'de', ...pagedBack },
  ],
  getFollowedStreams: ['user', {}, { user_id: '42', ...paged }],
  getStreamKey: ['user', {}, channel],
  createStreamMarker: ['user', {}, { user_id: '42', description: odd }],
  getStreamMarkers: ['user', { user_id: '42' }, { user_id: '42', ...paged }, { video_id: 'v', ...pagedBack }],

  getBroadcasterSubscriptions: ['app or user', {}, { ...channel, user_id: ['42', '43'], first: 5 }, paged, pagedBack],
  checkUserSubscription: ['app or user', channel, { ...channel, user_id: '42' }],

  getChannelTeams: ['any', channel],
  getTeamById: ['any', { id: '6358' }],
  getTeamByName: ['any', { name: 'weightedcompanioncube' }],

  getUsers: ['any', { id: '42' }, { id: ['42', '43'], login: ['ada', 'bob'] }, { login: 'ada' }],
  updateUser: ['user', {}, { description: odd }, { description: '' }],
  getUserAuthorizations: ['app', { user_id: '42' }, { user_id: ['42', '43'] }],
  getUserBlockList: ['user', {}, { ...channel, ...paged }],
  blockUser: [
    'user',
    { target_user_id: '42' },
    { target_user_id: '42', source_context: 'whisper', reason: 'harassment' },
  ],
  unblockUser: ['user', { target_user_id: '42' }],
  getUserExtensions: ['user', {}],
  getUserActiveExtensions: ['any', { user_id: '42' }],
  updateUserExtensions: [
    'user',
    { data: {} },
    {
      data: {
        panel: { 1: slot, 2: { active: false } },
        overlay: { 1: slot },
        component: { 1: { ...slot, x: 0, y: 100 }, 2: { active: false } },
      },
    },
  ],

  getVideosById: ['any', { id: '335921245' }, { id: ['1', '2'] }],
  getVideosByUserId: [
    'any',
    { user_id: '42' },
    { user_id: '42', language: 'de', period: 'day', sort: 'trending', type: 'archive', ...paged },
    { user_id: '42', ...pagedBack },
  ],
  getVideosByCategoryId: [
    'any',
    { game_id: '743' },
    { game_id: '743', language: 'de', period: 'week', sort: 'views', type: 'highlight', ...paged },
    { game_id: '743', ...pagedBack },
  ],
  deleteVideos: ['user', { id: '1' }, { id: ['1', '2'] }],

  sendWhisper: ['user', { to_user_id: '42', message: 'Hi' }, { from_user_id: '11', to_user_id: '42', message: odd }],
} as const satisfies { readonly [Name in LibraryEndpoint]?: Calls<Name> }

type CallsByKind<Name extends EndpointName> = Partial<Record<TokenKind, readonly ParamsOf<Library[Name]>[]>>

const follow = {
  type: 'channel.follow',
  version: '2',
  condition: { broadcaster_user_id: '11', moderator_user_id: '12' },
}

/** Calls of an endpoint that depends on the kind of token, in place of those above. */
const callsByKind: { readonly [Name in EndpointName]?: CallsByKind<Name> } = {
  createEventSubSubscription: {
    app: [
      { ...follow, transport: webhook },
      { ...follow, transport: { method: 'conduit', conduit_id: 'c' } },
    ],
  },
  getDropsEntitlements: {
    app: [{}, { id: ['a', 'b'], user_id: '42', game_id: '743', fulfillment_status: 'CLAIMED', ...paged }],
  },
  sendChatMessage: {
    app: [{ message: 'Hi' }, { ...channel, sender_id: '12', message: odd, for_source_only: false }],
  },
  sendChatAnnouncement: {
    app: [{ message: 'Hi' }, { ...moderator, message: odd, color: 'purple', for_source_only: false }],
  },
  getUsers: { user: [{}, { id: ['42', '43'], login: ['ada', 'bob'] }, { login: 'ada' }] },
  getUserActiveExtensions: { user: [{}, { user_id: '42' }] },
}

/** The parameters of any endpoint. */
export type Params = object

/** Valid calls with a client of this kind. The call with the fewest parameters comes first. */
export function callsWith(name: EndpointName, kind: TokenKind): [fewest: Params, ...all: Params[]] {
  const [, fewest, ...all]: readonly [string, Params, ...Params[]] = calls[name]
  const [own, ...others]: readonly Params[] = callsByKind[name]?.[kind] ?? []
  return own ? [own, ...others] : [fewest, ...all]
}

/** The clients that an endpoint accepts. */
export const takes = (name: EndpointName) => calls[name][0]

/** Keys without a default that change the request when they are left out: `undefined` is refused. */
export const explicit: { readonly [Name in EndpointName]?: readonly (keyof ParamsOf<Library[Name]>)[] } = {
  getUsers: ['id', 'login'],
  getUserActiveExtensions: ['user_id'],
  deleteChatMessages: ['message_id'],
  getStreams: ['user_id', 'user_login'],
  getGames: ['id', 'name', 'igdb_id'],
}
