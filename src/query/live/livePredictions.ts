import type { GetPredictionsParams, getPredictions } from '../../endpoints/predictions/getPredictions.ts'
import type { Prediction, Predictor } from '../../endpoints/predictions/prediction.ts'
import type { EventOutcome, EventPrediction } from '../../eventsub/parts/prediction.ts'
import {
  type ChannelPredictionBeginEvent,
  channelPredictionBegin,
} from '../../eventsub/types/channelPredictionBegin.ts'
import { channelPredictionEnd } from '../../eventsub/types/channelPredictionEnd.ts'
import { channelPredictionLock } from '../../eventsub/types/channelPredictionLock.ts'
import {
  type ChannelPredictionProgressEvent,
  channelPredictionProgress,
} from '../../eventsub/types/channelPredictionProgress.ts'
import { channelFields } from './channelFields.ts'
import { answersOf, defineLiveFamily, type LiveEffect, type LiveFamily, type LiveFields, liveRule } from './liveRule.ts'

const answers = answersOf<typeof getPredictions>('/predictions')

/** An outcome from an event. When a prediction begins, nobody has taken part yet. */
interface OutcomeOfEvent extends EventOutcome {
  users?: number | undefined
  channel_points?: number | undefined
  top_predictors?: Predictor[] | undefined
}

/** The fields of all predictions, in any state. */
const common = {
  id: 'id',
  ...channelFields,
  title: 'title',
  outcomes: ({ outcomes }) =>
    outcomes.map(({ users = 0, channel_points = 0, top_predictors, color, ...outcome }) => ({
      ...outcome,
      users,
      channel_points,
      // Helix has `null` if an event has an empty list.
      top_predictors: top_predictors?.length ? top_predictors : null,
      color: color.toUpperCase(),
    })),
  created_at: 'started_at',
} satisfies LiveFields<EventPrediction & { outcomes: OutcomeOfEvent[] }, Prediction>

const running = {
  effect: 'insert',
  row: 'id',
  from: 'id',
  maxFirst: 25,
  fields: {
    ...common,
    status: () => 'ACTIVE',
    prediction_window: event => (Date.parse(event.locks_at) - Date.parse(event.started_at)) / 1000,
    winning_outcome_id: () => null,
    ended_at: () => null,
    locked_at: () => null,
  },
} satisfies LiveEffect<
  ChannelPredictionBeginEvent | ChannelPredictionProgressEvent,
  Prediction,
  Prediction[],
  GetPredictionsParams
>

/** Predictions: begin, points, lock and end. */
export const livePredictions: LiveFamily = defineLiveFamily([
  liveRule(channelPredictionBegin, answers, running),
  liveRule(channelPredictionProgress, answers, running),
  liveRule(channelPredictionLock, answers, {
    effect: 'patch',
    row: 'id',
    from: 'id',
    fields: { ...common, status: () => 'LOCKED', locked_at: 'locked_at' },
  }),
  liveRule(channelPredictionEnd, answers, {
    effect: 'patch',
    row: 'id',
    from: 'id',
    fields: {
      ...common,
      status: event => event.status.toUpperCase(),
      winning_outcome_id: 'winning_outcome_id',
      ended_at: 'ended_at',
    },
  }),
])
