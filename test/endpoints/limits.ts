import type { TokenKind } from 'tinyhelix'
import { times } from '../core/rows.ts'
import type { EndpointName, Params } from './calls.ts'

/** A documented limit: values just inside it are sent, values just outside it are refused. */
export interface Limit {
  /** The parameter, or all parameters of the limit. */
  readonly of: string
  /** The name in the refusal. @defaultValue as `of` */
  readonly named?: string
  readonly inside: readonly Params[]
  readonly outside: readonly Params[]
  /** The expected limit in the message, for the first value outside. */
  readonly says?: readonly string[]
  /** The client of the call. @defaultValue one that the endpoint accepts */
  readonly kind?: TokenKind
}

const ids = (count: number) => times(count, index => `${index + 1}`)

/** Values of one parameter, with other required parameters. */
const values = (of: string, inside: readonly unknown[], outside: readonly unknown[], beside: Params = {}): Limit => ({
  of,
  inside: inside.map(value => ({ ...beside, [of]: value })),
  outside: outside.map(value => ({ ...beside, [of]: value })),
})

/** A whole number from `min` to `max`. */
const range = (of: string, min: number, max?: number, beside?: Params): Limit => ({
  ...values(
    of,
    [min, max ?? 2 ** 31],
    [min - 1, ...(max === undefined ? [] : [max + 1]), min + 0.5, `${min}`, Number.NaN],
    beside,
  ),
  says: [`>=${min}`, ...(max === undefined ? [] : [`<=${max}`])],
})

/** A list of up to `max` ids, or a single id. */
const count = (of: string, max: number): Limit => ({
  ...values(of, ['1', ['1'], ids(max), Object.freeze(ids(max))], [ids(max + 1), ['1', ''], [1], ['1', undefined]]),
  says: [`<=${max}`],
})

/** Text of `min` to `max` characters as people count them. The flag is one character of four code units. */
const length = (of: string, min: number, max: number): Limit => ({
  ...values(
    of,
    ['x'.repeat(min), 'x'.repeat(max), '😀'.repeat(max)],
    ['x'.repeat(max + 1), '😀'.repeat(max + 1), ...(min ? ['x'.repeat(min - 1)] : []), 5],
  ),
  says: [`<=${max}`, `<=${max}`, ...(min ? [`>=${min}`] : [])],
})

/** Twitch's own words, which are case-sensitive. */
const words = (of: string, known: readonly string[], beside?: Params): Limit =>
  values(of, known, ['', 'else', ...known.map(swapCase), [known[0]]], beside)

const swapCase = (word: string) => (word === word.toUpperCase() ? word.toLowerCase() : word.toUpperCase())

/** A time in RFC 3339. */
const moment = (of: string, beside?: Params): Limit =>
  values(
    of,
    [
      '2026-05-01T00:00:00Z',
      '2026-05-01t00:00:00.123456789z',
      '2026-05-01T23:59:59+14:00',
      '2026-05-01T00:00:00.0-08:00',
    ],
    [
      '',
      '2026-05-01',
      '2026-05-01 00:00:00Z',
      '2026-05-01T00:00:00',
      '2026-05-01T00:00Z',
      '2026-05-01T00:00:00+0200',
      '2026-13-01T00:00:00Z',
      '2026-02-30T00:00:00Z',
      '2026-05-01T24:00:00Z',
      '2026-05-01T00:60:00Z',
      'Fri, 01 May 2026 00:00:00 GMT',
      1_777_593_600,
      new Date(0),
    ],
    beside,
  )

/** A rule between parameters. */
const rule = (of: string, inside: readonly Params[], outside: readonly Params[], kind?: TokenKind): Limit => ({
  of,
  inside,
  outside,
  ...(kind && { kind }),
})

const [early, late] = ['2026-05-01T00:00:00Z', '2026-05-02T00:00:00Z']

/** The first and last day of a report. */
const reportDays: readonly Limit[] = [
  words('type', ['overview_v2']),
  moment('started_at', { ended_at: '2027-01-01T00:00:00Z' }),
  moment('ended_at', { started_at: '2018-01-31T00:00:00Z' }),
  rule(
    'ended_at',
    [{}, { started_at: early, ended_at: late }, { started_at: early, ended_at: early }],
    [{ started_at: early }, { ended_at: late }, { started_at: late, ended_at: early }],
  ),
]

