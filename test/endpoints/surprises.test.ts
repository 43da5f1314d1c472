import {
  cheermoteUrl,
  createClient,
  emoteUrl,
  formatAmount,
  getBannedUsers,
  getChannelStreamSchedule,
  getCheermotes,
  getStreams,
  getTopGames,
  getUnbanRequests,
  getUserEmotes,
  getUsers,
  getVideosById,
  imageUrl,
  isHelixError,
  parseDuration,
} from 'tinyhelix'
import { describe, expect, it } from 'vitest'
import type { Answer, Received } from '../scripted/script.ts'
import type { EndpointName, Params } from './calls.ts'
import { documentedAnswer, put } from './documentedAnswer.ts'
import { endpoint, names, rowOf, validParams } from './endpoints.ts'
import { expected, json, outcome } from './outcome.ts'
import { startTwitch, valuesIn } from './twitch.ts'

const twitch = await startTwitch()

/** A documented answer with some fields as Twitch really has them; `undefined`: it leaves them out. */
function answerWith(name: EndpointName, fields: Params): Record<string, unknown> {
  const answer = documentedAnswer(rowOf(name).operation)
  for (const [field, value] of Object.entries(fields)) put(answer, field, value)
  return answer
}

type Payload = readonly [what: string, name: EndpointName, fields: Readonly<Record<string, unknown>>]

