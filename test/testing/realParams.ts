import type { HelixClient } from 'tinyhelix'
import * as library from 'tinyhelix'
import type { FakeTwitch } from 'tinyhelix/testing'
import { calls, type EndpointName } from '../endpoints/calls.ts'
import { welcome } from './openSocket.ts'

type Given = Readonly<Record<string, unknown>>
/** Moves the time forward by seconds. */
type Pass = (seconds: number) => void

const someReward = async (ada: HelixClient) =>
  (await library.getCustomRewards(ada, { only_manageable_rewards: true }))[0]?.id ?? ''

const waiting = async (ada: HelixClient) => {
  const reward_id = await someReward(ada)
  const [redemption] = await library.getCustomRewardRedemptions(ada, { reward_id, status: 'UNFULFILLED' })
  return { reward_id, id: redemption?.id ?? '' }
}

const someSegment = async (ada: HelixClient) => {
  const [segment] = await library.getChannelStreamSchedule(ada, { broadcaster_id: '1001' })
  return { id: segment?.id }
}

const someVideo = async (ada: HelixClient) =>
  (await library.getVideosByUserId(ada, { user_id: '1001', type: 'archive' }))[0]?.id

const someClip = async (ada: HelixClient) => (await library.getClipsByUserId(ada, { broadcaster_id: '1001' }))[0]?.id

const sentMessage = async (_: HelixClient, fake: FakeTwitch) => {
  const viewer = fake.client({ user: 'lurkingmoth' })
  const { message_id } = await library.sendChatMessage(viewer, { broadcaster_id: '1001', message: 'Hi @ada' })
  return { message_id }
}

const pinnedMessage = async (ada: HelixClient, fake: FakeTwitch) => {
  const given = await sentMessage(ada, fake)
  await library.pinChatMessage(ada, given)
  return given
}

const following = async (fake: FakeTwitch) =>
  ({
    type: 'channel.follow',
    version: '2',
    condition: { broadcaster_user_id: '1001', moderator_user_id: '1001' },
    transport: { method: 'websocket', session_id: await welcome(fake) },
  }) as const

const subscribed = async (ada: HelixClient, fake: FakeTwitch) => {
  const { data } = await library.createEventSubSubscription(ada, await following(fake))
  return data[0]?.id
}

/** The application itself, used as an extension. */
const extension = (fake: FakeTwitch) => ({ extension_id: fake.clientId, extension_version: '0.0.1' })

const globalSegment = (fake: FakeTwitch) => ({ extension_id: fake.clientId, segment: 'global' as const })

const someConduit = async (fake: FakeTwitch) =>
  (await library.createConduit(fake.client({ kind: 'app' }), { shard_count: 3 })).id

const openCall = async (ada: HelixClient) => ({ session_id: (await library.createGuestStarSession(ada)).id })

const invited = async (ada: HelixClient) => {
  const given = { ...(await openCall(ada)), guest_id: '1016' }
  await library.sendGuestStarInvite(ada, given)
  return given
}

const seated = async (ada: HelixClient, pass: Pass) => {
  const given = { ...(await invited(ada)), slot_id: '1' as const }
  pass(10)
  await library.assignGuestStarSlot(ada, given)
  return given
}

const webhook = { method: 'webhook', callback: 'https://example.com/hook', secret: '0123456789' } as const

