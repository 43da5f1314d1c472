import { createPrediction } from '../../../endpoints/predictions/createPrediction.ts'
import { endPrediction } from '../../../endpoints/predictions/endPrediction.ts'
import { getPredictions } from '../../../endpoints/predictions/getPredictions.ts'
import type { Prediction, PredictionOutcome } from '../../../endpoints/predictions/prediction.ts'
import { freshId } from '../../world/freshId.ts'
import { between, type Filled, hash, pick, uuid } from '../../world/random.ts'
import { asBroadcaster, asUser, channelCount, type Person, somePeople, usersOf } from '../../world/users.ts'
import { day, perChannel, second, timestamp, type World } from '../../world/world.ts'
import { refuse } from '../refusal.ts'
import { data, one } from '../response.ts'
import { type Family, many, route } from '../route.ts'

/** A prediction, without what viewers stake. */
export interface KeptPrediction {
  readonly id: string
  readonly title: string
  readonly outcomes: readonly string[]
  readonly window: number
  /** In milliseconds since 1970. */
  readonly createdAt: number
  /** When someone locked it before its window was over. */
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
export const predictionsOf: (world: World, channelId: string) => KeptPrediction[] = perChannel((world, channelId) => {
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

/** When viewers can no longer take part, in milliseconds since 1970. */
export const closesAt = ({ createdAt, window, lockedAt }: KeptPrediction) => lockedAt ?? createdAt + window * second

/** When Twitch cancels a prediction that nobody has resolved: a day after its window. */
export const forgottenAt = ({ createdAt, window }: KeptPrediction) => createdAt + window * second + day

function endOf(world: World, kept: KeptPrediction): KeptPrediction['ended'] {
  const forgotten = forgottenAt(kept)
  return kept.ended ?? (world.now() >= forgotten ? { at: forgotten, status: 'CANCELED', winner: null } : null)
}

const statusOf = (world: World, kept: KeptPrediction) =>
  endOf(world, kept)?.status ?? (world.now() < closesAt(kept) ? 'ACTIVE' : 'LOCKED')

const isOpen = (world: World, kept: KeptPrediction) => endOf(world, kept) === null

/** Viewers take part while it is active, at a pace of their own for each outcome. */
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

/** A prediction as it is now. */
export function predictionRow(world: World, broadcaster: Person, kept: KeptPrediction): Prediction {
  const status = statusOf(world, kept)
  const ended = endOf(world, kept)
  // One that is canceled while it is active was never locked.
  const wasLocked = status !== 'ACTIVE' && closesAt(kept) <= (ended?.at ?? world.now())
  return {
    id: kept.id,
    ...asBroadcaster(broadcaster),
    title: kept.title,
    // Twitch writes '' for canceled ones.
    winning_outcome_id: ended ? (ended.winner ?? '') : null,
    outcomes: outcomesOf(world, broadcaster, kept),
    prediction_window: kept.window,
    status,
    created_at: timestamp(kept.createdAt),
    ended_at: ended && timestamp(ended.at),
    locked_at: wasLocked ? timestamp(closesAt(kept)) : null,
  }
}

export const predictions: Family = [
  route(getPredictions, ({ world, params, broadcaster, page }) => {
    const all = predictionsOf(world, broadcaster.id)
    // Twitch writes null for "never had one".
    if (!all.length) return data(null, { pagination: {} })
    const ids = many(params.id)
    const found = ids ? all.filter(({ id }) => ids.includes(id)) : all
    return page(
      found.map(kept => predictionRow(world, broadcaster, kept)),
      { last: 'cursor' },
    )
  }),
  route(createPrediction, ({ world, params, broadcaster, now }) => {
    const all = predictionsOf(world, broadcaster.id)
    if (!broadcaster.broadcaster_type) refuse(403, 'channel points not enabled')
    if (all.some(kept => isOpen(world, kept)))
      refuse(400, 'prediction event already active, only one allowed at a time')
    const kept: KeptPrediction = {
      id: freshId(world, 'prediction'),
      title: params.title,
      outcomes: params.outcomes.map(({ title }) => title),
      window: params.prediction_window,
      createdAt: now(),
      lockedAt: null,
      ended: null,
    }
    all.unshift(kept)
    return one(predictionRow(world, broadcaster, kept))
  }),
  route(endPrediction, ({ world, params, broadcaster, now }) => {
    const kept = predictionsOf(world, broadcaster.id).find(({ id }) => id === params.id)
    if (!kept) return refuse(404, 'The prediction was not found.')
    const { status, winning_outcome_id: winner = null } = params
    if (status === 'LOCKED') {
      if (statusOf(world, kept) !== 'ACTIVE') refuse(400, 'The prediction must be ACTIVE to be locked.')
      kept.lockedAt = now()
      return one(predictionRow(world, broadcaster, kept))
    }
    if (!isOpen(world, kept)) refuse(400, 'The prediction must be ACTIVE or LOCKED to be resolved or canceled.')
    if (status === 'RESOLVED') {
      if (kept.outcomes.every((_, index) => outcomeId(kept, index) !== winner))
        refuse(404, 'The outcome was not found.')
      // Resolving it closes it as well.
      if (statusOf(world, kept) === 'ACTIVE') kept.lockedAt = now()
    }
    kept.ended = { at: now(), status, winner: status === 'RESOLVED' ? winner : null }
    return one(predictionRow(world, broadcaster, kept))
  }),
]