/** What Twitch sends otherwise than one would expect. It all comes out as it is. */
const payloads: readonly Payload[] = [
  ['fractions of a second with nine digits', 'getStreams', { 'data[]/started_at': '2021-02-17T15:45:55.632608638Z' }],
  ['no time at all', 'getStreams', { 'data[]/started_at': '' }],

  ['times of ads in seconds since 1970', 'getAdSchedule', { 'data[]/next_ad_at': 1729950039 }],
  [
    'a channel without ads: one row of zeros',
    'getAdSchedule',
    Object.fromEntries(
      ['snooze_count', 'snooze_refresh_at', 'next_ad_at', 'duration', 'last_ad_at', 'preroll_free_time'].map(field => [
        `data[]/${field}`,
        0,
      ]),
    ),
  ],
  ['times of a snoozed ad in seconds since 1970', 'snoozeNextAd', { 'data[]/next_ad_at': 1729950339 }],

  ['a leaderboard of all time has no dates', 'getBitsLeaderboard', { date_range: { started_at: '', ended_at: '' } }],
  [
    'undocumented measures of an extension, and no page for its settings',
    'getExtensions',
    {
      'data[]/views/component/aspect_width': 4000,
      'data[]/views/component/size': 1.5,
      'data[]/views/component/zoom': false,
      'data[]/views/component/zoom_pixels': 1024,
      'data[]/views/config': undefined,
    },
  ],
  ['an undocumented state of an extension', 'getReleasedExtensions', { 'data[]/state': 'Testing' }],
  [
    'no channel in the segment of all channels',
    'getExtensionChannelConfiguration',
    { 'data[]/broadcaster_id': undefined },
  ],
  [
    'an empty channel in the segment of all channels',
    'getExtensionChannelConfiguration',
    { 'data[]/broadcaster_id': '' },
  ],
  ['products in another spelling', 'getExtensionTransactions', { 'data[]/product_data/displayName': 'Crate' }],
  [
    'an idle place for an extension has nothing else',
    'getUserActiveExtensions',
    { data: { panel: { 1: { active: false } }, overlay: {}, component: { 1: { active: true, id: 'x', x: 0, y: 0 } } } },
  ],

  [
    'a channel that never set anything',
    'getChannelInformation',
    { 'data[]/game_id': '', 'data[]/game_name': '', 'data[]/title': '', 'data[]/delay': 0, 'data[]/tags': [] },
  ],
  ['followers that one may not see, but count', 'getChannelFollowers', { data: [], total: 5000, pagination: {} }],
  ['a channel that one does not follow', 'getFollowedChannels', { data: [], total: 0, pagination: {} }],
  [
    'a reward without images, cooldown or stream',
    'createCustomReward',
    {
      'data[]/image': null,
      'data[]/cooldown_expires_at': null,
      'data[]/redemptions_redeemed_current_stream': null,
      'data[]/max_per_stream_setting': { is_enabled: true, max_per_stream: 10 },
    },
  ],
  [
    'a Power-up without images, cooldown or stream',
    'getCustomPowerUps',
    {
      'data[]/image': null,
      'data[]/cooldown_expires_at': null,
      'data[]/redemptions_redeemed_current_stream': null,
    },
  ],
  ['redemptions with a cursor', 'getCustomRewardRedemptions', { pagination: { cursor: 'c' } }],

  ['a charity campaign without a goal', 'getCharityCampaign', { 'data[]/target_amount': null }],
  ['a goal without a description', 'getCreatorGoals', { 'data[]/description': '' }],
  [
    'no hype train, ever',
    'getHypeTrainStatus',
    { 'data[]/current': null, 'data[]/all_time_high': null, 'data[]/shared_all_time_high': null },
  ],
  [
    'a hype train of one channel',
    'getHypeTrainStatus',
    {
      'data[]/current/shared_train_participants': null,
      'data[]/current/is_shared_train': undefined,
      'data[]/current/type': 'golden_kappa',
      'data[]/current/top_contributions[]/type': 'bits',
      'data[]/current/started_at': '2026-05-01T15:45:16.11107Z',
    },
  ],

  ['an emote of followers has no tier', 'getChannelEmotes', { 'data[]/tier': '', 'data[]/emote_type': 'follower' }],
  ['an undocumented type of emote', 'getEmoteSets', { 'data[]/emote_type': 'limitedtime' }],
  ['an emote that is in no set', 'getUserEmotes', { 'data[]/emote_type': 'archive', 'data[]/emote_set_id': '' }],
  [
    'a badge without anything to click',
    'getGlobalChatBadges',
    { 'data[]/versions[]/click_action': null, 'data[]/versions[]/click_url': null },
  ],
  [
    'chat without any restriction, as anyone sees it',
    'getChatSettings',
    {
      'data[]/follower_mode_duration': null,
      'data[]/slow_mode_wait_time': null,
      'data[]/moderator_id': undefined,
      'data[]/non_moderator_chat_delay': undefined,
      'data[]/non_moderator_chat_delay_duration': undefined,
    },
  ],
  [
    'chat without a delay, as a moderator sees it',
    'getChatSettings',
    { 'data[]/non_moderator_chat_delay': false, 'data[]/non_moderator_chat_delay_duration': null },
  ],
  ['chat for all followers', 'getChatSettings', { 'data[]/follower_mode': true, 'data[]/follower_mode_duration': 0 }],
  ['a user who never picked a color', 'getUserChatColor', { 'data[]/color': '' }],
  [
    'a message that was held back: no error',
    'sendChatMessage',
    {
      'data[]/is_sent': false,
      'data[]/message_id': '',
      'data[]/drop_reason': { code: 'msg_rejected_new', message: 'Held for review.' },
    },
  ],
  ['a message that was sent', 'sendChatMessage', { 'data[]/is_sent': true, 'data[]/drop_reason': null }],
  ['a message that was sent, with no word on dropping', 'sendChatMessage', { 'data[]/drop_reason': undefined }],
  ['chatters with a count', 'getChatters', { total: 8 }],
  ['a pin that stays until the stream ends', 'getPinnedChatMessage', { 'data[]/ends_at': null }],

  ['a clip of no recording', 'getClipsById', { 'data[]/video_id': '', 'data[]/vod_offset': null }],
  ['a clip with a broken picture', 'getClipsByUserId', { 'data[]/thumbnail_url': 'https://x//-preview-480x272.jpg' }],
  ['a clip without a portrait', 'getClipsDownloads', { 'data[]/portrait_download_url': null }],
  [
    'a clip without any file',
    'getClipsDownloads',
    { 'data[]/landscape_download_url': null, 'data[]/portrait_download_url': null },
  ],
  ['an upload comes from no stream', 'getVideosById', { 'data[]/stream_id': null, 'data[]/muted_segments': null }],
  ['a video that is being made', 'getVideosByUserId', { 'data[]/thumbnail_url': '' }],
  ['deleted videos by id', 'deleteVideos', { data: ['1234', '9876'] }],
  [
    'a marker with its address in capitals',
    'getStreamMarkers',
    { 'data[]/videos[]/markers[]/URL': 'https://x', 'data[]/videos[]/markers[]/url': undefined },
  ],
  ['no videos with markers', 'getStreamMarkers', { 'data[]/videos': [] }],
  ['a marker without a description', 'createStreamMarker', { 'data[]/description': '' }],

  [
    'a subscription over a conduit',
    'getEventSubSubscriptions',
    { 'data[]/transport': { method: 'conduit', conduit_id: 'c' } },
  ],
  [
    'a subscription over a websocket',
    'getEventSubSubscriptionsByType',
    {
      'data[]/transport': {
        method: 'websocket',
        session_id: 's',
        connected_at: '2026-05-01T00:00:00Z',
        disconnected_at: '2026-05-01T01:00:00Z',
      },
      'data[]/status': 'websocket_disconnected',
    },
  ],
  ['an undocumented status', 'getEventSubSubscriptionsByStatus', { 'data[]/status': 'conduit_deleted' }],
  [
    'conditions that are an object',
    'createEventSubSubscription',
    { 'data[]/condition': { broadcaster_user_id: '11', moderator_user_id: '12' } },
  ],

  ['a category that IGDB does not know', 'getTopGames', { 'data[]/igdb_id': '' }],
  ['search results with a cursor', 'searchCategories', { pagination: { cursor: 'c' } }],
  [
    'a channel that is not live',
    'searchChannels',
    { 'data[]/started_at': '', 'data[]/is_live': false, 'data[]/tag_ids': [] },
  ],
  ['a stream that has just begun has no tags', 'getStreams', { 'data[]/tags': null, 'data[]/tag_ids': null }],
  ['a stream without a category', 'getStreams', { 'data[]/game_id': '', 'data[]/game_name': '' }],
  ['a stream of no type', 'getStreams', { 'data[]/type': '' }],
  ['a followed stream that has just begun', 'getFollowedStreams', { 'data[]/tags': null, 'data[]/tag_ids': [] }],
  ['a followed stream without its age rating', 'getFollowedStreams', { 'data[]/is_mature': undefined }],

  [
    'another name for the layout of guests',
    'getChannelGuestStarSettings',
    { 'data[]/group_layout': undefined, 'data[]/layout': 'TILED_LAYOUT' },
  ],
  [
    'another name for the place of a guest',
    'getGuestStarSession',
    { 'data[]/guests[]/slot_id': undefined, 'data[]/guests[]/id': '0' },
  ],
  ['the session that was ended', 'endGuestStarSession', {}],

  ['a ban for ever', 'getBannedUsers', { 'data[]/expires_at': '', 'data[]/reason': '' }],
  ['a ban that was just placed', 'banUser', { 'data[]/end_time': null }],
  ['a term that a moderator blocked', 'getBlockedTerms', { 'data[]/expires_at': null }],
  ['levels that were set one by one', 'getAutoModSettings', { 'data[]/overall_level': null }],
  [
    'shield mode that was never on',
    'getShieldModeStatus',
    {
      'data[]/is_active': false,
      'data[]/moderator_id': '',
      'data[]/moderator_login': '',
      'data[]/moderator_name': '',
      'data[]/last_activated_at': '',
    },
  ],
  [
    'a request that nobody has decided on',
    'getUnbanRequests',
    {
      'data[]/moderator_id': null,
      'data[]/moderator_login': '',
      'data[]/resolution_text': null,
      'data[]/resolved_at': null,
    },
  ],
  ['a decision without a word', 'resolveUnbanRequest', { 'data[]/resolution_text': '' }],
  [
    'what is left of a suspicion',
    'removeSuspiciousUserStatus',
    { 'data[]/types': [], 'data[]/status': 'NO_TREATMENT' },
  ],

  ['a poll that is going on', 'createPoll', { 'data[]/ended_at': undefined, 'data[]/bits_voting_enabled': false }],
  ['a poll that is going on, spelled out', 'getPolls', { 'data[]/ended_at': null }],
  [
    'a prediction that is going on',
    'getPredictions',
    {
      'data[]/winning_outcome_id': null,
      'data[]/ended_at': null,
      'data[]/locked_at': null,
      'data[]/outcomes[]/top_predictors': null,
      'data[]/outcomes[]/color': 'BLUE',
    },
  ],
  [
    'a prediction that was cancelled',
    'endPrediction',
    { 'data[]/winning_outcome_id': '', 'data[]/status': 'CANCELED' },
  ],
  [
    'predictors who have won nothing yet',
    'createPrediction',
    { 'data[]/outcomes[]/top_predictors[]/channel_points_won': null },
  ],
  ['a raid, in a list', 'startRaid', { 'data[]/is_mature': false }],
  [
    'a schedule of the one segment that was planned',
    'createChannelStreamScheduleSegment',
    { 'data/segments[]/category': null, 'data/segments[]/canceled_until': null, 'data/vacation': null },
  ],
  [
    'a segment without a category, and no vacation',
    'updateChannelStreamScheduleSegment',
    { 'data/segments[]/category': null, 'data/segments[]/canceled_until': null, 'data/vacation': null },
  ],

  [
    'a subscription that is no gift',
    'getBroadcasterSubscriptions',
    { 'data[]/gifter_id': '', 'data[]/gifter_login': '', 'data[]/gifter_name': '', 'data[]/tier': '2000' },
  ],
  [
    'certain subscribers come without totals',
    'getBroadcasterSubscriptions',
    { total: undefined, points: undefined, pagination: { cursor: '' } },
  ],
  [
    'a subscription without anyone who gave it',
    'checkUserSubscription',
    { 'data[]/gifter_id': undefined, 'data[]/gifter_login': undefined, 'data[]/gifter_name': undefined },
  ],
  [
    'a team without pictures, and a date in another form',
    'getTeamByName',
    {
      'data[]/background_image_url': null,
      'data[]/banner': null,
      'data[]/thumbnail_url': null,
      'data[]/info': '<p>We save the day..</p>',
      'data[]/created_at': '2021-03-16 00:44:02 +0000 UTC',
    },
  ],
  [
    'a channel’s team without pictures, and a date in yet another form',
    'getChannelTeams',
    {
      'data[]/background_image_url': null,
      'data[]/banner': null,
      'data[]/thumbnail_url': null,
      'data[]/created_at': 'seconds:1615855442',
    },
  ],
  [
    'an ordinary user, as anyone sees it',
    'getUsers',
    {
      'data[]/type': '',
      'data[]/broadcaster_type': '',
      'data[]/description': '',
      'data[]/offline_image_url': '',
      'data[]/email': undefined,
      'data[]/view_count': undefined,
    },
  ],
  ['someone who has granted nothing', 'getUserAuthorizations', { 'data[]/scopes': [], 'data[]/has_authorized': false }],
  ['someone of whom it only tells scopes', 'getUserAuthorizations', { 'data[]/has_authorized': undefined }],
  ['blocked users with a cursor', 'getUserBlockList', { pagination: { cursor: 'c' } }],
]

