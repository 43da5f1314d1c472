import { object, string } from '../../schema/object.ts'
import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventPrediction, prediction } from '../parts/prediction.ts'
import { type EventRunningOutcome, runningOutcomes } from '../parts/runningOutcome.ts'

/** A prediction that runs. */
export interface ChannelPredictionProgressEvent extends EventPrediction {
  /** Two to ten. */
  outcomes: EventRunningOutcome[]
  /** When viewers can no longer take part, in RFC 3339. */
  locks_at: string
}

/**
 * Viewers take part in a prediction.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:predictions` or `channel:manage:predictions`.
 * `broadcaster_user_id` defaults to the signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelPredictionProgress, type EventSub } from 'tinyhelix/eventsub'
 *
 * function show(events: EventSub) {
 *   events.on(channelPredictionProgress, ({ outcomes }) => console.log(outcomes.map(({ users }) => users)))
 * }
 * ```
 */
export const channelPredictionProgress: EventType<ChannelCondition, ChannelPredictionProgressEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.prediction.progress',
  scopes: ['channel:read:predictions', 'channel:manage:predictions'],
  event: object<ChannelPredictionProgressEvent>({ ...prediction, outcomes: runningOutcomes, locks_at: string }),
})
