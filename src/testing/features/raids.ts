import { cancelRaid } from '../../endpoints/raids/cancelRaid.ts'
import { startRaid } from '../../endpoints/raids/startRaid.ts'
import { channelRaid } from '../../eventsub/types/channelRaid.ts'
import { emit } from '../wire/eventsub/emit.ts'
import { allowance } from '../wire/helix/allowance.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { noContent, one } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { schedule } from '../world/scheduledChanges.ts'
import { type Person, usersOf } from '../world/users.ts'
import { minute, perChannel, second, timestamp, type World } from '../world/world.ts'
import { blocksOf } from './blocks.ts'
import { type Feature, onEvent } from './feature.ts'
import { moderated } from './moderated.ts'
import { ofUser } from './people.ts'
import { liveStreamsOf } from './streams.ts'

/** A raid that has been started and waits. */
interface Raid {
  readonly target: Person
  /** When the raid starts by itself without a confirmation, in milliseconds since 1970. */
  readonly startsAt: number
}

const countdown = 90 * second

/** The latest raid of a channel that was not cancelled. */
const raidOf: (world: World, channelId: string) => { raid: Raid | null } = perChannel(() => ({ raid: null }))

/** The raid that a channel is about to start. */
function preparedRaid(world: World, channelId: string): Raid | null {
  const { raid } = raidOf(world, channelId)
  return raid && world.now() < raid.startsAt ? raid : null
}

/** The limit that starting and cancelling share. */
const spend = allowance(10, 10 * minute, 'The broadcaster exceeded the number of raid requests that they may make.')

const viewersOf = (world: World, { id }: Person): number => liveStreamsOf(world).get(id)?.viewerCount ?? 0

/** The raid starts at its time, unless it is cancelled. */
function scheduleRaid(world: World, channel: Person, raid: Raid): void {
  let isOver = false
  schedule(world, {
    next: () => (isOver || raidOf(world, channel.id).raid !== raid ? null : raid.startsAt),
    happen: () => {
      isOver = true
      emit(world, channelRaid, {
        from_broadcaster_user_id: channel.id,
        to_broadcaster_user_id: raid.target.id,
        viewers: viewersOf(world, channel),
      })
    },
  })
}

export const raids: Feature = [
  route(startRaid, context => {
    const { world, params, broadcaster, now } = context
    spend(world, broadcaster.id)
    const target = usersOf(world).byId(params.to_broadcaster_id)
    if (!target) return refuse(404, 'The targeted channel was not found.')
    if (blocksOf(world, target.id).has(broadcaster.id)) {
      refuse(400, 'The raiding broadcaster is blocked from the targeted channel.')
    }
    if (preparedRaid(world, broadcaster.id)) {
      refuse(409, 'The broadcaster is already in the process of raiding another channel.')
    }
    const raid: Raid = { target, startsAt: now() + countdown }
    raidOf(world, broadcaster.id).raid = raid
    scheduleRaid(world, broadcaster, raid)
    moderated(context, 'raid', { raid: { ...ofUser(target), viewer_count: viewersOf(world, broadcaster) } })
    return one({ created_at: timestamp(now()), is_mature: false })
  }),
  route(cancelRaid, context => {
    const { world, broadcaster } = context
    spend(world, broadcaster.id)
    const raid = preparedRaid(world, broadcaster.id)
    if (!raid) return refuse(404, "The broadcaster doesn't have a pending raid to cancel.")
    raidOf(world, broadcaster.id).raid = null
    moderated(context, 'unraid', { unraid: ofUser(raid.target) })
    return noContent
  }),
  onEvent(channelRaid, ({ world, channel, event, person }) => {
    const raider = person(event.from_broadcaster_user_id)
    if (!raider) return
    raidOf(world, raider.id).raid = null
    const stream = liveStreamsOf(world).get(channel.id)
    if (stream) stream.viewerCount += event.viewers
  }),
]