describe('Twitch sends', () => {
  it.each(payloads)('%s (%s)', async (_, name, fields) => {
    const answer = answerWith(name, fields)
    expect(await outcome(name, json(answer))).toEqual(expected(name, answer))
  })

  it.each([
    ['a channel without teams', 'getChannelTeams', []],
    ['no polls', 'getPolls', { data: [], cursor: null }],
    ['no predictions', 'getPredictions', { data: [], cursor: null }],
    ['no category found', 'searchCategories', { data: [], cursor: null }],
  ] as const)('null where a list is empty: %s (%s)', async (_, name, result) => {
    expect(await outcome(name, Response.json({ data: null }))).toEqual(result)
  })

  it.each([
    ['a charity campaign', 'getCharityCampaign'],
    ['a shared chat', 'getSharedChatSession'],
    ['a pinned message', 'getPinnedChatMessage'],
    ['a Guest Star session', 'getGuestStarSession'],
  ] as const)('an empty list where there is no %s (%s)', async (_, name) => {
    expect(await outcome(name, Response.json({ data: [] }))).toBeNull()
  })

  it.each([
    ['createClip', 202],
    ['createClipFromVod', 202],
    ['createEventSubSubscription', 202],
    ['updateConduitShards', 202],
    ['createCustomReward', 200],
    ['updateCustomReward', 200],
    ['createPoll', 200],
    ['createPrediction', 200],
    ['removeSuspiciousUserStatus', 200],
    ['getVips', 200],
  ] as const)('%s: a body with %d', async (name, status) => {
    const answer = documentedAnswer(rowOf(name).operation)
    expect(await outcome(name, Response.json(answer, { status }))).toEqual(expected(name, answer))
  })

  it.each([
    ['deleteCustomReward', 200],
    ['deleteCustomReward', 204],
    ['setExtensionRequiredConfiguration', 204],
    ['deleteGuestStarInvite', 204],
    ['sendGuestStarInvite', 200],
  ] as const)('%s: nothing, with %d', async (name, status) => {
    expect(await outcome(name, new Response(null, { status }))).toBeUndefined()
  })

  it('users in any order, and none for those that it does not know', async () => {
    const user = (id: string) => ({ ...Object(answerWith('getUsers', {})['data'])[0], id })
    const client = createClient({
      kind: 'app',
      validate: 'throw',
      fetch: async () => json({ data: [user('3'), user('1')] }),
    })
    expect((await getUsers(client, { id: ['1', '2', '3'] })).map(({ id }) => id)).toEqual(['3', '1'])
  })

  it('a calendar as text', async () => {
    const calendar = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'
    const answer = new Response(calendar, { headers: { 'Content-Type': 'text/calendar' } })
    expect(await outcome('getChannelICalendar', answer)).toBe(calendar)
  })

  it('a schedule that is empty: no list, or 404', async () => {
    const details = { broadcaster_id: '11', broadcaster_name: 'Ada', broadcaster_login: 'ada', vacation: null }
    const answer = { data: { segments: null, ...details }, pagination: {} }
    expect(await outcome('getChannelStreamSchedule', json(answer))).toEqual({ data: [], cursor: null, ...details })
    for (const message of ['schedule was not found', 'segments were not found']) {
      const none = Response.json({ status: 404, message }, { status: 404 })
      expect(await outcome('getChannelStreamSchedule', none)).toEqual({ data: [], cursor: null })
    }
  })
})

