import type { getChannelGuestStarSettings } from '../../endpoints/guest-star/getChannelGuestStarSettings.ts'
import type { getGuestStarInvites } from '../../endpoints/guest-star/getGuestStarInvites.ts'
import type { getGuestStarSession } from '../../endpoints/guest-star/getGuestStarSession.ts'
import { channelGuestStarGuestUpdate } from '../../eventsub/types/channelGuestStarGuestUpdate.ts'
import { channelGuestStarSessionBegin } from '../../eventsub/types/channelGuestStarSessionBegin.ts'
import { channelGuestStarSessionEnd } from '../../eventsub/types/channelGuestStarSessionEnd.ts'
import { channelGuestStarSettingsUpdate } from '../../eventsub/types/channelGuestStarSettingsUpdate.ts'
import { answersOf, defineLiveFamily, type LiveFamily, liveRule } from './liveRule.ts'

const settings = answersOf<typeof getChannelGuestStarSettings>('/guest_star/channel_settings')
const session = answersOf<typeof getGuestStarSession>('/guest_star/session')
const invites = answersOf<typeof getGuestStarInvites>('/guest_star/invites')

/** Guest Star's settings, session and invites: refetched when they change. */
export const liveGuestStar: LiveFamily = defineLiveFamily([
  liveRule(channelGuestStarSettingsUpdate, settings, { effect: 'refetch' }),
  liveRule(channelGuestStarSessionBegin, session, { effect: 'refetch' }),
  liveRule(channelGuestStarGuestUpdate, session, { effect: 'refetch' }),
  liveRule(channelGuestStarSessionEnd, session, { effect: 'refetch' }),
  liveRule(channelGuestStarGuestUpdate, invites, { effect: 'refetch' }),
  liveRule(channelGuestStarSessionEnd, invites, { effect: 'refetch' }),
])
