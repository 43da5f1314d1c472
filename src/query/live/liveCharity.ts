import type {
  CharityCampaign,
  GetCharityCampaignParams,
  getCharityCampaign,
} from '../../endpoints/charity/getCharityCampaign.ts'
import type { getCharityCampaignDonations } from '../../endpoints/charity/getCharityCampaignDonations.ts'
import type { EventCharityCampaign } from '../../eventsub/parts/charityCampaign.ts'
import { channelCharityCampaignDonate } from '../../eventsub/types/channelCharityCampaignDonate.ts'
import { channelCharityCampaignProgress } from '../../eventsub/types/channelCharityCampaignProgress.ts'
import { channelCharityCampaignStart } from '../../eventsub/types/channelCharityCampaignStart.ts'
import { channelCharityCampaignStop } from '../../eventsub/types/channelCharityCampaignStop.ts'
import { answersOf, defineLiveFamily, type LiveEffect, type LiveFamily, liveRule } from './liveRule.ts'

const answers = answersOf<typeof getCharityCampaign>('/charity/campaigns')
const donations = answersOf<typeof getCharityCampaignDonations>('/charity/donations')

const campaign = {
  effect: 'set',
  fields: {
    id: 'id',
    // Twitch's events use one of two names for the channel.
    broadcaster_id: event => event.broadcaster_id ?? event.broadcaster_user_id ?? '',
    broadcaster_login: event => event.broadcaster_login ?? event.broadcaster_user_login ?? '',
    broadcaster_name: event => event.broadcaster_name ?? event.broadcaster_user_name ?? '',
    charity_name: 'charity_name',
    charity_description: 'charity_description',
    charity_logo: 'charity_logo',
    charity_website: 'charity_website',
    current_amount: 'current_amount',
    target_amount: 'target_amount',
  },
} satisfies LiveEffect<EventCharityCampaign, CharityCampaign, CharityCampaign | null, GetCharityCampaignParams>

/** The charity campaign: start and progress. Its end and the list of donations are refetched. */
export const liveCharity: LiveFamily = defineLiveFamily([
  liveRule(channelCharityCampaignStart, answers, campaign),
  liveRule(channelCharityCampaignProgress, answers, campaign),
  liveRule(channelCharityCampaignStop, answers, { effect: 'refetch' }),
  liveRule(channelCharityCampaignDonate, donations, { effect: 'refetch' }),
])