describe('what comes is good for the helpers', () => {
  const clientFor = (answer: object) =>
    createClient({ kind: 'user', validate: 'throw', fetch: async () => json(answer) })

  it('Cheermotes have pictures by "1", "1.5", "2" …', async () => {
    const pictures = { '1': 'a', '1.5': 'b', '2': 'c', '3': 'd', '4': 'e' }
    const answer = answerWith('getCheermotes', { 'data[]/tiers[]/images/dark/animated': pictures })
    const [cheermote] = await getCheermotes(clientFor(answer))
    expect(cheermote && cheermoteUrl(cheermote, 100, { scale: '1.5' })).toBe('b')
  })

  it('a user’s emotes have no pictures of their own, only a template for all', async () => {
    const template = 'https://static-cdn.jtvnw.net/emoticons/v2/{{id}}/{{format}}/{{theme_mode}}/{{scale}}'
    const answer = answerWith('getUserEmotes', { template, 'data[]/id': '25', 'data[]/format': ['static'] })
    const page = await getUserEmotes(clientFor(answer), { user_id: '1' }).nextPage()
    const [emote] = page.data
    const filled = page.template
      .replace('{{id}}', '25')
      .replace('{{format}}', 'static')
      .replace('{{theme_mode}}', 'light')
      .replace('{{scale}}', '3.0')
    expect(emote && emoteUrl(emote, { theme: 'light', scale: '3.0' })).toBe(filled)
  })

  it('streams and videos have places for a size, each in its own form', async () => {
    const stream = answerWith('getStreams', { 'data[]/thumbnail_url': 'https://x/ada-{width}x{height}.jpg' })
    const video = answerWith('getVideosById', { 'data[]/thumbnail_url': 'https://x/1-%{width}x%{height}.jpg' })
    const [{ thumbnail_url: ofStream } = { thumbnail_url: '' }] = await getStreams(clientFor(stream))
    const [{ thumbnail_url: ofVideo } = { thumbnail_url: '' }] = await getVideosById(clientFor(video), { id: '1' })
    expect(imageUrl(ofStream, 320, 180)).toBe('https://x/ada-320x180.jpg')
    expect(imageUrl(ofVideo, 320, 180)).toBe('https://x/1-320x180.jpg')
  })

  it('a category’s picture has places for a size, a found one’s has a size', async () => {
    const answer = answerWith('getTopGames', { 'data[]/box_art_url': 'https://x/743-{width}x{height}.jpg' })
    const [game] = await getTopGames(clientFor(answer))
    expect(imageUrl(game?.box_art_url ?? '', 285, 380)).toBe('https://x/743-285x380.jpg')
    expect(imageUrl('https://x/743-52x72.jpg', 285, 380)).toBe('https://x/743-52x72.jpg')
  })

  it('a video says how long it is', async () => {
    const [video] = await getVideosById(clientFor(answerWith('getVideosById', { 'data[]/duration': '3h21m33s' })), {
      id: '1',
    })
    expect(parseDuration(video?.duration ?? '')).toBe(12_093)
  })

  it('money is in the smallest unit, of which not every currency has a hundred', () => {
    expect(formatAmount({ value: 500, decimal_places: 0, currency: 'JPY' }, 'en')).toBe('¥500')
    expect(formatAmount({ value: 500, decimal_places: 2, currency: 'USD' }, 'en')).toBe('$5.00')
  })
})

