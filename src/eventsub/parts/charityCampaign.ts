import { amount, type MoneyAmount } from '../../endpoints/charity/amount.ts'
import type { Fields } from '../../schema/object.ts'
import { charity, type EventCharity } from './charity.ts'
import { charityChannel, type EventCharityChannel } from './charityChannel.ts'

/** A charity campaign. */
export interface EventCharityCampaign extends EventCharity, EventCharityChannel {
  /** What viewers have given so far. */
  current_amount: MoneyAmount
  target_amount: MoneyAmount
}

export const charityCampaign: Fields<EventCharityCampaign> = {
  ...charity,
  ...charityChannel,
  current_amount: amount,
  target_amount: amount,
}
