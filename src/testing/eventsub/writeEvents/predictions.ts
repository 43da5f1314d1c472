import { createPrediction } from '../../../endpoints/predictions/createPrediction.ts'
import { endPrediction } from '../../../endpoints/predictions/endPrediction.ts'
import type { Prediction } from '../../../endpoints/predictions/prediction.ts'
import { channelPredictionBegin } from '../../../eventsub/types/channelPredictionBegin.ts'
import { channelPredictionEnd } from '../../../eventsub/types/channelPredictionEnd.ts'
import { channelPredictionLock } from '../../../eventsub/types/channelPredictionLock.ts'
import { channelPredictionProgress } from '../../../eventsub/types/channelPredictionProgress.ts'
import {
  closesAt,
  forgottenAt,
  type KeptPrediction,
  predictionRow,
  predictionsOf,
} from '../../helix/families/predictions.ts'
import type { Person } from '../../world/users.ts'
import { second, timestamp, type World } from '../../world/world.ts'
import { begin } from '../courses.ts'
import { isAwaited } from '../emit.ts'
import { type Caused, causes, differ, event, onlyIf, type WriteEvents } from './causes.ts'

const told = (row: Prediction) => ({
  broadcaster_user_id: row.broadcaster_id,
  id: row.id,
  title: row.title,
  started_at: row.created_at,
})

const outcomesOf = ({ outcomes }: Prediction) =>
  outcomes.map(({ top_predictors, color, ...outcome }) => ({
    ...outcome,
    color: color.toLowerCase(),
    // An event has a list where the API has null.
    top_predictors: top_predictors ?? [],
  }))

const locksAt = ({ created_at, prediction_window }: Prediction) =>
  timestamp(Date.parse(created_at) + prediction_window * second)

const begun = (row: Prediction): Caused =>
  event(channelPredictionBegin, {
    ...told(row),
    outcomes: outcomesOf(row).map(({ id, title, color }) => ({ id, title, color })),
    locks_at: locksAt(row),
  })

const progressed = (row: Prediction): Caused =>
  event(channelPredictionProgress, { ...told(row), outcomes: outcomesOf(row), locks_at: locksAt(row) })

const locked = (row: Prediction): Caused => {
  // Even if it is resolved at the same time, nobody has won yet.
  const outcomes = outcomesOf(row).map(({ top_predictors, ...outcome }) => ({
    ...outcome,
    top_predictors: top_predictors.map(predictor => ({ ...predictor, channel_points_won: null })),
  }))
  return event(channelPredictionLock, { ...told(row), outcomes, locked_at: row.locked_at ?? undefined })
}

const ended = (row: Prediction): Caused =>
  event(channelPredictionEnd, {
    ...told(row),
    outcomes: outcomesOf(row),
    winning_outcome_id: row.winning_outcome_id,
    status: row.status.toLowerCase(),
    ended_at: row.ended_at ?? undefined,
  })

/** Viewers take part, of which Twitch tells once a second, until the window closes; a day later it is forgotten. */
function run(world: World, channel: Person, prediction: KeptPrediction): void {
  let last = predictionRow(world, channel, prediction)
  let toldAt = world.now()
  let isLocked = false
  begin(world, {
    next: () => {
      if (prediction.ended || last.ended_at !== null) return null
      if (isLocked || prediction.lockedAt !== null) return forgottenAt(prediction)
      const closes = closesAt(prediction)
      return isAwaited(world, channelPredictionProgress, channel.id) ? Math.min(closes, toldAt + second) : closes
    },
    happen: () => {
      const row = predictionRow(world, channel, prediction)
      if (row.status === 'ACTIVE') {
        if (differ(last.outcomes, row.outcomes)) progressed(row)(world)
      } else {
        if (!isLocked && prediction.lockedAt === null) locked(row)(world)
        isLocked = true
        if (row.ended_at !== null) ended(row)(world)
      }
      last = row
      toldAt = world.now()
    },
  })
}

export const predictions: readonly WriteEvents[] = [
  causes(createPrediction, {
    events: ({ world, channel, row }) => {
      const made = predictionsOf(world, channel.id).find(({ id }) => id === row.id)
      if (made) run(world, channel, made)
      return [begun(row)]
    },
  }),
  causes(endPrediction, {
    before: ({ world, channelId, params }) => {
      const prediction = predictionsOf(world, channelId).find(({ id }) => id === params.id)
      return prediction !== undefined && world.now() < closesAt(prediction)
    },
    events: ({ row, before: wasActive }) => [
      // One that is resolved while it is active is locked by that.
      ...onlyIf(wasActive && row.locked_at !== null, locked(row)),
      ...onlyIf(row.ended_at !== null, ended(row)),
    ],
  }),
]
