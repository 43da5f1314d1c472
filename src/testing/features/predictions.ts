import { createPrediction } from '../../endpoints/predictions/createPrediction.ts'
import { endPrediction } from '../../endpoints/predictions/endPrediction.ts'
import { getPredictions } from '../../endpoints/predictions/getPredictions.ts'
import type { Prediction, PredictionOutcome } from '../../endpoints/predictions/prediction.ts'
import type { EventPrediction } from '../../eventsub/parts/prediction.ts'
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
import { emit, isAwaited } from '../wire/eventsub/emit.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { data, one } from '../wire/helix/response.ts'
import { many, route } from '../wire/helix/route.ts'
import { freshId } from '../world/freshId.ts'
import { between, type Filled, hash, pick, uuid } from '../world/random.ts'
import { schedule } from '../world/scheduledChanges.ts'
import { asBroadcaster, asUser, channelCount, type Person, somePeople, usersOf } from '../world/users.ts'
import { day, perChannel, second, timestamp, type World } from '../world/world.ts'
import { differ } from './differ.ts'
import { type Emission, type Feature, onEvent } from './feature.ts'

/** A prediction, without the points of viewers. */
interface KeptPrediction {
  readonly id: string
  title: string
  outcomes: readonly string[]
  /** The outcomes of the latest event; `null` without such an event: viewers then take part by themselves. */
  emitted: PredictionOutcome[] | null
  /** Seconds. */
  window: number
  /** In milliseconds since 1970. */
  createdAt: number
  /** When a user locked it before the end of its window. */
  lockedAt: number | null
  ended: { readonly at: number; readonly status: 'RESOLVED' | 'CANCELED'; readonly winner: string | null } | null
}

const questions: Filled<readonly [string, Filled<string>]> = [
  ['Does it work at the first try?', ['Yes', 'No']],
  ['How many deaths today?', ['None', 'One to five', 'Too many to count']],
  ['Do we beat the boss?', ['Of course', 'Never']],
  ['Which cable is it?', ['The red one', 'The blue one', 'None of them', 'It was never plugged in']],
]

const outcomeId = ({ id }: { readonly id: string }, index: number) => uuid(id, 'outcome', index)

/** A channel's predictions, the newest first. */
const predictionsOf: (world: World, channelId: string) => KeptPrediction[] = perChannel((world, channelId) => {
  const { seed, begun } = world
  const channel = usersOf(world).byId(channelId)
  const past = channel && channel.index < channelCount ? between(0, 6, seed, 'predictions', channelId) : 0
  return Array.from({ length: channel?.index === 0 ? 30 : past }, (_, index): KeptPrediction => {
    const number = hash(seed, 'prediction', channelId, index)
    const [title, outcomes] = pick(questions, number)
    const createdAt = begun - (index + 1) * 2 * day - (number % 20_000) * second
    const id = uuid('prediction', number)
    const isCanceled = number % 5 === 0
    return {
      id,
      title,
      outcomes,
      emitted: null,
      window: 120,
      createdAt,
      lockedAt: null,
      ended: {
        at: createdAt + 900 * second,
        status: isCanceled ? 'CANCELED' : 'RESOLVED',
        winner: isCanceled ? null : outcomeId({ id }, number % outcomes.length),
      },
    }
  })
})

/** The end of the window, in milliseconds since 1970. */
const closesAt = ({ createdAt, window, lockedAt }: KeptPrediction) => lockedAt ?? createdAt + window * second

/** When Twitch cancels a prediction that nobody has resolved: a day after its window. */
const forgottenAt = ({ createdAt, window }: KeptPrediction) => createdAt + window * second + day

function endOf(world: World, kept: KeptPrediction): KeptPrediction['ended'] {
  const forgotten = forgottenAt(kept)
  return kept.ended ?? (world.now() >= forgotten ? { at: forgotten, status: 'CANCELED', winner: null } : null)
}

const statusOf = (world: World, kept: KeptPrediction) =>
  endOf(world, kept)?.status ?? (world.now() < closesAt(kept) ? 'ACTIVE' : 'LOCKED')

const isOpen = (world: World, kept: KeptPrediction) => endOf(world, kept) === null

