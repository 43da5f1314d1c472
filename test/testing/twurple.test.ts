import { ApiClient } from '@twurple/api'
import { AppTokenAuthProvider, StaticAuthProvider } from '@twurple/auth'
import { confidentialApplication, createFakeTwitch, type FakeTwitch } from 'tinyhelix/testing'
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest'

// Another library's client that works with Twitch: it sends what Twitch accepts, documented or not.

const ada = '1001'
const inJune = (day: number) => `2026-06-${`${day}`.padStart(2, '0')}T10:00:00Z`

interface Setting {
  readonly api: ApiClient
  readonly app: ApiClient
  readonly fake: FakeTwitch
}

/** The outcome of a call, which may be anything but an error. */
type Call = (setting: Setting) => Promise<unknown>

const first = async <T>(found: Promise<readonly T[] | { readonly data: readonly T[] }>): Promise<T> => {
  const result = await found
  const [row] = 'data' in result ? result.data : result
  if (row === undefined) throw new Error('There is none.')
  return row
}

const someReward = ({ api }: Setting) => first(api.channelPoints.getCustomRewards(ada, true))
const newPoll = ({ api }: Setting) => api.polls.createPoll(ada, { title: 'Tea?', choices: ['Yes', 'No'], duration: 60 })
const newPrediction = ({ api }: Setting) =>
  api.predictions.createPrediction(ada, { title: 'Tea?', outcomes: ['Yes', 'No'], autoLockAfter: 60 })
const someVideo = ({ api }: Setting) => first(api.videos.getVideosByUser(ada, { type: 'archive' }))
const someClip = ({ api }: Setting) => first(api.clips.getClipsForBroadcaster(ada))
const newSegment = ({ api }: Setting) =>
  api.schedule.createScheduleSegment(ada, {
    startDate: inJune(2),
    timezone: 'Europe/Berlin',
    isRecurring: false,
    duration: 60,
  })
/** The transport of a new socket. */
const openSocket = async ({ fake }: Setting) => {
  const { WebSocket, eventSubURL } = fake.network
  const socket = new WebSocket(eventSubURL)
  onTestFinished(() => socket.close())
  const welcome = await new Promise<string>(resolve => {
    socket.addEventListener('message', ({ data }) => resolve(data), { once: true })
  })
  return { method: 'websocket', session_id: JSON.parse(welcome).payload.session.id } as const
}