const rewardOptions: readonly Limit[] = [
  length('prompt', 0, 200),
  values('background_color', ['#9147FF', '#00e5cb'], ['', '9147FF', '#9147F', '#9147FF0', '#GGGGGG', 'purple']),
  range('max_per_stream', 1),
  range('max_per_user_per_stream', 1),
  range('global_cooldown_seconds', 1, 604_800),
]

const clipDuration = (beside?: Params) =>
  values('duration', [5, 60, 5.1, 59.9], [4.9, 60.1, 12.34, '30', Number.NaN], beside)

/** Five kilobytes of UTF-8, in which an ü needs two bytes. */
const fiveKilobytes = (of: string, beside?: Params) =>
  values(of, ['', 'x'.repeat(5120), 'ü'.repeat(2560)], ['x'.repeat(5121), 'ü'.repeat(2561), {}], beside)

const webhook = { method: 'webhook', callback: 'https://example.com', secret: 'x'.repeat(10) }
const websocket = { method: 'websocket', session_id: 's' }
const conduit = { method: 'conduit', conduit_id: 'c' }

const webhooks = [
  webhook,
  { ...webhook, secret: 'x'.repeat(100) },
  { ...webhook, secret: ' ~'.repeat(5) },
  { ...webhook, callback: 'https://example.com:443/hook?a=b#c' },
  { ...webhook, callback: 'https://example.com:443?a=b:c' },
  { ...webhook, session_id: undefined },
]

const brokenTransports = [
  { ...webhook, secret: 'x'.repeat(9) },
  { ...webhook, secret: 'x'.repeat(101) },
  { ...webhook, secret: 'ü'.repeat(10) },
  { ...webhook, secret: undefined },
  { ...webhook, callback: undefined },
  { ...webhook, callback: 'http://example.com' },
  { ...webhook, callback: 'https://example.com:8443' },
  { ...webhook, callback: 'example.com' },
  { ...webhook, callback: 'https://?a=b' },
  { ...webhook, session_id: 's' },
  { ...websocket, session_id: '' },
  { ...websocket, session_id: undefined },
  { ...websocket, secret: 'x'.repeat(10) },
  { ...websocket, conduit_id: 'c' },
  { ...conduit, conduit_id: undefined },
  { ...conduit, session_id: 's' },
  { method: 'pigeon' },
  { session_id: 's' },
  {},
  null,
  'websocket',
]

const guestStarLayouts = ['TILED_LAYOUT', 'SCREENSHARE_LAYOUT', 'HORIZONTAL_LAYOUT', 'VERTICAL_LAYOUT']

const levels = [
  'aggression',
  'bullying',
  'disability',
  'misogyny',
  'race_ethnicity_or_religion',
  'sex_based_terms',
  'sexuality_sex_or_gender',
  'swearing',
]

const labels = [
  'DebatedSocialIssuesAndPolitics',
  'DrugsIntoxication',
  'SexualThemes',
  'ViolentGraphic',
  'Gambling',
  'ProfanityVulgarity',
]

const colors = [
  'blue',
  'blue_violet',
  'cadet_blue',
  'chocolate',
  'coral',
  'dodger_blue',
  'firebrick',
  'golden_rod',
  'green',
  'hot_pink',
  'orange_red',
  'red',
  'sea_green',
  'spring_green',
  'yellow_green',
]

const locales =
  'bg-BG cs-CZ da-DK de-DE el-GR en-GB en-US es-ES es-MX fi-FI fr-FR hu-HU it-IT ja-JP ko-KR nl-NL no-NO pl-PL pt-BT pt-PT ro-RO ru-RU sk-SK sv-SE th-TH tr-TR vi-VN zh-CN zh-TW'

const clipWindow = [moment('started_at'), moment('ended_at', { started_at: early })]

const videoFilters = [
  words('period', ['all', 'day', 'month', 'week']),
  words('sort', ['time', 'trending', 'views']),
  words('type', ['all', 'archive', 'highlight', 'upload']),
]

