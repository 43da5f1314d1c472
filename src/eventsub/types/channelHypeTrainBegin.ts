import { number, object } from '../../schema/object.ts'
import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventHypeTrain, type EventHypeTrainProgress, hypeTrain, hypeTrainProgress } from '../parts/hypeTrain.ts'

/** A Hype Train that begins. */
export interface ChannelHypeTrainBeginEvent extends EventHypeTrain, EventHypeTrainProgress {
  /** The highest level of this type of train in the channel. */
  all_time_high_level: number
  /** The most points that a train of this type has reached in the channel. */
  all_time_high_total: number
}

/**
 * A Hype Train begins.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:hype_train`. `broadcaster_user_id` defaults to the
 * signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelHypeTrainBegin, type EventSub } from 'tinyhelix/eventsub'
 *
 * function show(events: EventSub) {
 *   events.on(channelHypeTrainBegin, ({ level, progress, goal }) => console.log(level, progress / goal))
 * }
 * ```
 */
export const channelHypeTrainBegin: EventType<ChannelCondition, ChannelHypeTrainBeginEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.hype_train.begin',
  version: '2',
  scopes: ['channel:read:hype_train'],
  event: object<ChannelHypeTrainBeginEvent>({
    ...hypeTrain,
    ...hypeTrainProgress,
    all_time_high_level: number,
    all_time_high_total: number,
  }),
})
