import { object, string } from '../../schema/object.ts'
import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { charityCampaign, type EventCharityCampaign } from '../parts/charityCampaign.ts'

/** A charity campaign that has ended. */
export interface ChannelCharityCampaignStopEvent extends EventCharityCampaign {
  /** In RFC 3339. */
  stopped_at: string
}

/**
 * The charity campaign of a channel ends.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:charity`. `broadcaster_user_id` defaults to the
 * signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelCharityCampaignStop, type EventSub } from 'tinyhelix/eventsub'
 *
 * function show(events: EventSub) {
 *   events.on(channelCharityCampaignStop, ({ current_amount }) => console.log(current_amount.value))
 * }
 * ```
 */
export const channelCharityCampaignStop: EventType<ChannelCondition, ChannelCharityCampaignStopEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.charity_campaign.stop',
  scopes: ['channel:read:charity'],
  event: object<ChannelCharityCampaignStopEvent>({ ...charityCampaign, stopped_at: string }),
})
