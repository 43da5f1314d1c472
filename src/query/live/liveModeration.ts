import type { getBannedUsers } from '../../endpoints/moderation/getBannedUsers.ts'
import type { getBlockedTerms } from '../../endpoints/moderation/getBlockedTerms.ts'
import type { getModerators } from '../../endpoints/moderation/getModerators.ts'
import type { getUnbanRequests } from '../../endpoints/moderation/getUnbanRequests.ts'
import type { getVips } from '../../endpoints/moderation/getVips.ts'
import { type ChannelModerateEvent, channelModerate } from '../../eventsub/types/channelModerate.ts'
import { answersOf, defineLiveFamily, type LiveFamily, liveRule } from './liveRule.ts'

const bans = answersOf<typeof getBannedUsers>('/moderation/banned')
const moderators = answersOf<typeof getModerators>('/moderation/moderators')
const vips = answersOf<typeof getVips>('/channels/vips')
const blockedTerms = answersOf<typeof getBlockedTerms>('/moderation/blocked_terms')
const unbanRequests = answersOf<typeof getUnbanRequests>('/moderation/unban_requests')

/** Refetches after one of these actions. */
const after = (actions: RegExp) => ({
  effect: 'refetch' as const,
  when: ({ action }: ChannelModerateEvent) => actions.test(action),
})

/**
 * Bans, moderators, VIPs, blocked terms and unban requests, for moderators and broadcasters alike: refetched after an
 * action of a moderator. It needs one scope of each of eight lists: `scopesFor` returns them.
 */
export const liveModeration: LiveFamily = defineLiveFamily([
  liveRule(channelModerate, bans, after(/^(shared_chat_)?(un)?(ban|timeout)$/)),
  liveRule(channelModerate, moderators, after(/^((un)?mod|ban|timeout)$/)),
  liveRule(channelModerate, vips, after(/^((un)?vip|ban)$/)),
  liveRule(channelModerate, blockedTerms, after(/_blocked_term$/)),
  liveRule(channelModerate, unbanRequests, after(/_unban_request$/)),
])