/** Viewers take part while the prediction is active, at another pace for each outcome. */
function outcomesOf(world: World, broadcaster: Person, kept: KeptPrediction): PredictionOutcome[] {
  const ended = endOf(world, kept)
  const seconds = (Math.min(world.now(), closesAt(kept), ended?.at ?? Infinity) - kept.createdAt) / second
  const winner = ended?.winner ?? null
  const stakes = kept.outcomes.map((_, index) => {
    const users = Math.floor((seconds * between(2, 30, kept.id, index)) / 20)
    return { users, points: users * between(40, 900, kept.id, 'stake', index) }
  })
  const total = stakes.reduce((sum, { points }) => sum + points, 0)
  return kept.outcomes.map((title, index) => {
    const id = outcomeId(kept, index)
    const { users = 0, points = 0 } = stakes[index] ?? {}
    const top = somePeople(world, Math.min(users, 10), broadcaster.id, id).map((person, rank) => {
      const used = Math.max(1, Math.floor(points / (users + rank)))
      const won = id === winner ? Math.floor((used * total) / (points || 1)) : 0
      return { ...asUser(person), channel_points_used: used, channel_points_won: winner === null ? null : won }
    })
    return {
      id,
      title,
      users,
      channel_points: points,
      top_predictors: top.length ? top : null,
      color: kept.outcomes.length === 2 && index === 1 ? 'PINK' : 'BLUE',
    }
  })
}

/** The current state of a prediction. */
function predictionRow(world: World, broadcaster: Person, kept: KeptPrediction): Prediction {
  const status = statusOf(world, kept)
  const ended = endOf(world, kept)
  // A prediction that is cancelled while it is active was never locked.
  const wasLocked = status !== 'ACTIVE' && closesAt(kept) <= (ended?.at ?? world.now())
  return {
    id: kept.id,
    ...asBroadcaster(broadcaster),
    title: kept.title,
    // Twitch sends '' for cancelled predictions.
    winning_outcome_id: ended ? (ended.winner ?? '') : null,
    outcomes: kept.emitted ?? outcomesOf(world, broadcaster, kept),
    prediction_window: kept.window,
    status,
    created_at: timestamp(kept.createdAt),
    ended_at: ended && timestamp(ended.at),
    locked_at: wasLocked ? timestamp(closesAt(kept)) : null,
  }
}

/** The fields of all events of a prediction. */
const predictionEvent = (row: Prediction) => ({
  broadcaster_user_id: row.broadcaster_id,
  id: row.id,
  title: row.title,
  started_at: row.created_at,
})

/** The outcomes as events show them. */
const eventOutcomes = ({ outcomes }: Prediction) =>
  outcomes.map(({ top_predictors, color, ...outcome }) => ({
    ...outcome,
    color: color.toLowerCase(),
    // An event has a list where an answer has null.
    top_predictors: top_predictors ?? [],
  }))

const locksAt = ({ created_at, prediction_window }: Prediction) =>
  timestamp(Date.parse(created_at) + prediction_window * second)

function lockEvent(row: Prediction) {
  // A prediction that is locked and resolved at the same time has no winners yet in this event.
  const outcomes = eventOutcomes(row).map(({ top_predictors, ...outcome }) => ({
    ...outcome,
    top_predictors: top_predictors.map(predictor => ({ ...predictor, channel_points_won: null })),
  }))
  return { ...predictionEvent(row), outcomes, locked_at: row.locked_at ?? undefined }
}

const endEvent = (row: Prediction) => ({
  ...predictionEvent(row),
  outcomes: eventOutcomes(row),
  winning_outcome_id: row.winning_outcome_id,
  status: row.status.toLowerCase(),
  ended_at: row.ended_at ?? undefined,
})

/**
 * Viewers take part until the window closes. Twitch sends their points once a second. A day later the prediction is
 * cancelled.
 */
function schedulePrediction(world: World, channel: Person, prediction: KeptPrediction): void {
  let last = predictionRow(world, channel, prediction)
  let toldAt = world.now()
  let isLocked = false
  schedule(world, {
    next: () => {
      if (prediction.ended || last.ended_at !== null) return null
      if (isLocked || prediction.lockedAt !== null) return forgottenAt(prediction)
      const closes = closesAt(prediction)
      return isAwaited(world, channelPredictionProgress, channel.id) ? Math.min(closes, toldAt + second) : closes
    },
    happen: () => {
      const row = predictionRow(world, channel, prediction)
      if (row.status === 'ACTIVE') {
        if (differ(last.outcomes, row.outcomes)) {
          const outcomes = eventOutcomes(row)
          emit(world, channelPredictionProgress, { ...predictionEvent(row), outcomes, locks_at: locksAt(row) })
        }
      } else {
        if (!isLocked && prediction.lockedAt === null) emit(world, channelPredictionLock, lockEvent(row))
        isLocked = true
        if (row.ended_at !== null) emit(world, channelPredictionEnd, endEvent(row))
      }
      last = row
      toldAt = world.now()
    },
  })
}

