import { object, string } from '../../schema/object.ts'
import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventHypeTrain, hypeTrain } from '../parts/hypeTrain.ts'

/** A Hype Train that has ended. */
export interface ChannelHypeTrainEndEvent extends EventHypeTrain {
  /** When the next one can begin, in RFC 3339. */
  cooldown_ends_at: string
  /** In RFC 3339. */
  ended_at: string
}

/**
 * A Hype Train ends.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:hype_train`. `broadcaster_user_id` defaults to the
 * signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelHypeTrainEnd, type EventSub } from 'tinyhelix/eventsub'
 *
 * function show(events: EventSub) {
 *   events.on(channelHypeTrainEnd, ({ level, total }) => console.log(level, total))
 * }
 * ```
 */
export const channelHypeTrainEnd: EventType<ChannelCondition, ChannelHypeTrainEndEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.hype_train.end',
  version: '2',
  scopes: ['channel:read:hype_train'],
  event: object<ChannelHypeTrainEndEvent>({ ...hypeTrain, cooldown_ends_at: string, ended_at: string }),
})
