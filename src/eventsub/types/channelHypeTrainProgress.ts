import { object } from '../../schema/object.ts'
import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventHypeTrain, type EventHypeTrainProgress, hypeTrain, hypeTrainProgress } from '../parts/hypeTrain.ts'

/** A Hype Train under way. */
export interface ChannelHypeTrainProgressEvent extends EventHypeTrain, EventHypeTrainProgress {}

/**
 * Somebody adds to a Hype Train.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:hype_train`. `broadcaster_user_id` defaults to the
 * signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelHypeTrainProgress, type EventSub } from 'tinyhelix/eventsub'
 *
 * function show(events: EventSub) {
 *   events.on(channelHypeTrainProgress, ({ level, progress, goal }) => console.log(level, progress / goal))
 * }
 * ```
 */
export const channelHypeTrainProgress: EventType<ChannelCondition, ChannelHypeTrainProgressEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.hype_train.progress',
  version: '2',
  scopes: ['channel:read:hype_train'],
  event: object<ChannelHypeTrainProgressEvent>({ ...hypeTrain, ...hypeTrainProgress }),
})
