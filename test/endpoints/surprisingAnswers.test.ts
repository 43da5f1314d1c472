import { createClient, getUsers } from 'tinyhelix'
import { describe, expect, it } from 'vitest'
import type { EndpointName } from './calls.ts'
import { answerWith, documentedAnswer } from './documentedAnswer.ts'
import { rowOf } from './endpoints.ts'
import { expected, json, outcome } from './outcome.ts'

type Payload = readonly [what: string, name: EndpointName, fields: Readonly<Record<string, unknown>>]

/** Twitch's unexpected values. Each is returned unchanged. */
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

describe('surprising answers of Twitch', () => {
  it.each(payloads)('the answer has %s (%s)', async (_, name, fields) => {
    const answer = answerWith(name, fields)
    expect(await outcome(name, json(answer))).toEqual(expected(name, answer))
  })

  it.each([
    ['a channel without teams', 'getChannelTeams', []],
    ['no polls', 'getPolls', { data: [], cursor: null }],
    ['no predictions', 'getPredictions', { data: [], cursor: null }],
    ['no category found', 'searchCategories', { data: [], cursor: null }],
  ] as const)('null in place of a list resolves to []: %s (%s)', async (_, name, result) => {
    expect(await outcome(name, Response.json({ data: null }))).toEqual(result)
  })

  it.each([
    ['a charity campaign', 'getCharityCampaign'],
    ['a shared chat', 'getSharedChatSession'],
    ['a pinned message', 'getPinnedChatMessage'],
    ['a Guest Star session', 'getGuestStarSession'],
  ] as const)('an empty list in place of %s resolves to null (%s)', async (_, name) => {
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
  ] as const)('%s accepts a body with %d', async (name, status) => {
    const answer = documentedAnswer(rowOf(name).operation)
    expect(await outcome(name, Response.json(answer, { status }))).toEqual(expected(name, answer))
  })

  it.each([
    ['deleteCustomReward', 200],
    ['deleteCustomReward', 204],
    ['setExtensionRequiredConfiguration', 204],
    ['deleteGuestStarInvite', 204],
    ['sendGuestStarInvite', 200],
  ] as const)('%s accepts an empty answer with %d', async (name, status) => {
    expect(await outcome(name, new Response(null, { status }))).toBeUndefined()
  })

  it('users are accepted in any order, without unknown ones', async () => {
    const user = (id: string) => ({ ...Object(answerWith('getUsers', {})['data'])[0], id })
    const client = createClient({
      kind: 'app',
      validate: 'throw',
      fetch: async () => json({ data: [user('3'), user('1')] }),
    })
    expect((await getUsers(client, { id: ['1', '2', '3'] })).map(({ id }) => id)).toEqual(['3', '1'])
  })

  it('a calendar is accepted as text', async () => {
    const calendar = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'
    const answer = new Response(calendar, { headers: { 'Content-Type': 'text/calendar' } })
    expect(await outcome('getChannelICalendar', answer)).toBe(calendar)
  })

  it('a schedule without a list, or a 404, resolves to an empty list', async () => {
    const details = { broadcaster_id: '11', broadcaster_name: 'Ada', broadcaster_login: 'ada', vacation: null }
    const answer = { data: { segments: null, ...details }, pagination: {} }
    expect(await outcome('getChannelStreamSchedule', json(answer))).toEqual({ data: [], cursor: null, ...details })
    for (const message of ['schedule was not found', 'segments were not found']) {
      const none = Response.json({ status: 404, message }, { status: 404 })
      expect(await outcome('getChannelStreamSchedule', none)).toEqual({ data: [], cursor: null })
    }
  })
})