/** Sends one call and gives the request. */
async function requestOf(name: EndpointName, params: Params): Promise<Received> {
  twitch.answer(
    rowOf(name).result === 'void' ? { status: 204 } : { json: { data: rowOf(name).result === 'object' ? {} : [{}] } },
  )
  await endpoint(name)(twitch.client('user', { validate: 'off' }), params)
  const [request] = twitch.take()
  if (!request) throw new Error(`${name} sent nothing.`)
  return request
}

describe('Twitch is sent', () => {
  it.each([
    ['no tags, to remove all', 'modifyChannelInformation', { tags: [] }, { tags: [] }],
    [
      'tags in the case in which they are given',
      'modifyChannelInformation',
      { tags: ['SpeedRun'] },
      { tags: ['SpeedRun'] },
    ],
    ['category 0, for none', 'modifyChannelInformation', { game_id: '0' }, { game_id: '0' }],
    ['an empty category, for none', 'modifyChannelInformation', { game_id: '' }, { game_id: '' }],
    [
      'only what is given',
      'modifyChannelInformation',
      { title: 'Chess', content_classification_labels: undefined },
      { title: 'Chess' },
    ],
    [
      'a reward’s limits without nesting',
      'updateCustomReward',
      { id: 'a', is_max_per_stream_enabled: true, max_per_stream: 5 },
      { is_max_per_stream_enabled: true, max_per_stream: 5 },
    ],
    ['a ban inside data', 'banUser', { user_id: '42' }, { data: { user_id: '42' } }],
    [
      'a warning inside data',
      'warnChatUser',
      { user_id: '42', reason: 'No' },
      { data: { user_id: '42', reason: 'No' } },
    ],
    ['minutes as text', 'updateChannelStreamScheduleSegment', { id: 'a', duration: '60' }, { duration: '60' }],
    [
      'minutes of a new segment as text',
      'createChannelStreamScheduleSegment',
      { start_time: '2026-05-01T18:00:00Z', timezone: 'Europe/Berlin', duration: '60' },
      { start_time: '2026-05-01T18:00:00Z', timezone: 'Europe/Berlin', duration: '60' },
    ],
    [
      'the end of a poll',
      'endPoll',
      { id: 'p', status: 'TERMINATED' },
      { broadcaster_id: '1', id: 'p', status: 'TERMINATED' },
    ],
    [
      'the end of a prediction',
      'endPrediction',
      { id: 'p', status: 'CANCELED' },
      { broadcaster_id: '1', id: 'p', status: 'CANCELED' },
    ],
    [
      'a message to pin',
      'sendChatMessage',
      { message: 'Hi', pin: true },
      { broadcaster_id: '1', sender_id: '1', message: 'Hi', pin: true },
    ],
    [
      'messages to check inside data',
      'checkAutoModStatus',
      { messages: [{ msg_id: '1', msg_text: 'Hi' }] },
      { data: [{ msg_id: '1', msg_text: 'Hi' }] },
    ],
  ] as const)('%s (%s), in the body', async (_, name, params, body) => {
    expect(JSON.parse((await requestOf(name, params)).body)).toEqual(body)
  })

  it.each([
    ['a color with its sign', 'updateChatColor', { color: '#9146FF' }, { user_id: ['1'], color: ['#9146FF'] }],
    [
      'a clip’s title and length',
      'createClip',
      { title: 'Mate', duration: 30 },
      { broadcaster_id: ['1'], title: ['Mate'], duration: ['30'] },
    ],
    [
      'nothing about featured clips unless asked',
      'getClipsByUserId',
      { broadcaster_id: '2', first: 1 },
      { broadcaster_id: ['2'], first: ['1'] },
    ],
    [
      'whether clips are not featured',
      'getClipsByUserId',
      { broadcaster_id: '2', is_featured: false, first: 1 },
      { broadcaster_id: ['2'], is_featured: ['false'], first: ['1'] },
    ],
    ['a moderator to be', 'addChannelModerator', { user_id: '42' }, { broadcaster_id: ['1'], user_id: ['42'] }],
    ['a moderator no more', 'removeChannelModerator', { user_id: '42' }, { broadcaster_id: ['1'], user_id: ['42'] }],
    [
      'only rewards that one may change',
      'getCustomRewards',
      { only_manageable_rewards: true },
      { broadcaster_id: ['1'], only_manageable_rewards: ['true'] },
    ],
    ['an empty description, to remove it', 'updateUser', { description: '' }, { description: [''] }],
    [
      'one message to delete',
      'deleteChatMessages',
      { message_id: 'm' },
      { broadcaster_id: ['1'], moderator_id: ['1'], message_id: ['m'] },
    ],
    ['all messages to delete', 'deleteChatMessages', {}, { broadcaster_id: ['1'], moderator_id: ['1'] }],
    ['a pin', 'pinChatMessage', { message_id: 'm' }, { broadcaster_id: ['1'], moderator_id: ['1'], message_id: ['m'] }],
    [
      'how long a pin stays',
      'updatePinnedChatMessage',
      { message_id: 'm', duration_seconds: 60 },
      { broadcaster_id: ['1'], moderator_id: ['1'], message_id: ['m'], duration_seconds: ['60'] },
    ],
    [
      'the largest page of redemptions',
      'getCustomRewardRedemptions',
      { reward_id: 'r', id: 'a' },
      { broadcaster_id: ['1'], reward_id: ['r'], id: ['a'], first: ['50'] },
    ],
    [
      'the largest page of chatters',
      'getChatters',
      {},
      { broadcaster_id: ['1'], moderator_id: ['1'], first: ['1000'] },
    ],
    ['no size of a page of subscriptions', 'getEventSubSubscriptions', {}, {}],
    ['a conduit to list subscriptions of', 'getEventSubSubscriptions', { conduit_id: 'c' }, { conduit_id: ['c'] }],
    ['one subscription', 'getEventSubSubscriptionById', { subscription_id: 's' }, { subscription_id: ['s'] }],
  ] as const)('%s (%s), in the query', async (_, name, params, query) => {
    const request = await requestOf(name, params)
    expect(valuesIn(request.query)).toEqual(query)
    expect(request.body).toBe('')
  })

  it('a color with its sign encoded', async () => {
    expect((await requestOf('updateChatColor', { color: '#9146FF' })).url.search).toContain('color=%239146FF')
  })

  it('lists as repeated keys, which may not be joined', async () => {
    expect((await requestOf('getUsers', { id: ['1', '2'] })).url.search).toBe('?id=1&id=2')
  })

  it('settings of guests as a whole', async () => {
    expect((await requestOf('updateChannelGuestStarSettings', { slot_count: 4 })).endpoint).toBe(
      'PUT /guest_star/channel_settings',
    )
  })

  it.each([
    ['labels as they are read', 'modifyChannelInformation', { content_classification_labels: ['Gambling'] }],
    ['null for labels', 'modifyChannelInformation', { content_classification_labels: null }],
    [
      'a user to check messages for',
      'checkAutoModStatus',
      { messages: [{ msg_id: '1', msg_text: 'Hi' }], user_id: '42' },
    ],
    ['redemptions by neither status nor id', 'getCustomRewardRedemptions', { reward_id: 'r' }],
    ['a commercial of no length', 'startCommercial', {}],
    ['two filters of subscriptions', 'getEventSubSubscriptions', { type: 'stream.online', status: 'enabled' }],
    ['a clip with a delay', 'createClip', { has_delay: true }],
    ['levels one by one and overall', 'updateAutoModSettings', { overall_level: 1, swearing: 2 }],
    ['a message for one channel, with a user token', 'sendChatMessage', { message: 'Hi', for_source_only: true }],
  ] as const)('never %s (%s)', async (_, name, params) => {
    const call = endpoint(name)(twitch.client('user'), params)
    await expect(call).rejects.toMatchObject({ code: 'parameter' })
    expect(twitch.take()).toEqual([])
  })

  it('nothing to addresses that are gone', () => {
    const gone = ['/tags/streams', '/streams/tags', '/users/follows', '/hypetrain/events', '/soundtrack/playlist']
    expect(names.map(name => rowOf(name).path).filter(path => gone.includes(path))).toEqual([])
  })
})

