import { type PageEndpoint, type PageParams, page } from '../../endpoint.ts'
import { object, string } from '../../schema/object.ts'
import { self } from '../../schema/parameters.ts'
import { amount, type MoneyAmount } from './amount.ts'

export interface GetCharityCampaignDonationsParams extends PageParams {
  /** The channel. @defaultValue the signed-in user; Twitch accepts no other id */
  broadcaster_id?: string
}

/** A donation to a charity campaign. */
export interface CharityDonation {
  id: string
  campaign_id: string
  /** Who gave it. */
  user_id: string
  user_login: string
  user_name: string
  amount: MoneyAmount
}

/**
 * The donations to the charity campaign that your channel is running; the list is empty after the campaign ends.
 * `await` returns the first page, `for await` iterates over the rows of all pages.
 *
 * Takes a user token with the scope `channel:read:charity`. Rejects with `forbidden` if the channel does not belong to
 * an affiliate or partner.
 *
 * @see https://dev.twitch.tv/docs/api/reference/charity#get-charity-campaign-donations
 * @example
 * ```ts
 * import { type HelixClient, getCharityCampaignDonations } from 'tinyhelix'
 *
 * async function donors(client: HelixClient) {
 *   const names = new Set<string>()
 *   for await (const donation of getCharityCampaignDonations(client)) names.add(donation.user_name)
 *   return names
 * }
 * ```
 */
export const getCharityCampaignDonations: PageEndpoint<GetCharityCampaignDonationsParams, CharityDonation> = page({
  path: '/charity/donations',
  scopes: ['channel:read:charity'],
  params: { broadcaster_id: self },
  maxFirst: 100,
  item: object<CharityDonation>({
    id: string,
    campaign_id: string,
    user_id: string,
    user_login: string,
    user_name: string,
    amount,
  }),
  staleTime: 10_000,
})