/** Lists of `min` to `max` objects with a title of at most 25 characters. */
const titled = (of: string, min: number, max: number): Limit => {
  const things = (number: number) => times(number, index => ({ title: `${index}` }))
  const withTitle = (title: unknown) => [{ title }, { title: 'x' }]
  return values(
    of,
    [things(min), things(max), withTitle('x'.repeat(25)), withTitle('😀'.repeat(25))],
    [things(min - 1), things(max + 1), [], withTitle('x'.repeat(26)), withTitle(''), withTitle(undefined), ['a', 'b']],
  )
}

/** All documented limits of all endpoints, except those of pages and ids, which are the same everywhere. */
export const limits: { readonly [Name in EndpointName]?: readonly Limit[] } = {
  startCommercial: [range('length', 1, 180)],

  getExtensionAnalytics: reportDays,
  getGameAnalytics: reportDays,

  getBitsLeaderboard: [
    range('count', 1, 100),
    words('period', ['day', 'week', 'month', 'year', 'all'], { started_at: early }),
    moment('started_at', { period: 'day' }),
    rule(
      'period and started_at',
      [{}, { period: 'all' }, { period: 'day', started_at: early }],
      [{ period: 'day' }, { started_at: early }],
    ),
  ],
  getExtensionTransactions: [count('id', 100)],
  // Twitch documents no limit for these. No other list of ids has more.
  getCustomPowerUps: [count('id', 100)],

  getChannelInformation: [count('broadcaster_id', 100)],
  modifyChannelInformation: [
    values('title', ['x'], ['']),
    values('game_id', ['743', '0', ''], [743]),
    range('delay', 0, 900),
    values(
      'tags',
      [[], times(10, index => `Tag${index}`), ['x'.repeat(25)], ['Émile'], ['将棋']],
      [
        times(11, index => `Tag${index}`),
        ['x'.repeat(26)],
        [''],
        ['two words'],
        ['#tag'],
        ['a-b'],
        ['a_b'],
        ['🎉!'],
        'Tag',
      ],
    ),
    {
      ...values(
        'content_classification_labels',
        [[], ...labels.map(id => [{ id, is_enabled: true }])],
        [
          [{ id: 'MatureGame', is_enabled: true }],
          [{ id: 'gambling', is_enabled: true }],
          [{ id: 'Gambling' }],
          labels,
        ],
      ),
      of: 'content_classification_labels[].id',
      named: 'content_classification_labels',
    },
    rule(
      'title',
      [{ title: undefined, is_branded_content: false }],
      [{ title: undefined }, { title: undefined, broadcaster_id: '11' }],
    ),
  ],
  getVips: [count('user_id', 100)],

  createCustomReward: [
    length('title', 1, 45),
    range('cost', 1),
    ...rewardOptions,
    ...[
      ['is_max_per_stream_enabled', 'max_per_stream'],
      ['is_max_per_user_per_stream_enabled', 'max_per_user_per_stream'],
      ['is_global_cooldown_enabled', 'global_cooldown_seconds'],
    ].map(([enabled = '', limit = '']) =>
      rule(
        limit,
        [{ [enabled]: true, [limit]: 1 }, { [enabled]: false }, { [enabled]: false, [limit]: 1 }],
        [{ [enabled]: true }],
      ),
    ),
  ],
  updateCustomReward: [length('title', 1, 45), range('cost', 1), ...rewardOptions],
  getCustomRewards: [count('id', 50)],
  getCustomRewardRedemptions: [
    words('status', ['CANCELED', 'FULFILLED', 'UNFULFILLED']),
    words('sort', ['OLDEST', 'NEWEST']),
    count('id', 50),
    rule('status and id', [{ status: undefined, id: 'a' }, { id: 'a' }], [{ status: undefined }]),
  ],
  updateRedemptionStatus: [count('id', 50), words('status', ['CANCELED', 'FULFILLED'])],

  getEmoteSets: [count('emote_set_id', 25)],
  updateChatSettings: [
    range('follower_mode_duration', 0, 129_600, { follower_mode: true }),
    range('slow_mode_wait_time', 3, 120, { slow_mode: true }),
    values('non_moderator_chat_delay_duration', [2, 4, 6], [0, 1, 3, 5, 7, '2'], { non_moderator_chat_delay: true }),
    ...[{ follower_mode_duration: 10 }, { slow_mode_wait_time: 30 }, { non_moderator_chat_delay_duration: 2 }].map(
      time => {
        const [key = ''] = Object.keys(time)
        const mode = key.replace(/_(duration|wait_time)$/, '')
        return rule(key, [{ [mode]: true, ...time }, { [mode]: false }], [time, { [mode]: false, ...time }])
      },
    ),
  ],
  sendChatAnnouncement: [
    length('message', 1, 500),
    words('color', ['blue', 'green', 'orange', 'purple', 'primary']),
    rule('for_source_only', [{ for_source_only: true }, { for_source_only: false }], [], 'app'),
    rule('for_source_only', [{}], [{ for_source_only: true }, { for_source_only: false }], 'user'),
  ],
  sendShoutout: [
    rule(
      'to_broadcaster_id',
      [{ from_broadcaster_id: '41' }],
      [{ from_broadcaster_id: '42', to_broadcaster_id: '42' }],
    ),
  ],
  sendChatMessage: [
    length('message', 1, 500),
    rule('for_source_only', [{ for_source_only: true }, { for_source_only: false }], [], 'app'),
    rule('for_source_only', [{}], [{ for_source_only: true }, { for_source_only: false }], 'user'),
    rule(
      'pin',
      [{ pin: true }, { pin: false, reply_parent_message_id: 'm', for_source_only: true }],
      [
        { pin: true, reply_parent_message_id: 'm' },
        { pin: true, for_source_only: true },
        { pin: true, for_source_only: false },
      ],
      'app',
    ),
  ],
  getUserChatColor: [count('user_id', 100)],
  updateChatColor: [
    values('color', colors, colors.map(swapCase)),
    values('color', ['#9146FF', '#000000'], ['9146FF', '#9146F', '#9146FF00', '#GGGGGG', 'blue red', 'purple']),
  ],
  pinChatMessage: [range('duration_seconds', 30, 1800)],
  updatePinnedChatMessage: [range('duration_seconds', 30, 1800)],

  createClip: [clipDuration(), values('title', ['x'], [''])],
  getClipsById: [count('id', 100)],
  getClipsByUserId: clipWindow,
  getClipsByCategoryId: clipWindow,
  createClipFromVod: [
    clipDuration({ vod_offset: 60 }),
    values('title', ['x'], ['']),
    values('vod_offset', [5, 7200], [4, 5.5, '60'], { duration: 5 }),
    rule(
      'vod_offset',
      [{ vod_offset: 30 }, { vod_offset: 60, duration: 60 }, { vod_offset: 12, duration: 11.9 }],
      [{ vod_offset: 29 }, { vod_offset: 59, duration: 60 }, { vod_offset: 12, duration: 12.1 }],
    ),
  ],
  getClipsDownloads: [count('clip_id', 10)],

  createConduit: [range('shard_count', 1, 20_000)],
  updateConduit: [range('shard_count', 1, 20_000)],
  updateConduitShards: [
    {
      ...values(
        'shards',
        [...webhooks, websocket].map(transport => [{ id: '0', transport }]),
        [
          ...[...brokenTransports, conduit].map(transport => [{ id: '0', transport }]),
          [{ id: '', transport: webhook }],
          [{ id: 0, transport: webhook }],
          [{ transport: webhook }],
          { id: '0', transport: webhook },
        ],
      ),
      of: 'shards[].transport.method',
      named: 'shards',
    },
  ],

  getContentClassificationLabels: [
    values('locale', locales.split(' '), ['', 'de', 'DE-de', 'de_DE', 'de-DE,en-US', ['de-DE']]),
  ],

  getDropsEntitlements: [
    count('id', 100),
    words('fulfillment_status', ['CLAIMED', 'FULFILLED']),
    rule('user_id', [{ user_id: '42' }, { user_id: '42', game_id: '743' }], [], 'app'),
    rule('user_id', [{ game_id: '743' }], [{ user_id: '42' }, { user_id: '42', game_id: '743' }], 'user'),
  ],
  updateDropsEntitlements: [
    values('entitlement_ids', [['1'], ids(100)], [ids(101), ['1', ''], [1], '1']),
    words('fulfillment_status', ['CLAIMED', 'FULFILLED']),
  ],

  getExtensionChannelConfiguration: [
    {
      of: 'segment',
      inside: [
        { segment: 'global' },
        { segment: ['global'] },
        { segment: 'broadcaster', broadcaster_id: '11' },
        { segment: 'developer', broadcaster_id: '11' },
        { segment: ['broadcaster', 'developer', 'global'], broadcaster_id: '11' },
      ],
      outside: [
        { segment: 'else' },
        { segment: 'Global' },
        { segment: ['global', 'else'] },
        { segment: 'global', broadcaster_id: '11' },
        { segment: 'broadcaster' },
        { segment: ['global', 'developer'] },
      ],
    },
  ],
  setExtensionConfigurationSegment: [
    {
      of: 'segment',
      inside: [
        { segment: 'global' },
        { segment: 'broadcaster', broadcaster_id: '11' },
        { segment: 'developer', broadcaster_id: '11' },
      ],
      outside: [
        { segment: 'else' },
        { segment: 'Global' },
        { segment: ['global'] },
        { segment: 'global', broadcaster_id: '11' },
        { segment: 'broadcaster' },
        { segment: 'developer' },
      ],
    },
    fiveKilobytes('content'),
  ],
  sendExtensionPubSubMessage: [
    fiveKilobytes('message'),
    {
      of: 'target',
      inside: [
        { target: ['broadcast'] },
        { target: ['whisper-42'] },
        { target: ['broadcast', 'whisper-42'] },
        { target: ['global'], is_global_broadcast: true, broadcaster_id: undefined },
      ],
      outside: [
        { target: [] },
        { target: 'broadcast' },
        { target: ['else'] },
        { target: ['whisper-'] },
        { target: ['Broadcast'] },
        { target: ['global'] },
        { target: ['global', 'broadcast'] },
        { target: ['global', 'broadcast'], is_global_broadcast: true, broadcaster_id: undefined },
        { target: ['broadcast'], is_global_broadcast: true, broadcaster_id: undefined },
      ],
    },
    rule(
      'broadcaster_id',
      [{ is_global_broadcast: false }],
      [{ broadcaster_id: undefined }, { target: ['global'], is_global_broadcast: true }],
    ),
  ],
  createExtensionSecret: [range('delay', 300)],
  sendExtensionChatMessage: [length('text', 1, 280)],
  updateExtensionBitsProduct: [
    values('sku', ['a', 'A-1_b.c', 'x'.repeat(255)], ['', 'x'.repeat(256), 'two words', 'a/b', 'ü', 5]),
    length('display_name', 1, 255),
    {
      ...values(
        'cost',
        [1, 10_000].map(amount => ({ amount, type: 'bits' })),
        [
          ...[0, 10_001, 1.5, '1', undefined].map(amount => ({ amount, type: 'bits' })),
          { amount: 1, type: 'usd' },
          { amount: 1, type: 'Bits' },
          { amount: 1 },
          1,
        ],
      ),
      of: 'cost.type',
      named: 'cost',
    },
    moment('expiration'),
  ],

  createEventSubSubscription: [
    {
      ...values('transport', [websocket], [...brokenTransports, webhook, conduit]),
      of: 'transport.method',
      named: 'transport',
      kind: 'user',
    },
    {
      ...values('transport', [...webhooks, conduit], [...brokenTransports, websocket]),
      of: 'transport.method',
      named: 'transport',
      kind: 'app',
    },
    values(
      'condition',
      [{ user_id: '42' }, { broadcaster_user_id: '11', moderator_user_id: '12' }, {}],
      [undefined, null, 'user_id', ['42'], { user_id: '' }, { user_id: undefined }, { user_id: 42 }],
    ),
  ],
  getEventSubSubscriptions: [
    rule(
      'status and type and user_id and subscription_id and conduit_id',
      [{}, { status: 'enabled', type: undefined }, { user_id: '42', after: 'c' }],
      [
        { status: 'enabled', type: 'stream.online' },
        { type: 'stream.online', user_id: '42' },
        { user_id: '42', subscription_id: 'e' },
        { subscription_id: 'e', conduit_id: 'c' },
        { conduit_id: 'c', status: 'enabled' },
      ],
    ),
  ],

  getGames: [
    count('id', 100),
    { ...count('name', 100), inside: [{ id: undefined, name: ids(100) }] },
    { ...count('igdb_id', 100), inside: [{ id: undefined, igdb_id: ids(100) }] },
    rule(
      'id and name and igdb_id',
      [
        { id: ids(34), name: ids(33), igdb_id: ids(33) },
        { id: 'a', name: ids(99) },
      ],
      [{ id: ids(34), name: ids(34), igdb_id: ids(33) }, { id: 'a', name: ids(100) }, { id: undefined }],
    ),
  ],

  updateChannelGuestStarSettings: [range('slot_count', 1, 6), words('group_layout', guestStarLayouts)],
  assignGuestStarSlot: [values('slot_id', ['1', '6'], ['0', '7', '', '01', '1.5', 'SCREENSHARE', '10'])],
  updateGuestStarSlotSettings: [range('volume', 0, 100)],

  checkAutoModStatus: [
    values(
      'messages',
      [1, 100].map(number => times(number, index => ({ msg_id: `${index}`, msg_text: 'Hi' }))),
      [
        [],
        times(101, index => ({ msg_id: `${index}`, msg_text: 'Hi' })),
        [{ msg_id: '1' }],
        [{ msg_text: 'Hi' }],
        [{ msg_id: 1, msg_text: 'Hi' }],
        { msg_id: '1', msg_text: 'Hi' },
      ],
    ),
  ],
  manageHeldAutoModMessages: [words('action', ['ALLOW', 'DENY'])],
  updateAutoModSettings: [
    range('overall_level', 0, 4),
    ...levels.map(level => range(level, 0, 4, { overall_level: undefined })),
    rule(
      'overall_level',
      [{ overall_level: undefined, swearing: 0 }],
      [{ overall_level: undefined }, { overall_level: 0, swearing: 0 }],
    ),
  ],
  getBannedUsers: [count('user_id', 100)],
  banUser: [range('duration', 1, 1_209_600), length('reason', 0, 500)],
  getUnbanRequests: [words('status', ['pending', 'approved', 'denied', 'acknowledged', 'canceled'])],
  resolveUnbanRequest: [words('status', ['approved', 'denied']), length('resolution_text', 0, 500)],
  addBlockedTerm: [length('text', 2, 500)],
  getModerators: [count('user_id', 100)],
  warnChatUser: [length('reason', 1, 500)],
  addSuspiciousUserStatus: [words('status', ['ACTIVE_MONITORING', 'RESTRICTED'])],

  getPolls: [count('id', 20)],
  createPoll: [
    length('title', 1, 60),
    titled('choices', 2, 5),
    range('duration', 15, 1800),
    range('channel_points_per_vote', 1, 1_000_000, { channel_points_voting_enabled: true }),
    rule(
      'channel_points_per_vote',
      [{ channel_points_voting_enabled: false }, { channel_points_voting_enabled: true }],
      [{ channel_points_per_vote: 1 }, { channel_points_voting_enabled: false, channel_points_per_vote: 1 }],
    ),
  ],
  endPoll: [words('status', ['TERMINATED', 'ARCHIVED'])],
  getPredictions: [count('id', 25)],
  createPrediction: [length('title', 1, 45), titled('outcomes', 2, 10), range('prediction_window', 30, 1800)],
  endPrediction: [
    words('status', ['RESOLVED', 'CANCELED', 'LOCKED'], { winning_outcome_id: 'o' }),
    rule('winning_outcome_id', [{ status: 'CANCELED' }, { status: 'LOCKED' }], [{ status: 'RESOLVED' }]),
  ],
  startRaid: [
    rule(
      'to_broadcaster_id',
      [{ from_broadcaster_id: '41' }],
      [{ from_broadcaster_id: '42', to_broadcaster_id: '42' }],
    ),
  ],

  getChannelStreamSchedule: [count('id', 100), moment('start_time')],
  updateChannelStreamSchedule: [
    moment('vacation_start_time'),
    moment('vacation_end_time'),
    values('timezone', ['Europe/Berlin'], ['']),
    rule(
      'vacation_start_time and vacation_end_time',
      [
        { is_vacation_enabled: true, vacation_start_time: early, vacation_end_time: late, timezone: 'UTC' },
        { is_vacation_enabled: undefined, timezone: 'UTC' },
      ],
      [
        { is_vacation_enabled: true },
        { is_vacation_enabled: true, vacation_end_time: late, timezone: 'UTC' },
        { is_vacation_enabled: true, vacation_start_time: early, timezone: 'UTC' },
        { is_vacation_enabled: true, vacation_start_time: early, vacation_end_time: late },
        { is_vacation_enabled: true, vacation_start_time: early, vacation_end_time: early, timezone: 'UTC' },
        { is_vacation_enabled: true, vacation_start_time: late, vacation_end_time: early, timezone: 'UTC' },
      ],
    ),
  ],
  createChannelStreamScheduleSegment: [
    moment('start_time'),
    values('duration', ['30', '1380'], ['29', '1381', '', '60.5', '1e2', 60]),
    values('timezone', ['Europe/Berlin'], ['']),
    length('title', 0, 140),
  ],
  updateChannelStreamScheduleSegment: [
    moment('start_time'),
    values('duration', ['30', '1380'], ['29', '1381', '', '60.5', '1e2', 60]),
    values('timezone', ['Europe/Berlin'], ['']),
    length('title', 0, 140),
  ],

  searchCategories: [values('query', ['x', ' '], [''])],
  searchChannels: [values('query', ['x', ' '], [''])],

  getStreams: [
    count('user_id', 100),
    count('user_login', 100),
    count('game_id', 100),
    count('language', 100),
    words('type', ['all', 'live']),
    rule('no filter', [{}], []),
  ],
  createStreamMarker: [length('description', 0, 140)],
  getStreamMarkers: [
    rule(
      'user_id and video_id',
      [{ user_id: '42' }, { user_id: undefined, video_id: 'v' }],
      [{ user_id: undefined }, { user_id: '42', video_id: 'v' }],
    ),
  ],

  getBroadcasterSubscriptions: [
    count('user_id', 100),
    rule(
      'after and before',
      [{ after: 'c' }, { before: 'c' }, { user_id: '42', first: 1 }],
      [
        { user_id: '42', after: 'c' },
        { user_id: '42', before: 'c' },
      ],
    ),
  ],

  getUsers: [
    count('id', 100),
    { ...count('login', 100), inside: [{ login: 'ada' }, { login: ids(99) }] },
    rule(
      'id and login',
      [
        { id: ids(50), login: ids(50) },
        { id: 'a', login: ids(99) },
      ],
      [
        { id: ids(50), login: ids(51) },
        { id: 'a', login: ids(100) },
      ],
    ),
    rule('id and login', [{}, { id: 'a' }], [], 'user'),
    rule('id and login', [{ login: 'ada' }], [{ id: undefined }], 'app'),
    rule('id and login', [{ login: 'ada' }], [{ id: undefined }], 'extension'),
  ],
  updateUser: [length('description', 0, 300)],
  getUserActiveExtensions: [
    rule('user_id', [{}, { user_id: '42' }], [], 'user'),
    rule('user_id', [{ user_id: '42' }], [{ user_id: undefined }], 'app'),
    rule('user_id', [{ user_id: '42' }], [{ user_id: undefined }], 'extension'),
  ],
  getUserAuthorizations: [count('user_id', 10)],
  blockUser: [words('source_context', ['chat', 'whisper']), words('reason', ['harassment', 'spam', 'other'])],
  updateUserExtensions: [
    values(
      'data',
      [
        {},
        { panel: { 1: { active: false } } },
        { component: { 1: { active: true, id: 'x', version: '1', x: 0, y: 0 } } },
      ],
      ['panel', null, { panel: { 1: {} } }, { overlay: { 1: { active: 'true' } } }],
    ),
  ],

  getVideosById: [count('id', 100)],
  getVideosByUserId: videoFilters,
  getVideosByCategoryId: videoFilters,
  deleteVideos: [count('id', 5)],

  sendWhisper: [
    length('message', 1, 10_000),
    rule('from_user_id and to_user_id', [{ from_user_id: '41' }], [{ from_user_id: '42', to_user_id: '42' }]),
  ],
}