const calls: Readonly<Record<string, Call>> = {
  'bits.getLeaderboard': ({ api }) => api.bits.getLeaderboard(ada, { count: 3, period: 'all' }),
  'bits.getCheermotes': ({ api }) => api.bits.getCheermotes(ada),
  'bits.getCustomPowerUps': ({ api }) => api.bits.getCustomPowerUps(ada),
  'channels.getChannelInfoById': ({ api }) => api.channels.getChannelInfoById('1002'),
  'channels.getChannelInfoByIds': ({ api }) => api.channels.getChannelInfoByIds(['1002', '1003']),
  'channels.updateChannelInfo': ({ api }) =>
    api.channels.updateChannelInfo(ada, { title: 'New', tags: ['Tea'], language: 'en' }),
  'channels.startChannelCommercial': ({ api }) => api.channels.startChannelCommercial(ada, 30),
  'channels.getChannelEditors': ({ api }) => api.channels.getChannelEditors(ada),
  'channels.getVips': ({ api }) => api.channels.getVips(ada, { limit: 5 }),
  'channels.addVip': ({ api }) => api.channels.addVip(ada, '1313'),
  'channels.getChannelFollowers': ({ api }) => api.channels.getChannelFollowers(ada),
  'channels.getFollowedChannels': ({ api }) => api.channels.getFollowedChannels(ada),
  'channels.getAdSchedule': ({ api }) => api.channels.getAdSchedule(ada),
  'channels.snoozeNextAd': ({ api }) => api.channels.snoozeNextAd(ada),
  'channelPoints.getCustomRewards': ({ api }) => api.channelPoints.getCustomRewards(ada),
  'channelPoints.createCustomReward': ({ api }) =>
    api.channelPoints.createCustomReward(ada, { title: 'Wave', cost: 5 }),
  'channelPoints.updateCustomReward': async setting =>
    setting.api.channelPoints.updateCustomReward(ada, (await someReward(setting)).id, { cost: 6, isEnabled: true }),
  'channelPoints.getRedemptionsForBroadcaster': async setting =>
    setting.api.channelPoints.getRedemptionsForBroadcaster(ada, (await someReward(setting)).id, 'UNFULFILLED', {}),
  'channelPoints.deleteCustomReward': async setting =>
    setting.api.channelPoints.deleteCustomReward(ada, (await someReward(setting)).id),
  'charity.getCharityCampaign': ({ api }) => api.charity.getCharityCampaign(ada),
  'charity.getCharityCampaignDonations': ({ api }) => api.charity.getCharityCampaignDonations(ada),
  'chat.getChatters': ({ api }) => api.chat.getChatters(ada),
  'chat.getGlobalBadges': ({ api }) => api.chat.getGlobalBadges(),
  'chat.getChannelBadges': ({ api }) => api.chat.getChannelBadges(ada),
  'chat.getGlobalEmotes': ({ api }) => api.chat.getGlobalEmotes(),
  'chat.getChannelEmotes': ({ api }) => api.chat.getChannelEmotes(ada),
  'chat.getEmotesFromSets': ({ api }) => api.chat.getEmotesFromSets(['300003']),
  'chat.getUserEmotes': ({ api }) => api.chat.getUserEmotes(ada),
  'chat.getSettings': ({ api }) => api.chat.getSettings(ada),
  'chat.getSettingsPrivileged': ({ api }) => api.chat.getSettingsPrivileged(ada),
  'chat.updateSettings': ({ api }) => api.chat.updateSettings(ada, { slowModeEnabled: true, slowModeDelay: 30 }),
  'chat.sendChatMessage': ({ api }) => api.chat.sendChatMessage(ada, 'Hi'),
  'chat.sendChatMessageAsApp': ({ app, fake }) => {
    const clientId = confidentialApplication.id
    fake.grant({ clientId, user: ada, scopes: ['user:write:chat', 'user:bot'] })
    return app.chat.sendChatMessageAsApp(ada, ada, 'Hi')
  },
  'chat.sendAnnouncement': ({ api }) => api.chat.sendAnnouncement(ada, { message: 'Hi', color: 'purple' }),
  'chat.getColorsForUsers': ({ api }) => api.chat.getColorsForUsers(['1002', '1003']),
  'chat.setColorForUser': ({ api }) => api.chat.setColorForUser(ada, 'blue'),
  'chat.shoutoutUser': ({ api }) => api.chat.shoutoutUser(ada, '1002'),
  'chat.getSharedChatSession': ({ api }) => api.chat.getSharedChatSession('1002'),
  'clips.getClipsForBroadcaster': ({ api }) => api.clips.getClipsForBroadcaster(ada),
  'clips.getClipsForGame': ({ api }) => api.clips.getClipsForGame('509658'),
  'clips.getClipById': async setting => setting.api.clips.getClipById((await someClip(setting)).id),
  'clips.createClip': ({ api }) => api.clips.createClip({ channel: ada }),
  'contentClassificationLabels.getAll': ({ api }) => api.contentClassificationLabels.getAll('en-US'),
  'eventSub.subscribeToChannelFollowEvents': async setting =>
    setting.api.eventSub.subscribeToChannelFollowEvents(ada, await openSocket(setting)),
  'eventSub.getSubscriptionsForType': ({ app }) => app.eventSub.getSubscriptionsForType('channel.follow'),
  'eventSub.getConduits': ({ app }) => app.eventSub.getConduits(),
  'extensions.getReleasedExtension': ({ api, fake }) => api.extensions.getReleasedExtension(fake.clientId),
  'games.getGameByName': ({ api }) => api.games.getGameByName('Just Chatting'),
  'games.getTopGames': ({ api }) => api.games.getTopGames({ limit: 3 }),
  'hypeTrain.getHypeTrainStatusForBroadcaster': ({ api }) => api.hypeTrain.getHypeTrainStatusForBroadcaster(ada),
  'goals.getGoals': ({ api }) => api.goals.getGoals(ada),
  'moderation.getBannedUsers': ({ api }) => api.moderation.getBannedUsers(ada),
  'moderation.getModerators': ({ api }) => api.moderation.getModerators(ada),
  'moderation.getModeratedChannels': ({ api }) => api.moderation.getModeratedChannels(ada),
  'moderation.addModerator': ({ api }) => api.moderation.addModerator(ada, '1314'),
  'moderation.checkAutoModStatus': ({ api }) =>
    api.moderation.checkAutoModStatus(ada, [{ messageId: '1', messageText: 'Hi' }]),
  'moderation.getAutoModSettings': ({ api }) => api.moderation.getAutoModSettings(ada),
  'moderation.getBlockedTerms': ({ api }) => api.moderation.getBlockedTerms(ada),
  'moderation.banUser': ({ api }) => api.moderation.banUser(ada, { user: '1315', reason: 'spam', duration: 60 }),
  'moderation.unbanUser': async setting =>
    setting.api.moderation.unbanUser(ada, (await first(setting.api.moderation.getBannedUsers(ada))).userId),
  'moderation.addBlockedTerm': ({ api }) => api.moderation.addBlockedTerm(ada, 'crac*'),
  'moderation.deleteChatMessages': ({ api }) => api.moderation.deleteChatMessages(ada),
  'moderation.updateShieldModeStatus': ({ api }) => api.moderation.updateShieldModeStatus(ada, true),
  'moderation.getUnbanRequests': ({ api }) => api.moderation.getUnbanRequests(ada, 'pending'),
  'moderation.warnUser': ({ api }) => api.moderation.warnUser(ada, '1316', 'No'),
  'polls.createPoll': newPoll,
  'polls.endPoll': async setting => setting.api.polls.endPoll(ada, (await newPoll(setting)).id),
  'predictions.createPrediction': newPrediction,
  'predictions.lockPrediction': async setting =>
    setting.api.predictions.lockPrediction(ada, (await newPrediction(setting)).id),
  'raids.startRaid': ({ api }) => api.raids.startRaid(ada, '1002'),
  'schedule.getSchedule': ({ api }) => api.schedule.getSchedule(ada),
  'schedule.getScheduleSegmentById': async setting => {
    const { data } = await setting.api.schedule.getSchedule(ada)
    return setting.api.schedule.getScheduleSegmentById(ada, `${data.segments[0]?.id}`)
  },
  'schedule.createScheduleSegment': newSegment,
  'schedule.updateScheduleSegment': async setting =>
    setting.api.schedule.updateScheduleSegment(ada, (await newSegment(setting)).id, { duration: 90, title: 'Longer' }),
  'schedule.updateScheduleSettings': ({ api }) =>
    api.schedule.updateScheduleSettings(ada, {
      vacation: { startDate: inJune(10), endDate: inJune(20), timezone: 'Europe/Berlin' },
    }),
  'search.searchCategories': ({ api }) => api.search.searchCategories('just'),
  'search.searchChannels': ({ api }) => api.search.searchChannels('pix', { liveOnly: false }),
  'streams.getStreams': ({ api }) => api.streams.getStreams({ limit: 5, language: 'en' }),
  'streams.createStreamMarker': ({ api }) => api.streams.createStreamMarker(ada, 'Mate'),
  'streams.getFollowedStreams': ({ api }) => api.streams.getFollowedStreams(ada),
  'subscriptions.getSubscriptions': ({ api }) => api.subscriptions.getSubscriptions(ada),
  'teams.getTeamByName': ({ api }) => api.teams.getTeamByName('spareparts'),
  'users.getUsersByNames': ({ api }) => api.users.getUsersByNames(['ada', 'pixelfox']),
  'videos.deleteVideosByIds': async setting =>
    setting.api.videos.deleteVideosByIds(ada, [(await someVideo(setting)).id]),
}

function setUp(): Setting {
  const fake = createFakeTwitch({ cors: false, now: () => Date.parse('2026-05-01T12:00:00Z') })
  vi.stubGlobal('fetch', fake.fetch)
  const token = fake.grant()
  const { id, secret } = confidentialApplication
  return {
    fake,
    api: new ApiClient({ authProvider: new StaticAuthProvider(fake.clientId, token) }),
    app: new ApiClient({ authProvider: new AppTokenAuthProvider(id, `${secret}`) }),
  }
}

describe('@twurple/api', () => {
  afterAll(() => vi.unstubAllGlobals())

  it('84 calls of @twurple/api are tested', () => {
    expect(Object.keys(calls)).toHaveLength(84)
  })

  it.for(Object.entries(calls))('%s succeeds', async ([, call]) => {
    await expect(call(setUp()).then(() => 'success')).resolves.toBe('success')
  })
})