/** Parameters for endpoints that need something that exists in the fake. */
const real: {
  readonly [Name in EndpointName]?: (ada: HelixClient, fake: FakeTwitch, pass: Pass) => Given | Promise<Given>
} = {
  getCustomRewardRedemptions: async ada => ({ reward_id: await someReward(ada), status: 'UNFULFILLED' }),
  updateCustomReward: async ada => ({ id: await someReward(ada), cost: 3 }),
  deleteCustomReward: async ada => ({ id: await someReward(ada) }),
  updateRedemptionStatus: async ada => ({ ...(await waiting(ada)), status: 'FULFILLED' }),
  endPrediction: async ada => {
    const outcomes = [{ title: 'Yes' }, { title: 'No' }]
    const { id } = await library.createPrediction(ada, { title: 'Tea?', outcomes, prediction_window: 60 })
    return { id, status: 'LOCKED' }
  },
  cancelRaid: async ada => {
    await library.startRaid(ada, { to_broadcaster_id: '1002' })
    return {}
  },
  updateChannelStreamScheduleSegment: someSegment,
  deleteChannelStreamScheduleSegment: someSegment,
  resolveUnbanRequest: async ada => ({
    unban_request_id: (await library.getUnbanRequests(ada, { status: 'pending' }))[0]?.id,
    status: 'denied',
  }),
  getStreamMarkers: async ada => {
    await library.createStreamMarker(ada)
    return { user_id: '1001' }
  },
  createClipFromVod: async ada => ({ vod_id: await someVideo(ada), vod_offset: 40, title: 'Mate' }),
  getClipsDownloads: async ada => ({ clip_id: await someClip(ada) }),
  pinChatMessage: sentMessage,
  getPinnedChatMessage: async (ada, fake) => {
    await pinnedMessage(ada, fake)
    return {}
  },
  updatePinnedChatMessage: pinnedMessage,
  unpinChatMessage: pinnedMessage,
  addChannelModerator: () => ({ user_id: '1016' }),
  removeChannelModerator: async ada => ({ user_id: (await library.getModerators(ada))[0]?.user_id }),
  removeChannelVip: async ada => ({ user_id: (await library.getVips(ada))[0]?.user_id }),
  addChannelVip: () => ({ user_id: '1016' }),
  updateDropsEntitlements: async ada => ({
    entitlement_ids: (await library.getDropsEntitlements(ada)).map(({ id }) => id),
    fulfillment_status: 'FULFILLED',
  }),
  getGuestStarSession: async ada => {
    await openCall(ada)
    return {}
  },
  endGuestStarSession: openCall,
  getGuestStarInvites: async ada => ({ session_id: (await invited(ada)).session_id }),
  sendGuestStarInvite: async ada => ({ ...(await openCall(ada)), guest_id: '1016' }),
  deleteGuestStarInvite: invited,
  assignGuestStarSlot: async (ada, _, pass) => {
    const given = await invited(ada)
    pass(10)
    return { ...given, slot_id: '1' }
  },
  deleteGuestStarSlot: async (ada, _, pass) => seated(ada, pass),
  updateGuestStarSlot: async (ada, _, pass) => ({
    session_id: (await seated(ada, pass)).session_id,
    source_slot_id: '1',
    destination_slot_id: '2',
  }),
  updateGuestStarSlotSettings: async (ada, _, pass) => ({
    session_id: (await seated(ada, pass)).session_id,
    slot_id: '1',
    volume: 3,
  }),
  removeSuspiciousUserStatus: async ada => {
    await library.addSuspiciousUserStatus(ada, { user_id: '1010', status: 'RESTRICTED' })
    return { user_id: '1010' }
  },
  removeBlockedTerm: async ada => ({ id: (await library.getBlockedTerms(ada))[0]?.id }),
  getExtensionTransactions: (_, fake) => ({ extension_id: fake.clientId }),
  getExtensionChannelConfiguration: async (_, fake) => {
    await library.setExtensionConfigurationSegment(fake.client({ kind: 'jwt' }), globalSegment(fake))
    return globalSegment(fake)
  },
  setExtensionConfigurationSegment: (_, fake) => globalSegment(fake),
  setExtensionRequiredConfiguration: (_, fake) => ({
    ...extension(fake),
    broadcaster_id: '1001',
    required_configuration: 'one',
  }),
  createExtensionSecret: (_, fake) => ({ extension_id: fake.clientId }),
  sendExtensionChatMessage: (_, fake) => ({ ...extension(fake), broadcaster_id: '1001', text: 'Hi' }),
  getExtensions: (_, fake) => extension(fake),
  getReleasedExtensions: (_, fake) => extension(fake),
  getExtensionLiveChannels: (_, fake) => ({ extension_id: fake.clientId }),
  createEventSubSubscription: (_, fake) => following(fake),
  deleteEventSubSubscription: async (ada, fake) => ({ id: await subscribed(ada, fake) }),
  getEventSubSubscriptions: async (ada, fake) => {
    await subscribed(ada, fake)
    return {}
  },
  getEventSubSubscriptionsByStatus: async (ada, fake) => {
    await subscribed(ada, fake)
    return { status: 'enabled' }
  },
  getEventSubSubscriptionsByType: async (ada, fake) => {
    await subscribed(ada, fake)
    return { type: 'channel.follow' }
  },
  getEventSubSubscriptionsByUserId: async (ada, fake) => {
    await subscribed(ada, fake)
    return { user_id: '1001' }
  },
  getEventSubSubscriptionById: async (ada, fake) => ({ subscription_id: await subscribed(ada, fake) }),
  getConduits: async (_, fake) => {
    await someConduit(fake)
    return {}
  },
  updateConduit: async (_, fake) => ({ id: await someConduit(fake), shard_count: 4 }),
  deleteConduit: async (_, fake) => ({ id: await someConduit(fake) }),
  updateConduitShards: async (_, fake) => ({
    conduit_id: await someConduit(fake),
    shards: [{ id: '0', transport: webhook }],
  }),
  getConduitShards: async (_, fake) => {
    const conduit_id = await someConduit(fake)
    const shards = [{ id: '0', transport: webhook }]
    await library.updateConduitShards(fake.client({ kind: 'app' }), { conduit_id, shards })
    return { conduit_id }
  },
  getTeamByName: () => ({ name: 'spareparts' }),
  getTeamById: () => ({ id: '6000' }),
  getUsers: () => ({ login: ['ada', 'pixelfox'] }),
  getGames: () => ({ name: 'Just Chatting' }),
  searchCategories: () => ({ query: 'just' }),
  searchChannels: () => ({ query: 'pix' }),
  checkUserSubscription: () => ({ broadcaster_id: '1001' }),
  getSharedChatSession: () => ({ broadcaster_id: '1002' }),
  modifyChannelInformation: () => ({ title: 'New' }),
  getChannelICalendar: () => ({ broadcaster_id: '1001' }),
  getChannelStreamSchedule: () => ({ broadcaster_id: '1001' }),
  endPoll: async ada => {
    const choices = [{ title: 'Yes' }, { title: 'No' }]
    const { id } = await library.createPoll(ada, { title: 'Tea?', choices, duration: 60 })
    return { id, status: 'TERMINATED' }
  },
  unbanUser: async ada => ({ user_id: (await library.getBannedUsers(ada))[0]?.user_id }),
  getVideosById: async ada => ({ id: (await library.getVideosByUserId(ada, { user_id: '1001' })).map(({ id }) => id) }),
  getVideosByCategoryId: () => ({ game_id: '509658' }),
  getVideosByUserId: () => ({ user_id: '1001' }),
  deleteVideos: async ada => ({ id: (await library.getVideosByUserId(ada, { user_id: '1001' }))[0]?.id }),
  getClipsById: async ada => ({ id: (await library.getClipsByUserId(ada, { broadcaster_id: '1001' }))[0]?.id }),
  getClipsByCategoryId: () => ({ game_id: '509658' }),
  getChannelEmotes: () => ({ broadcaster_id: '1001' }),
  getEmoteSets: () => ({ emote_set_id: '300003' }),
  getChannelChatBadges: () => ({ broadcaster_id: '1001' }),
  getChannelTeams: () => ({ broadcaster_id: '1001' }),
  getClipsByUserId: () => ({ broadcaster_id: '1001' }),
}

/** Replaces the numbers of users in the tables by existing users. */
const existing = (given: Given): Given =>
  Object.fromEntries(
    Object.entries(given).map(([key, value]) => [key, /broadcaster_id$|user_id$/.test(key) ? '1002' : value]),
  )

/** Parameters with which an endpoint succeeds in the fake. Required steps are done first. */
export const realParams = async (name: EndpointName, fake: FakeTwitch, pass: Pass): Promise<Given> =>
  (await real[name]?.(fake.client(), fake, pass)) ?? existing({ ...calls[name][1] })
