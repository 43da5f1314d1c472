import { object } from '../../schema/object.ts'
import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { charityCampaign, type EventCharityCampaign } from '../parts/charityCampaign.ts'

/** The charity campaign as it is now. */
export interface ChannelCharityCampaignProgressEvent extends EventCharityCampaign {}

/**
 * Somebody donates to the charity campaign of a channel, or its target changes.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:charity`. `broadcaster_user_id` defaults to the
 * signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelCharityCampaignProgress, type EventSub } from 'tinyhelix/eventsub'
 *
 * function show(events: EventSub) {
 *   events.on(channelCharityCampaignProgress, ({ current_amount }) => console.log(current_amount.value))
 * }
 * ```
 */
export const channelCharityCampaignProgress: EventType<ChannelCondition, ChannelCharityCampaignProgressEvent> =
  eventType({
    ...ofBroadcaster,
    type: 'channel.charity_campaign.progress',
    scopes: ['channel:read:charity'],
    event: object<EventCharityCampaign>(charityCampaign),
  })
