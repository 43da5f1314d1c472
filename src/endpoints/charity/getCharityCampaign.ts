import { type Endpoint, maybe } from '../../endpoint.ts'
import { nullable, object, string } from '../../schema/object.ts'
import { self } from '../../schema/parameters.ts'
import { amount, type MoneyAmount } from './amount.ts'

export interface GetCharityCampaignParams {
  /** The channel. @defaultValue the signed-in user; Twitch accepts no other id */
  broadcaster_id?: string
}

/** A charity campaign that is running. */
export interface CharityCampaign {
  id: string
  broadcaster_id: string
  broadcaster_login: string
  broadcaster_name: string
  charity_name: string
  charity_description: string
  /** The URL of an image: PNG, 100 × 100 pixels. */
  charity_logo: string
  charity_website: string
  /** The sum of all donations so far. */
  current_amount: MoneyAmount
  /** The goal; `null` if none is set. */
  target_amount: MoneyAmount | null
}

/**
 * The charity campaign that your channel is running, or `null` if none is running.
 *
 * Takes a user token with the scope `channel:read:charity`. Rejects with `forbidden` if the channel does not belong to
 * an affiliate or partner.
 *
 * @see https://dev.twitch.tv/docs/api/reference/charity#get-charity-campaign
 * @example
 * ```ts
 * import { type HelixClient, formatAmount, getCharityCampaign } from 'tinyhelix'
 *
 * async function raised(client: HelixClient) {
 *   const campaign = await getCharityCampaign(client)
 *   return campaign && formatAmount(campaign.current_amount)
 * }
 * ```
 */
export const getCharityCampaign: Endpoint<GetCharityCampaignParams, CharityCampaign | null> = maybe({
  path: '/charity/campaigns',
  scopes: ['channel:read:charity'],
  params: { broadcaster_id: self },
  item: object<CharityCampaign>({
    id: string,
    broadcaster_id: string,
    broadcaster_login: string,
    broadcaster_name: string,
    charity_name: string,
    charity_description: string,
    charity_logo: string,
    charity_website: string,
    current_amount: amount,
    target_amount: nullable(amount),
  }),
  staleTime: 10_000,
})
