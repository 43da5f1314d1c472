import { array, number, object, optional, string } from '../../schema/object.ts'
import { type ChannelCondition, ofBroadcaster } from '../conditions.ts'
import { type EventType, eventType } from '../eventType.ts'
import { type EventOutcome, type EventPrediction, outcome, prediction } from '../parts/prediction.ts'
import { type EventPredictor, predictors } from '../parts/predictor.ts'

/** An outcome of a prediction that begins. */
export interface ChannelPredictionBeginOutcome extends EventOutcome {
  /** Nobody has taken part yet. */
  users?: number | undefined
  channel_points?: number | undefined
  top_predictors?: EventPredictor[] | undefined
}

/** A prediction that begins. */
export interface ChannelPredictionBeginEvent extends EventPrediction {
  /** Two to ten. */
  outcomes: ChannelPredictionBeginOutcome[]
  /** When viewers can no longer take part, in RFC 3339. */
  locks_at: string
}

/**
 * A prediction begins.
 *
 * Takes a user token of the broadcaster with the scope `channel:read:predictions` or `channel:manage:predictions`.
 * `broadcaster_user_id` defaults to the signed-in user and must be that user.
 *
 * @see https://dev.twitch.tv/docs/eventsub/reference
 * @example
 * ```ts
 * import { channelPredictionBegin, type EventSub } from 'tinyhelix/eventsub'
 *
 * function ask(events: EventSub) {
 *   events.on(channelPredictionBegin, ({ title, locks_at }) => console.log(title, locks_at))
 * }
 * ```
 */
export const channelPredictionBegin: EventType<ChannelCondition, ChannelPredictionBeginEvent> = eventType({
  ...ofBroadcaster,
  type: 'channel.prediction.begin',
  scopes: ['channel:read:predictions', 'channel:manage:predictions'],
  event: object<ChannelPredictionBeginEvent>({
    ...prediction,
    outcomes: array(
      object<ChannelPredictionBeginOutcome>({
        ...outcome,
        users: optional(number),
        channel_points: optional(number),
        top_predictors: optional(predictors),
      }),
    ),
    locks_at: string,
  }),
})
