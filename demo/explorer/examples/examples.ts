import type { Params } from '../facts/library.ts'

const hour = 3_600_000
const inFuture = (hours: number) => `${new Date(Date.now() + hours * hour).toISOString().slice(0, 13)}:00:00Z`

/** The client id of the fake, which is also the id of its extension. */
const extension_id = 'tinyhelix-demo'
const extension_version = '0.0.1'

/** Required parameters by their names, where an endpoint says nothing else. People and categories are those of the fake. */
const usual: Params = {
  broadcaster_id: '1001',
  user_id: '1002',
  target_user_id: '1005',
  to_user_id: '1002',
  to_broadcaster_id: '1002',
  guest_id: '1016',
  game_id: '509658',
  extension_id,
  extension_version,
}

/** What a form begins with, beside what is required and usual. */
const special: Readonly<Record<string, () => Params>> = {
  startCommercial: () => ({ length: 60 }),
  createCustomReward: () => ({ title: 'Hydrate!', cost: 500, prompt: 'Drink some water' }),
  updateCustomReward: () => ({ cost: 750 }),
  getCustomRewardRedemptions: () => ({ status: 'UNFULFILLED' }),
  updateRedemptionStatus: () => ({ status: 'FULFILLED' }),
  modifyChannelInformation: () => ({ title: 'Building a synth from scratch' }),
  getChannelInformation: () => ({ broadcaster_id: ['1001', '1002'] }),
  getSharedChatSession: () => ({ broadcaster_id: '1002' }),
  getEmoteSets: () => ({ emote_set_id: '300003' }),
  getUserChatColor: () => ({ user_id: ['1001', '1002'] }),
  sendChatAnnouncement: () => ({ message: 'The stream starts in five minutes', color: 'purple' }),
  sendChatMessage: () => ({ message: 'Hello, chat' }),
  updateChatColor: () => ({ color: 'blue_violet' }),
  updateChatSettings: () => ({ slow_mode: true, slow_mode_wait_time: 30 }),
  createClip: () => ({ title: 'That was close' }),
  createClipFromVod: () => ({ vod_offset: 40, title: 'The best part' }),
  createConduit: () => ({ shard_count: 3 }),
  updateConduit: () => ({ shard_count: 4 }),
  updateConduitShards: () => ({
    shards: [
      { id: '0', transport: { method: 'webhook', callback: 'https://example.com/hook', secret: 'a secret of yours' } },
    ],
  }),
  updateDropsEntitlements: () => ({ fulfillment_status: 'FULFILLED' }),
  createEventSubSubscription: () => ({
    type: 'channel.follow',
    version: '2',
    condition: { broadcaster_user_id: '1001', moderator_user_id: '1001' },
    transport: { method: 'websocket', session_id: 'the id of your socket’s session' },
  }),
  deleteEventSubSubscription: () => ({ id: 'the id of a subscription' }),
  getEventSubSubscriptionById: () => ({ subscription_id: 'the id of a subscription' }),
  getEventSubSubscriptionsByStatus: () => ({ status: 'enabled' }),
  getEventSubSubscriptionsByType: () => ({ type: 'channel.follow' }),
  getEventSubSubscriptionsByUserId: () => ({ user_id: '1001' }),
  getExtensionChannelConfiguration: () => ({ segment: 'global' }),
  getExtensionSecrets: () => ({ extension_id }),
  getExtensions: () => ({ extension_version }),
  getReleasedExtensions: () => ({ extension_version }),
  sendExtensionChatMessage: () => ({ text: 'A new high score' }),
  sendExtensionPubSubMessage: () => ({ broadcaster_id: '1001', target: ['broadcast'], message: '{"score":42}' }),
  setExtensionConfigurationSegment: () => ({ segment: 'global', content: '{"theme":"dark"}', version: '1' }),
  setExtensionRequiredConfiguration: () => ({ required_configuration: 'one' }),
  updateExtensionBitsProduct: () => ({
    sku: 'confetti',
    cost: { amount: 100, type: 'bits' },
    display_name: 'Confetti',
    in_development: true,
  }),
  getGames: () => ({ name: ['Just Chatting', 'Chess'] }),
  assignGuestStarSlot: () => ({ slot_id: '1' }),
  deleteGuestStarSlot: () => ({ slot_id: '1' }),
  updateGuestStarSlot: () => ({ source_slot_id: '1', destination_slot_id: '2' }),
  updateGuestStarSlotSettings: () => ({ slot_id: '1', volume: 60 }),
  updateChannelGuestStarSettings: () => ({ slot_count: 4 }),
  addBlockedTerm: () => ({ text: 'buy followers' }),
  addChannelModerator: () => ({ user_id: '1016' }),
  addChannelVip: () => ({ user_id: '1016' }),
  addSuspiciousUserStatus: () => ({ user_id: '1010', status: 'RESTRICTED' }),
  removeSuspiciousUserStatus: () => ({ user_id: '1010' }),
  banUser: () => ({ user_id: '1010', duration: 600, reason: 'Spam' }),
  checkAutoModStatus: () => ({ messages: [{ msg_id: '1', msg_text: 'What a lovely stream' }] }),
  getUnbanRequests: () => ({ status: 'pending' }),
  manageHeldAutoModMessages: () => ({ msg_id: 'the id of a held message', action: 'ALLOW' }),
  resolveUnbanRequest: () => ({ status: 'approved', resolution_text: 'Welcome back' }),
  updateAutoModSettings: () => ({ overall_level: 2 }),
  updateShieldModeStatus: () => ({ is_active: true }),
  warnChatUser: () => ({ user_id: '1010', reason: 'Please read the rules' }),
  createPoll: () => ({
    title: 'What comes next?',
    choices: [{ title: 'Synth' }, { title: 'Drum machine' }],
    duration: 60,
  }),
  endPoll: () => ({ status: 'TERMINATED' }),
  createPrediction: () => ({
    title: 'Do we beat it?',
    outcomes: [{ title: 'Of course' }, { title: 'Never' }],
    prediction_window: 60,
  }),
  endPrediction: () => ({ status: 'CANCELED' }),
  createChannelStreamScheduleSegment: () => ({
    // Channels of the fake are live in the evening.
    start_time: `${inFuture(48).slice(0, 10)}T10:00:00Z`,
    timezone: 'Europe/Berlin',
    duration: '120',
    is_recurring: false,
    title: 'Synths and tea',
  }),
  updateChannelStreamSchedule: () => ({
    is_vacation_enabled: true,
    vacation_start_time: inFuture(24),
    vacation_end_time: inFuture(240),
    timezone: 'Europe/Berlin',
  }),
  updateChannelStreamScheduleSegment: () => ({ title: 'Synths, tea and cake' }),
  searchCategories: () => ({ query: 'chess' }),
  searchChannels: () => ({ query: 'pix' }),
  createStreamMarker: () => ({ description: 'The synth works' }),
  getStreamMarkers: () => ({ user_id: '1001' }),
  getStreams: () => ({ first: 5 }),
  getTeamByName: () => ({ name: 'spareparts' }),
  getTeamById: () => ({ id: '6000' }),
  getVideosByUserId: () => ({ user_id: '1001' }),
  getUsers: () => ({ login: ['ada', 'pixelfox'] }),
  updateUser: () => ({ description: 'Sound and soldering' }),
  updateUserExtensions: () => ({ data: { panel: { 1: { active: false } } } }),
  sendWhisper: () => ({ message: 'Do you have a minute?' }),
}

/** The parameters that a form begins with. `found` has ids of what the fake has. */
export function exampleOf(name: string, required: readonly string[], found: Params = {}): Params {
  const given = special[name]?.() ?? {}
  const rest = required.flatMap(key => (Object.hasOwn(usual, key) ? [[key, usual[key]]] : []))
  return { ...Object.fromEntries(rest), ...given, ...found }
}
