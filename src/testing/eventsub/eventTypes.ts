/** What a type of events asks of a subscription. */
export interface EventType {
  /** The key in the condition that names whoever must have granted the scopes; absent: nobody must. */
  readonly by?: 'broadcaster_user_id' | 'moderator_user_id' | 'user_id'
  /** The key in the condition that must be the application itself. */
  readonly application?: 'client_id' | 'extension_client_id'
  /** One scope of each list. */
  readonly scopes: readonly (readonly string[])[]
  /** Keys that the condition cannot do without. */
  readonly required: readonly string[]
  /** Whether they come over websockets too, and into conduits. @defaultValue `true` */
  readonly overWebSocket?: boolean
  readonly intoConduit?: boolean
}

const channel = ['broadcaster_user_id']

/** Events that everyone may have. */
const open: EventType = { scopes: [], required: channel }

const broadcaster = (...scopes: string[]): EventType => ({
  by: 'broadcaster_user_id',
  scopes: [scopes],
  required: channel,
})

const moderatorOf = (scopes: EventType['scopes']): EventType => ({
  by: 'moderator_user_id',
  scopes,
  required: [...channel, 'moderator_user_id'],
})

const moderator = (...scopes: string[]): EventType => moderatorOf([scopes])

const chat: EventType = { by: 'user_id', scopes: [['user:read:chat']], required: [...channel, 'user_id'] }

const ofApplication: EventType = {
  application: 'client_id',
  scopes: [],
  required: ['client_id'],
  overWebSocket: false,
  intoConduit: false,
}

/** Both the scope to read and the one to manage something. */
const either = (what: string): [string, string] => {
  const [whose, thing] = what.split(' ')
  return [`${whose}:read:${thing}`, `${whose}:manage:${thing}`]
}

const moderation: EventType['scopes'] = [
  either('moderator blocked_terms'),
  either('moderator chat_settings'),
  either('moderator unban_requests'),
  either('moderator banned_users'),
  either('moderator chat_messages'),
  ['moderator:read:moderators'],
  ['moderator:read:vips'],
]

const autoMod = moderator('moderator:manage:automod')
const unbanRequests = moderator(...either('moderator unban_requests'))
const suspiciousUsers = moderator('moderator:read:suspicious_users')
const warnings = moderator(...either('moderator warnings'))
const shieldMode = moderator(...either('moderator shield_mode'))
const shoutouts = moderator(...either('moderator shoutouts'))
const guestStar = moderator(...either('channel guest_star'), ...either('moderator guest_star'))
const subscriptions = broadcaster('channel:read:subscriptions')
const bits = broadcaster('bits:read')
const bans = broadcaster('channel:moderate')
const moderators = broadcaster('moderation:read')
const rewards = broadcaster(...either('channel redemptions'))
const polls = broadcaster(...either('channel polls'))
const predictions = broadcaster(...either('channel predictions'))
const vips = broadcaster(...either('channel vips'))
const hypeTrain = broadcaster('channel:read:hype_train')
const charity = broadcaster('channel:read:charity')
const goals = broadcaster('channel:read:goals')

