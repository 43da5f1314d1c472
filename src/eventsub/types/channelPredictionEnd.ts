import { array, nullable, number, object, string } from '../../schema/object.ts'
import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventOutcome, type EventPrediction, outcome, prediction } from '../parts/prediction.ts'
import { type EventPredictor, predictors } from '../parts/predictor.ts'

/** An outcome of a prediction that has ended. */
export interface ChannelPredictionEndOutcome extends EventOutcome {
  /** How many viewers expected it. */
  users: number
  /** What they staked on it. */
  channel_points: number
  /** Up to ten. */
  top_predictors: EventPredictor[]
}

/** A prediction that has ended. */
export interface ChannelPredictionEndEvent extends EventPrediction {
  /** `null` was seen for canceled ones. */
  winning_outcome_id: string | null
  /** Two to ten. */
  outcomes: ChannelPredictionEndOutcome[]
  /** `resolved`: points are paid out; `canceled`: points are given back. */
  status: 'resolved' | 'canceled' | (string & {})
  /** In RFC 3339. */
  ended_at: string
}

/**
 * A prediction ends: it is resolved or canceled.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:predictions` or `channel:manage:predictions`.
 * `broadcaster_user_id` defaults to the signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelPredictionEnd, type EventSub } from 'tinyhelix/eventsub'
 *
 * function show(events: EventSub) {
 *   events.on(channelPredictionEnd, ({ outcomes, winning_outcome_id }) =>
 *     console.log(outcomes.find(({ id }) => id === winning_outcome_id)?.title),
 *   )
 * }
 * ```
 */
export const channelPredictionEnd: EventType<ChannelCondition, ChannelPredictionEndEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.prediction.end',
  scopes: ['channel:read:predictions', 'channel:manage:predictions'],
  event: object<ChannelPredictionEndEvent>({
    ...prediction,
    winning_outcome_id: nullable(string),
    outcomes: array(
      object<ChannelPredictionEndOutcome>({
        ...outcome,
        users: number,
        channel_points: number,
        top_predictors: predictors,
      }),
    ),
    status: string,
    ended_at: string,
  }),
})