type Refusal = readonly [what: string, name: EndpointName, status: number, message: string, code: string]

const refusals: readonly Refusal[] = [
  ['a missing scope with 400', 'startCommercial', 400, 'Missing scope: channel:edit:commercial', 'bad_request'],
  [
    'a missing scope with 400',
    'updateShieldModeStatus',
    400,
    'Missing scope: moderator:manage:shield_mode',
    'bad_request',
  ],
  [
    'a missing scope in other words',
    'sendChatMessage',
    401,
    'User access token requires the user:write:chat scope',
    'unauthorized',
  ],
  ['not live', 'startCommercial', 400, 'To start a commercial, the broadcaster must be streaming live.', 'bad_request'],
  ['a cooldown', 'startCommercial', 429, 'The broadcaster must wait for the cooldown.', 'rate_limited'],
  ['not live', 'snoozeNextAd', 400, 'The channel is not currently live.', 'bad_request'],
  ['no snoozes', 'snoozeNextAd', 429, 'Channel has no snoozes left.', 'rate_limited'],
  ['a wrong user with 401', 'getBroadcasterSubscriptions', 401, 'incorrect user authorization', 'unauthorized'],
  [
    'a moderator who asks for moderators',
    'getModerators',
    401,
    "The ID in broadcaster_id must match the user ID found in the request's OAuth token.",
    'unauthorized',
  ],
  ['a flag set too often', 'modifyChannelInformation', 409, 'Branded Content flag set too frequently', 'conflict'],
  ['a bad color', 'updateChatColor', 400, 'invalid color', 'bad_request'],
  ['a message that is too long', 'sendChatMessage', 422, 'The message is too large.', 'unprocessable'],
  ['an old message', 'deleteChatMessages', 404, 'The message was created more than 6 hours ago.', 'not_found'],
  [
    'a moderator’s message',
    'deleteChatMessages',
    400,
    "You may not delete another moderator's messages.",
    'bad_request',
  ],
  [
    'nobody watching',
    'sendShoutout',
    400,
    'The broadcaster is not streaming live or does not have one or more viewers.',
    'bad_request',
  ],
  ['someone who does not moderate', 'sendShoutout', 403, 'The user is not a moderator.', 'forbidden'],
  [
    'a cooldown',
    'sendShoutout',
    429,
    'The broadcaster may not send another Shoutout until the cooldown ends.',
    'rate_limited',
  ],
  ['a moderator already', 'addChannelModerator', 400, 'user is already a mod', 'bad_request'],
  ['a VIP', 'addChannelModerator', 422, 'The user is a VIP.', 'unprocessable'],
  ['no free place', 'addChannelVip', 409, 'Unable to add VIP. Visit the Achievements page.', 'conflict'],
  ['a VIP already', 'addChannelVip', 422, 'The user is already a VIP.', 'unprocessable'],
  ['VIPs not unlocked', 'addChannelVip', 425, 'Build a Community is incomplete.', 'http'],
  ['a category without clips', 'createClip', 403, 'restricted for this category', 'forbidden'],
  ['a channel without clips', 'createClip', 403, 'restricted for this channel', 'forbidden'],
  ['someone who may not clip', 'createClip', 403, 'User does not have permissions to clip here.', 'forbidden'],
  ['clips out of order', 'createClip', 503, 'Clips are unavailable.', 'server_error'],
  ['a pin already', 'pinChatMessage', 409, 'The message is already pinned.', 'conflict'],
  ['no such message', 'pinChatMessage', 404, 'The message was not found.', 'not_found'],
  ['no such pin', 'updatePinnedChatMessage', 404, 'The message is not pinned.', 'not_found'],
  ['a raid already', 'startRaid', 409, 'The broadcaster is already in the process of raiding.', 'conflict'],
  ['raids too often', 'startRaid', 429, 'The broadcaster exceeded the number of raid requests.', 'rate_limited'],
  ['no raid', 'cancelRaid', 404, 'The broadcaster does not have a pending raid to cancel.', 'not_found'],
  [
    'AutoMod asked too often',
    'checkAutoModStatus',
    429,
    'The broadcaster exceeded the number of chat message checks that they may make.',
    'rate_limited',
  ],
  ['one video of several', 'deleteVideos', 401, 'The caller is not authorized to delete the video.', 'unauthorized'],
  ['an old recording', 'createClipFromVod', 500, 'Internal Server Error', 'server_error'],
  ['no videos at all', 'getVideosById', 404, 'The ID in id was not found.', 'not_found'],
  ['not live', 'createStreamMarker', 404, 'The user is not streaming live.', 'not_found'],
  [
    'a session that is not there yet',
    'createEventSubSubscription',
    400,
    'websocket transport session does not exist or has already disconnected',
    'bad_request',
  ],
  ['the same once more', 'createEventSubSubscription', 409, 'subscription already exists', 'conflict'],
  [
    'too many sockets',
    'createEventSubSubscription',
    429,
    'number of websocket transports limit exceeded',
    'rate_limited',
  ],
  [
    'too many of a kind',
    'createEventSubSubscription',
    429,
    'maximum subscriptions with type and condition exceeded',
    'rate_limited',
  ],
  ['banned already', 'banUser', 400, 'The user specified in the user_id field is already banned.', 'bad_request'],
  ['someone else at work', 'banUser', 409, 'Please retry your request.', 'conflict'],
  ['not banned', 'unbanUser', 400, 'The user in the user_id query parameter is not banned.', 'bad_request'],
  ['someone else at work', 'warnChatUser', 409, 'Please retry your request.', 'conflict'],
  ['a bad id', 'getChannelTeams', 500, 'Internal Server Error', 'server_error'],
  ['no telephone', 'sendWhisper', 401, 'The sender does not have a verified phone number.', 'unauthorized'],
  ['nobody to whisper with', 'sendWhisper', 403, 'The recipient does not allow whispers from strangers.', 'forbidden'],
]