/** The types of events, by their versions; a version that is gone is not among them. */
const eventTypes: Readonly<Record<string, Readonly<Record<string, EventType>>>> = {
  'automod.message.hold': { 1: autoMod, 2: autoMod },
  'automod.message.update': { 1: autoMod, 2: autoMod },
  'automod.settings.update': { 1: moderator('moderator:read:automod_settings') },
  'automod.terms.update': { 1: autoMod },
  'channel.ad_break.begin': { 1: broadcaster('channel:read:ads') },
  'channel.ban': { 1: bans },
  'channel.bits.use': { 1: bits },
  'channel.channel_points_automatic_reward_redemption.add': { 1: rewards, 2: rewards },
  'channel.channel_points_custom_reward.add': { 1: rewards },
  'channel.channel_points_custom_reward.remove': { 1: rewards },
  'channel.channel_points_custom_reward.update': { 1: rewards },
  'channel.channel_points_custom_reward_redemption.add': { 1: rewards },
  'channel.channel_points_custom_reward_redemption.update': { 1: rewards },
  'channel.charity_campaign.donate': { 1: charity },
  'channel.charity_campaign.progress': { 1: charity },
  'channel.charity_campaign.start': { 1: charity },
  'channel.charity_campaign.stop': { 1: charity },
  'channel.chat.clear': { 1: chat },
  'channel.chat.clear_user_messages': { 1: chat },
  'channel.chat.message': { 1: chat },
  'channel.chat.message_delete': { 1: chat },
  'channel.chat.notification': { 1: chat },
  'channel.chat.user_message_hold': { 1: chat },
  'channel.chat.user_message_update': { 1: chat },
  'channel.chat_settings.update': { 1: chat },
  'channel.cheer': { 1: bits },
  'channel.custom_power_up_redemption.add': { 1: bits },
  'channel.follow': { 2: moderator('moderator:read:followers') },
  'channel.goal.begin': { 1: goals },
  'channel.goal.end': { 1: goals },
  'channel.goal.progress': { 1: goals },
  'channel.guest_star_guest.update': { beta: guestStar },
  'channel.guest_star_session.begin': { beta: guestStar },
  'channel.guest_star_session.end': { beta: guestStar },
  'channel.guest_star_settings.update': { beta: guestStar },
  'channel.hype_train.begin': { 2: hypeTrain },
  'channel.hype_train.end': { 2: hypeTrain },
  'channel.hype_train.progress': { 2: hypeTrain },
  'channel.moderate': { 1: moderatorOf(moderation), 2: moderatorOf([...moderation, either('moderator warnings')]) },
  'channel.moderator.add': { 1: moderators },
  'channel.moderator.remove': { 1: moderators },
  'channel.poll.begin': { 1: polls },
  'channel.poll.end': { 1: polls },
  'channel.poll.progress': { 1: polls },
  'channel.prediction.begin': { 1: predictions },
  'channel.prediction.end': { 1: predictions },
  'channel.prediction.lock': { 1: predictions },
  'channel.prediction.progress': { 1: predictions },
  // From a channel or to one.
  'channel.raid': { 1: { scopes: [], required: [] } },
  'channel.shared_chat.begin': { 1: open },
  'channel.shared_chat.end': { 1: open },
  'channel.shared_chat.update': { 1: open },
  'channel.shield_mode.begin': { 1: shieldMode },
  'channel.shield_mode.end': { 1: shieldMode },
  'channel.shoutout.create': { 1: shoutouts },
  'channel.shoutout.receive': { 1: shoutouts },
  'channel.subscribe': { 1: subscriptions },
  'channel.subscription.end': { 1: subscriptions },
  'channel.subscription.gift': { 1: subscriptions },
  'channel.subscription.message': { 1: subscriptions },
  'channel.suspicious_user.message': { 1: suspiciousUsers },
  'channel.suspicious_user.update': { 1: suspiciousUsers },
  'channel.unban': { 1: bans },
  'channel.unban_request.create': { 1: unbanRequests },
  'channel.unban_request.resolve': { 1: unbanRequests },
  'channel.update': { 2: open },
  'channel.vip.add': { 1: vips },
  'channel.vip.remove': { 1: vips },
  'channel.warning.acknowledge': { 1: warnings },
  'channel.warning.send': { 1: warnings },
  'conduit.shard.disabled': { 1: { ...ofApplication, intoConduit: true } },
  'drop.entitlement.grant': {
    1: { scopes: [], required: ['organization_id'], overWebSocket: false, intoConduit: false },
  },
  'extension.bits_transaction.create': {
    1: { ...ofApplication, application: 'extension_client_id', required: ['extension_client_id'] },
  },
  'stream.offline': { 1: open },
  'stream.online': { 1: open },
  'user.authorization.grant': { 1: ofApplication },
  'user.authorization.revoke': { 1: ofApplication },
  'user.update': { 1: { scopes: [], required: ['user_id'] } },
  'user.whisper.message': { 1: { by: 'user_id', scopes: [either('user whispers')], required: ['user_id'] } },
}

/** Whether there is such a type of events, in some version. */
export const isEventType = (type: string): boolean => Object.hasOwn(eventTypes, type)

/** What a type of events asks for; `undefined`: there is no such type, or not in this version. */
export const eventTypeOf = (type: string, version: string): EventType | undefined => {
  const versions = Object.hasOwn(eventTypes, type) ? eventTypes[type] : undefined
  return versions && Object.hasOwn(versions, version) ? versions[version] : undefined
}
