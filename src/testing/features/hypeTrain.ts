import {
  getHypeTrainStatus,
  type HypeTrain,
  type HypeTrainContribution,
  type HypeTrainParticipant,
} from '../../endpoints/hype-train/getHypeTrainStatus.ts'
import type { EventHypeTrain, EventHypeTrainProgress } from '../../eventsub/parts/hypeTrain.ts'
import { channelHypeTrainBegin } from '../../eventsub/types/channelHypeTrainBegin.ts'
import { channelHypeTrainEnd } from '../../eventsub/types/channelHypeTrainEnd.ts'
import { channelHypeTrainProgress } from '../../eventsub/types/channelHypeTrainProgress.ts'
import { one } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { between, uuid } from '../world/random.ts'
import { asUser, type Person, somePeople, usersOf } from '../world/users.ts'
import { day, minute, perChannel, timestamp, type World } from '../world/world.ts'
import { type Emission, type Feature, onEvent } from './feature.ts'
import { liveStreamsOf } from './streams.ts'

const asParticipant = ({ id, login, display_name }: Person): HypeTrainParticipant => ({
  broadcaster_user_id: id,
  broadcaster_user_login: login,
  broadcaster_user_name: display_name,
})

/** The two channels with a shared chat share a train. */
const isSharing = ({ index }: Person) => index === 1 || index === 2

/** The train that events report; `undefined` without such an event. */
const emittedIn = perChannel((): { train?: HypeTrain | null } => ({}))

/** The current train of a channel. In a new world, each live channel that may have a train has one for some minutes. */
export function trainOf(world: World, broadcaster: Person): HypeTrain | null {
  const { train } = emittedIn(world, broadcaster.id)
  if (train !== undefined) return train && Date.parse(train.expires_at) > world.now() ? train : null
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

/** A train that went far some days ago. */
const recordOf = (world: World, { id }: Person, level: number, days: number) => ({
  level,
  total: level * between(4000, 6000, id, 'record', level),
  achieved_at: timestamp(world.begun - days * day),
})

/** The train that went furthest in the channel. */
export const allTimeHighOf = (world: World, broadcaster: Person) => recordOf(world, broadcaster, 5, 40)

/** Sets a channel's train to what an event says. */
function setTrain({ world, channel, event, at }: Emission<EventHypeTrain & EventHypeTrainProgress>): void {
  const { id, level, total, progress, goal, top_contributions, shared_train_participants, type, is_shared_train } =
    event
  emittedIn(world, channel.id).train = {
    id,
    ...asParticipant(channel),
    level,
    total,
    progress,
    goal,
    top_contributions: top_contributions ?? [],
    shared_train_participants,
    started_at: timestamp(at(event.started_at)),
    expires_at: timestamp(at(event.expires_at)),
    type,
    is_shared_train,
  }
}

export const hypeTrain: Feature = [
  onEvent(channelHypeTrainBegin, setTrain),
  onEvent(channelHypeTrainProgress, setTrain),
  onEvent(channelHypeTrainEnd, ({ world, channel }) => {
    emittedIn(world, channel.id).train = null
  }),
  route(getHypeTrainStatus, ({ world, broadcaster }) => {
    if (!broadcaster.broadcaster_type) return one({ current: null, all_time_high: null, shared_all_time_high: null })
    return one({
      current: trainOf(world, broadcaster),
      all_time_high: allTimeHighOf(world, broadcaster),
      shared_all_time_high: isSharing(broadcaster) ? recordOf(world, broadcaster, 8, 9) : null,
    })
  }),
]
