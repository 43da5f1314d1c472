import type { getChannelGuestStarSettings } from '../../endpoints/guest-star/getChannelGuestStarSettings.ts'
import type { getGuestStarInvites } from '../../endpoints/guest-star/getGuestStarInvites.ts'
import type { getGuestStarSession } from '../../endpoints/guest-star/getGuestStarSession.ts'
import { channelGuestStarGuestUpdate } from '../../eventsub/types/channelGuestStarGuestUpdate.ts'
import { channelGuestStarSessionBegin } from '../../eventsub/types/channelGuestStarSessionBegin.ts'
import { channelGuestStarSessionEnd } from '../../eventsub/types/channelGuestStarSessionEnd.ts'
import { channelGuestStarSettingsUpdate } from '../../eventsub/types/channelGuestStarSettingsUpdate.ts'
import { answersOf, type LiveFamily, live, on } from './live.ts'

const settings = answersOf<typeof getChannelGuestStarSettings>('/guest_star/channel_settings')
const session = answersOf<typeof getGuestStarSession>('/guest_star/session')
const invites = answersOf<typeof getGuestStarInvites>('/guest_star/invites')

/** Guest Star's settings, session and invites: refetched when they change. */
export const liveGuestStar: LiveFamily = live([
  on(channelGuestStarSettingsUpdate, settings, { effect: 'refetch' }),
  on(channelGuestStarSessionBegin, session, { effect: 'refetch' }),
  on(channelGuestStarGuestUpdate, session, { effect: 'refetch' }),
  on(channelGuestStarSessionEnd, session, { effect: 'refetch' }),
  on(channelGuestStarGuestUpdate, invites, { effect: 'refetch' }),
  on(channelGuestStarSessionEnd, invites, { effect: 'refetch' }),
])
