import { amount, type MoneyAmount } from '../../endpoints/charity/amount.ts'
import { object, string } from '../../schema/object.ts'
import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { charity, type EventCharity } from '../parts/charity.ts'
import { charityChannel, type EventCharityChannel } from '../parts/charityChannel.ts'
import { type EventPerson, person } from '../parts/people.ts'

/** A donation. */
export interface ChannelCharityCampaignDonateEvent extends EventCharity, EventCharityChannel, EventPerson {
  campaign_id: string
  amount: MoneyAmount
}

/**
 * Somebody donates to the charity campaign of a channel.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:charity`. `broadcaster_user_id` defaults to the
 * signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelCharityCampaignDonate, type EventSub } from 'tinyhelix/eventsub'
 *
 * function thank(events: EventSub) {
 *   events.on(channelCharityCampaignDonate, ({ user_name, amount }) => console.log(user_name, amount.value))
 * }
 * ```
 */
export const channelCharityCampaignDonate: EventType<ChannelCondition, ChannelCharityCampaignDonateEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.charity_campaign.donate',
  scopes: ['channel:read:charity'],
  event: object<ChannelCharityCampaignDonateEvent>({
    ...charity,
    ...charityChannel,
    ...person,
    campaign_id: string,
    amount,
  }),
})
