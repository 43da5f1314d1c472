import { object, string } from '../../schema/object.ts'
import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventPrediction, prediction } from '../parts/prediction.ts'
import { type EventRunningOutcome, runningOutcomes } from '../parts/runningOutcome.ts'

/** A prediction that is locked. */
export interface ChannelPredictionLockEvent extends EventPrediction {
  /** Two to ten. */
  outcomes: EventRunningOutcome[]
  /** In RFC 3339. */
  locked_at: string
}

/**
 * A prediction locks: viewers can no longer take part.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:predictions` or `channel:manage:predictions`.
 * `broadcaster_user_id` defaults to the signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelPredictionLock, type EventSub } from 'tinyhelix/eventsub'
 *
 * function show(events: EventSub) {
 *   events.on(channelPredictionLock, ({ title }) => console.log('No more bets:', title))
 * }
 * ```
 */
export const channelPredictionLock: EventType<ChannelCondition, ChannelPredictionLockEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.prediction.lock',
  scopes: ['channel:read:predictions', 'channel:manage:predictions'],
  event: object<ChannelPredictionLockEvent>({ ...prediction, outcomes: runningOutcomes, locked_at: string }),
})