/** Sets a prediction to what an event says, and adds it if it is new. */
function setPrediction(
  { world, channel, event, at }: Emission<EventPrediction & Pick<ChannelPredictionBeginEvent, 'outcomes'>>,
  changes: Partial<Pick<KeptPrediction, 'window' | 'lockedAt' | 'ended'>>,
): void {
  if (!channel.broadcaster_type) return
  const said = {
    title: event.title,
    outcomes: event.outcomes.map(({ title }) => title),
    emitted: event.outcomes.map(({ id, title, color, users = 0, channel_points = 0, top_predictors }) => ({
      id,
      title,
      users,
      channel_points,
      // An answer has null where an event has an empty list.
      top_predictors: top_predictors?.length ? top_predictors : null,
      color: color.toUpperCase(),
    })),
    createdAt: at(event.started_at),
    ...changes,
  }
  const all = predictionsOf(world, channel.id)
  const known = all.find(({ id }) => id === event.id)
  if (known) Object.assign(known, said)
  else all.unshift({ id: event.id, window: 120, lockedAt: null, ended: null, ...said })
}

/** A prediction that viewers can take part in. */
function setOpen(emission: Emission<ChannelPredictionBeginEvent | ChannelPredictionProgressEvent>): void {
  const { event, at } = emission
  setPrediction(emission, { window: Math.round((at(event.locks_at) - at(event.started_at)) / second) })
}

export const predictions: Feature = [
  route(getPredictions, ({ world, params, broadcaster, page }) => {
    const all = predictionsOf(world, broadcaster.id)
    // Twitch sends null if the channel never had a prediction.
    if (!all.length) return data(null, { pagination: {} })
    const ids = many(params.id)
    const found = ids ? all.filter(({ id }) => ids.includes(id)) : all
    return page(
      found.map(kept => predictionRow(world, broadcaster, kept)),
      { last: 'cursor' },
    )
  }),
  route(createPrediction, ({ world, params, broadcaster, now, emit }) => {
    const all = predictionsOf(world, broadcaster.id)
    if (!broadcaster.broadcaster_type) refuse(403, 'channel points not enabled')
    if (all.some(kept => isOpen(world, kept)))
      refuse(400, 'prediction event already active, only one allowed at a time')
    const kept: KeptPrediction = {
      id: freshId(world, 'prediction'),
      title: params.title,
      outcomes: params.outcomes.map(({ title }) => title),
      emitted: null,
      window: params.prediction_window,
      createdAt: now(),
      lockedAt: null,
      ended: null,
    }
    all.unshift(kept)
    const row = predictionRow(world, broadcaster, kept)
    emit(channelPredictionBegin, {
      ...predictionEvent(row),
      outcomes: eventOutcomes(row).map(({ id, title, color }) => ({ id, title, color })),
      locks_at: locksAt(row),
    })
    schedulePrediction(world, broadcaster, kept)
    return one(row)
  }),
  route(endPrediction, ({ world, params, broadcaster, now, emit }) => {
    const kept = predictionsOf(world, broadcaster.id).find(({ id }) => id === params.id)
    if (!kept) return refuse(404, 'The prediction was not found.')
    const { status, winning_outcome_id: winner = null } = params
    if (status === 'LOCKED') {
      if (statusOf(world, kept) !== 'ACTIVE') refuse(400, 'The prediction must be ACTIVE to be locked.')
      kept.lockedAt = now()
      const row = predictionRow(world, broadcaster, kept)
      emit(channelPredictionLock, lockEvent(row))
      return one(row)
    }
    const wasActive = statusOf(world, kept) === 'ACTIVE'
    if (!isOpen(world, kept)) refuse(400, 'The prediction must be ACTIVE or LOCKED to be resolved or canceled.')
    if (status === 'RESOLVED') {
      if (predictionRow(world, broadcaster, kept).outcomes.every(({ id }) => id !== winner)) {
        refuse(404, 'The outcome was not found.')
      }
      // Resolving it closes it as well.
      if (wasActive) kept.lockedAt = now()
    }
    kept.ended = { at: now(), status, winner: status === 'RESOLVED' ? winner : null }
    const row = predictionRow(world, broadcaster, kept)
    if (wasActive && status === 'RESOLVED') emit(channelPredictionLock, lockEvent(row))
    emit(channelPredictionEnd, endEvent(row))
    return one(row)
  }),
  onEvent(channelPredictionBegin, setOpen),
  onEvent(channelPredictionProgress, setOpen),
  onEvent(channelPredictionLock, emission =>
    setPrediction(emission, { lockedAt: emission.at(emission.event.locked_at) }),
  ),
  onEvent(channelPredictionEnd, emission => {
    const { event, at } = emission
    const status = event.status === 'canceled' ? 'CANCELED' : 'RESOLVED'
    setPrediction(emission, { ended: { at: at(event.ended_at), status, winner: event.winning_outcome_id || null } })
  }),
]
