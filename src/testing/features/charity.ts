import type { MoneyAmount } from '../../endpoints/charity/amount.ts'
import { type CharityCampaign, getCharityCampaign } from '../../endpoints/charity/getCharityCampaign.ts'
import {
  type CharityDonation,
  getCharityCampaignDonations,
} from '../../endpoints/charity/getCharityCampaignDonations.ts'
import type { EventCharityCampaign } from '../../eventsub/parts/charityCampaign.ts'
import { channelCharityCampaignDonate } from '../../eventsub/types/channelCharityCampaignDonate.ts'
import { channelCharityCampaignProgress } from '../../eventsub/types/channelCharityCampaignProgress.ts'
import { channelCharityCampaignStart } from '../../eventsub/types/channelCharityCampaignStart.ts'
import { channelCharityCampaignStop } from '../../eventsub/types/channelCharityCampaignStop.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { data, one } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { between, uuid } from '../world/random.ts'
import { asBroadcaster, asUser, type Person, somePeople, usersOf } from '../world/users.ts'
import { minute, perChannel, type World } from '../world/world.ts'
import { type Emission, type Feature, onEvent } from './feature.ts'

interface Campaign extends Pick<CharityCampaign, 'id' | `charity_${'name' | 'description' | 'logo' | 'website'}`> {
  /** The past and future donations, the oldest first. */
  readonly planned: readonly CharityDonation[]
  /** The number of donations when this world was created. */
  readonly past: number
  /** The donations that events have reported. */
  readonly emitted: CharityDonation[]
  /** The amount that an event has added to the donations. */
  more: number
  money: Pick<MoneyAmount, 'decimal_places' | 'currency'>
  target: MoneyAmount | null
}

/** The time between two donations. */
const pause = 7 * minute

/** Every third channel has no campaign. Some campaigns are in yen, which has no smaller unit, and without a goal. */
const campaignIn: (world: World, channelId: string) => { campaign: Campaign | null } = perChannel(
  (world, channelId) => {
    const broadcaster = usersOf(world).byId(channelId)
    if (!broadcaster || broadcaster.index % 3 === 1) return { campaign: null }
    const inYen = broadcaster.index % 3 === 2
    const money = inYen ? { decimal_places: 0, currency: 'JPY' } : { decimal_places: 2, currency: 'USD' }
    const id = uuid(world.seed, 'campaign', channelId)
    const past = broadcaster.index === 0 ? 140 : 12
    const planned = somePeople(world, past + 300, channelId, 'donations').map((person, index) => ({
      id: uuid(id, 'donation', index),
      campaign_id: id,
      ...asUser(person),
      amount: { value: between(1, 60, id, index) * (inYen ? 100 : 50), ...money },
    }))
    const campaign: Campaign = {
      id,
      charity_name: 'Lighthouses for Lost Socks',
      charity_description: 'Brings every sock home, one signal at a time.',
      charity_logo: world.image('picture/7-100x100.svg'),
      charity_website: 'https://charity.example',
      planned,
      past,
      emitted: [],
      more: 0,
      money,
      target: inYen ? null : { value: 500_000, ...money },
    }
    return { campaign }
  },
)

/** The donations so far. */
const givenTo = ({ now, begun }: World, { planned, past, emitted }: Campaign): readonly CharityDonation[] => [
  ...planned.slice(0, past + Math.floor((now() - begun) / pause)),
  ...emitted,
]

const sumOf = (world: World, campaign: Campaign): number =>
  givenTo(world, campaign).reduce((sum, { amount }) => sum + amount.value, campaign.more)

/** Sets a channel's campaign to what an event says. */
function setCampaign({ world, channel, event }: Emission<EventCharityCampaign>): void {
  const holder = campaignIn(world, channel.id)
  const { id, charity_name, charity_description, charity_logo, charity_website, current_amount, target_amount } = event
  const { value, ...money } = current_amount
  const said = { charity_name, charity_description, charity_logo, charity_website, money, target: target_amount }
  const known = holder.campaign?.id === id ? holder.campaign : null
  const campaign: Campaign = { id, planned: [], past: 0, emitted: [], ...known, ...said, more: 0 }
  campaign.more = value - sumOf(world, campaign)
  holder.campaign = campaign
}

const refuseOthers = ({ broadcaster_type }: Person): void => {
  if (!broadcaster_type) refuse(403, 'The broadcaster is not a partner or affiliate.')
}

export const charity: Feature = [
  route(getCharityCampaign, ({ world, broadcaster }) => {
    refuseOthers(broadcaster)
    const { campaign } = campaignIn(world, broadcaster.id)
    if (!campaign) return data([])
    const { id, charity_name, charity_description, charity_logo, charity_website, money, target } = campaign
    return one({
      id,
      ...asBroadcaster(broadcaster),
      charity_name,
      charity_description,
      charity_logo,
      charity_website,
      current_amount: { value: sumOf(world, campaign), ...money },
      target_amount: target,
    })
  }),
  route(getCharityCampaignDonations, ({ world, broadcaster, page }) => {
    refuseOthers(broadcaster)
    const { campaign } = campaignIn(world, broadcaster.id)
    return page(campaign ? givenTo(world, campaign) : [])
  }),
  onEvent(channelCharityCampaignStart, setCampaign),
  onEvent(channelCharityCampaignProgress, setCampaign),
  onEvent(channelCharityCampaignStop, ({ world, channel, event }) => {
    const holder = campaignIn(world, channel.id)
    if (holder.campaign?.id === event.id) holder.campaign = null
  }),
  onEvent(channelCharityCampaignDonate, ({ world, channel, event, person }) => {
    const { campaign } = campaignIn(world, channel.id)
    const user = person(event.user_id)
    if (!user || campaign?.id !== event.campaign_id) return
    const { id, campaign_id, amount } = event
    const index = campaign.emitted.findIndex(donation => donation.id === id)
    const donation = { id, campaign_id, ...asUser(user), amount }
    campaign.emitted.splice(index < 0 ? campaign.emitted.length : index, 1, donation)
  }),
]
