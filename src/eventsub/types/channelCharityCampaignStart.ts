import { object, string } from '../../schema/object.ts'
import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { charityCampaign, type EventCharityCampaign } from '../parts/charityCampaign.ts'

/** A charity campaign that begins. */
export interface ChannelCharityCampaignStartEvent extends EventCharityCampaign {
  /** In RFC 3339. */
  started_at: string
}

/**
 * The charity campaign of a channel begins.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:charity`. `broadcaster_user_id` defaults to the
 * signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelCharityCampaignStart, type EventSub } from 'tinyhelix/eventsub'
 *
 * function show(events: EventSub) {
 *   events.on(channelCharityCampaignStart, ({ charity_name }) => console.log(charity_name))
 * }
 * ```
 */
export const channelCharityCampaignStart: EventType<ChannelCondition, ChannelCharityCampaignStartEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.charity_campaign.start',
  scopes: ['channel:read:charity'],
  event: object<ChannelCharityCampaignStartEvent>({ ...charityCampaign, started_at: string }),
})