describe('Twitch refuses', () => {
  const attempt = async (name: EndpointName, answer: Answer) => {
    twitch.answer(answer)
    const { tokens } = rowOf(name)
    const kind = tokens.includes('user') ? 'user' : 'jwt'
    // What the library tries again by itself is a server's error, which is not at issue here.
    const client = twitch.client(kind, { retry: (answer.status ?? 500) < 500 ? 2 : false })
    const error = await endpoint(name)(client, validParams(name, kind)[0]).then(null, (thrown: unknown) => thrown)
    if (!isHelixError(error)) throw error
    return { error, sent: twitch.take().length }
  }

  it.each(refusals)('%s (%s, %d), and says so once: %s', async (_, name, status, message, code) => {
    const { error, sent } = await attempt(name, { status, json: { error: 'Error', status, message } })
    expect(error).toMatchObject({ code, status, detail: message })
    expect(sent).toBe(1)
  })

  it.each([
    ['getExtensionChannelConfiguration', 404, 'Not Found', 'not_found'],
    ['sendChatMessage', 500, 'Internal Server Error', 'server_error'],
    ['sendShoutout', 500, 'Internal Server Error', 'server_error'],
    ['getSharedChatSession', 500, 'Internal Server Error', 'server_error'],
  ] as const)('without a message (%s, %d): the error’s name stands in', async (name, status, error, code) => {
    const refusal = await attempt(name, { status, json: { error, status, message: '' } })
    expect(refusal.error).toMatchObject({ code, status, detail: error })
  })
})

