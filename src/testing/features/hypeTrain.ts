import {
  getHypeTrainStatus,
  type HypeTrain,
  type HypeTrainContribution,
  type HypeTrainParticipant,
} from '../../endpoints/hype-train/getHypeTrainStatus.ts'
import { one } from '../wire/helix/response.ts'
import { type Feature, route } from '../wire/helix/route.ts'
import { between, uuid } from '../world/random.ts'
import { asUser, type Person, somePeople, usersOf } from '../world/users.ts'
import { day, minute, timestamp, type World } from '../world/world.ts'
import { liveStreamsOf } from './streams.ts'

const asParticipant = ({ id, login, display_name }: Person): HypeTrainParticipant => ({
  broadcaster_user_id: id,
  broadcaster_user_login: login,
  broadcaster_user_name: display_name,
})

/** The two channels that share one chat share a train too. */
const isSharing = ({ index }: Person) => index === 1 || index === 2

/** In a new world each live channel that may have one has a train, for some minutes. */
function trainOf(world: World, broadcaster: Person): HypeTrain | null {
  const [startedAt, expiresAt] = [world.begun - 2 * minute, world.begun + 3 * minute]
  if (!liveStreamsOf(world).has(broadcaster.id) || world.now() >= expiresAt) return null
  const kinds = ['subscription', 'bits', 'other']
  const top = somePeople(world, 3, broadcaster.id, 'hype train').map(
    (person, index): HypeTrainContribution => ({
      ...asUser(person),
      type: kinds[index] ?? 'other',
      total: between(5, 60, broadcaster.id, 'contribution', index) * 100,
    }),
  )
  const [total, goal] = [top.reduce((sum, row) => sum + row.total, 0), 20_000]
  const shared = isSharing(broadcaster)
  return {
    id: uuid(world.seed, 'hype train', broadcaster.id),
    ...asParticipant(broadcaster),
    level: 2,
    total,
    progress: total % goal,
    goal,
    top_contributions: top,
    shared_train_participants: shared ? usersOf(world).all.filter(isSharing).map(asParticipant) : null,
    started_at: timestamp(startedAt),
    expires_at: timestamp(expiresAt),
    type: 'regular',
    is_shared_train: shared,
  }
}

export const hypeTrain: Feature = [
  route(getHypeTrainStatus, ({ world, broadcaster }) => {
    if (!broadcaster.broadcaster_type) return one({ current: null, all_time_high: null, shared_all_time_high: null })
    const record = (level: number, days: number) => ({
      level,
      total: level * between(4000, 6000, broadcaster.id, 'record', level),
      achieved_at: timestamp(world.begun - days * day),
    })
    return one({
      current: trainOf(world, broadcaster),
      all_time_high: record(5, 40),
      shared_all_time_high: isSharing(broadcaster) ? record(8, 9) : null,
    })
  }),
]
