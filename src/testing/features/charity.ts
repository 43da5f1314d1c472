import type { MoneyAmount } from '../../endpoints/charity/amount.ts'
import { getCharityCampaign } from '../../endpoints/charity/getCharityCampaign.ts'
import {
  type CharityDonation,
  getCharityCampaignDonations,
} from '../../endpoints/charity/getCharityCampaignDonations.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { data, one } from '../wire/helix/response.ts'
import { type Feature, route } from '../wire/helix/route.ts'
import { between, uuid } from '../world/random.ts'
import { asBroadcaster, asUser, type Person, somePeople, usersOf } from '../world/users.ts'
import { minute, perChannel, type World } from '../world/world.ts'

interface Campaign {
  readonly id: string
  /** Those of the past and of the future, the oldest first. */
  readonly donations: readonly CharityDonation[]
  /** How many of them there were when this world began. */
  readonly past: number
  readonly target: MoneyAmount | null
}

/** How often someone gives something. */
const pause = 7 * minute

/** Every third channel collects no money. Some collect it in yen, which has no smaller unit, and without a goal. */
const campaignOf: (world: World, channelId: string) => Campaign | null = perChannel((world, channelId) => {
  const broadcaster = usersOf(world).byId(channelId)
  if (!broadcaster || broadcaster.index % 3 === 1) return null
  const inYen = broadcaster.index % 3 === 2
  const money = (value: number): MoneyAmount =>
    inYen ? { value, decimal_places: 0, currency: 'JPY' } : { value, decimal_places: 2, currency: 'USD' }
  const id = uuid(world.seed, 'campaign', channelId)
  const past = broadcaster.index === 0 ? 140 : 12
  const donations = somePeople(world, past + 300, channelId, 'donations').map((person, index) => ({
    id: uuid(id, 'donation', index),
    campaign_id: id,
    ...asUser(person),
    amount: money(between(1, 60, id, index) * (inYen ? 100 : 50)),
  }))
  return { id, donations, past, target: inYen ? null : money(500_000) }
})

/** What was given until now. */
const givenTo = ({ now, begun }: World, { donations, past }: Campaign): readonly CharityDonation[] =>
  donations.slice(0, past + Math.floor((now() - begun) / pause))

function sumOf(donations: readonly CharityDonation[]): MoneyAmount {
  const [first] = donations
  const value = donations.reduce((sum, { amount }) => sum + amount.value, 0)
  return { ...(first?.amount ?? { decimal_places: 2, currency: 'USD' }), value }
}

const refuseOthers = ({ broadcaster_type }: Person): void => {
  if (!broadcaster_type) refuse(403, 'The broadcaster is not a partner or affiliate.')
}

export const charity: Feature = [
  route(getCharityCampaign, ({ world, broadcaster }) => {
    refuseOthers(broadcaster)
    const campaign = campaignOf(world, broadcaster.id)
    if (!campaign) return data([])
    return one({
      id: campaign.id,
      ...asBroadcaster(broadcaster),
      charity_name: 'Lighthouses for Lost Socks',
      charity_description: 'Brings every sock home, one signal at a time.',
      charity_logo: world.image('picture/7-100x100.svg'),
      charity_website: 'https://charity.example',
      current_amount: sumOf(givenTo(world, campaign)),
      target_amount: campaign.target,
    })
  }),
  route(getCharityCampaignDonations, ({ world, broadcaster, page }) => {
    refuseOthers(broadcaster)
    const campaign = campaignOf(world, broadcaster.id)
    return page(campaign ? givenTo(world, campaign) : [])
  }),
]