describe('pages', () => {
  const rows = (name: EndpointName, ...ids: readonly string[]) => {
    const [row] = Object(documentedAnswer(rowOf(name).operation)['data'])
    return ids.map(id => ({ ...row, id, user_id: id }))
  }
  const clientFor = (answers: readonly object[]) => {
    const left = [...answers]
    return createClient({
      kind: 'user',
      validate: 'throw',
      fetch: async () => json(left.shift() ?? { data: 'too many' }),
    })
  }
  const idsOf = async (list: AsyncIterable<{ readonly id?: string; readonly user_id?: string }>) => {
    const ids = []
    for await (const { id, user_id } of list) ids.push(id ?? user_id)
    return ids
  }

  it('end with an empty one, though the last had a cursor', async () => {
    const client = clientFor([{ data: rows('getStreams', '1'), pagination: { cursor: 'a' } }, { data: [] }])
    expect(await idsOf(getStreams(client))).toEqual(['1'])
  })

  it('end where a cursor comes again, and with it the same rows', async () => {
    const page = { data: rows('getBannedUsers', '1', '2'), pagination: { cursor: 'a' } }
    const last = { data: rows('getBannedUsers', '3'), pagination: { cursor: 'b' } }
    const banned = getBannedUsers(clientFor([page, last, last]), { broadcaster_id: '1' })
    const ids = []
    for await (const { user_id } of banned) ids.push(user_id)
    expect(ids).toEqual(['1', '2', '3'])
  })

  it('of unban requests may be empty in between', async () => {
    const client = clientFor([
      { data: [], pagination: { cursor: 'a' } },
      { data: rows('getUnbanRequests', '1'), pagination: { cursor: 'b' } },
      { data: [], pagination: { cursor: 'c' } },
      { data: rows('getUnbanRequests', '2'), pagination: {} },
    ])
    const ids = { broadcaster_id: '1', moderator_id: '1' }
    expect(await idsOf(getUnbanRequests(client, { ...ids, status: 'pending' }))).toEqual(['1', '2'])
  })

  it('of a schedule may end with one without a list', async () => {
    const [answer, last] = ['c', undefined].map(cursor => ({
      ...documentedAnswer(rowOf('getChannelStreamSchedule').operation),
      pagination: { cursor },
    }))
    put(last ?? {}, 'data/segments', null)
    const segments = getChannelStreamSchedule(clientFor([answer ?? {}, last ?? {}]), { broadcaster_id: '1' })
    expect(await idsOf(segments)).toEqual(['some text'])
  })

  it('may have the same row twice', async () => {
    const client = clientFor([
      { data: rows('getStreams', '1', '2'), pagination: { cursor: 'a' } },
      { data: rows('getStreams', '2', '3'), pagination: {} },
    ])
    expect(await idsOf(getStreams(client))).toEqual(['1', '2', '2', '3'])
  })

  it('before others end too where a cursor comes again', async () => {
    const page = (id: string) => ({ data: rows('getStreams', id), pagination: { cursor: 'a' } })
    expect(await idsOf(getStreams(clientFor([page('2'), page('1')]), { before: 'z' }))).toEqual(['2', '1'])
  })
})
