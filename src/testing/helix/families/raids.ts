import { cancelRaid } from '../../../endpoints/raids/cancelRaid.ts'
import { startRaid } from '../../../endpoints/raids/startRaid.ts'
import { blocksOf } from '../../world/blocks.ts'
import { type Person, usersOf } from '../../world/users.ts'
import { minute, perChannel, second, timestamp, type World } from '../../world/world.ts'
import { allowance } from '../allowance.ts'
import { refuse } from '../refusal.ts'
import { noContent, one } from '../response.ts'
import { type Family, route } from '../route.ts'

/** A raid that is prepared. */
export interface Raid {
  readonly target: Person
  /** When it starts by itself, as nobody confirms it, in milliseconds since 1970. */
  readonly startsAt: number
}

const countdown = 90 * second

/** The raid that a channel has prepared last and not called off. */
export const raidOf: (world: World, channelId: string) => { raid: Raid | null } = perChannel(() => ({ raid: null }))

/** The raid that a channel is about to start. */
export function preparedRaid(world: World, channelId: string): Raid | null {
  const { raid } = raidOf(world, channelId)
  return raid && world.now() < raid.startsAt ? raid : null
}

/** A limit that starting and cancelling share. */
const spend = allowance(10, 10 * minute, 'The broadcaster exceeded the number of raid requests that they may make.')

export const raids: Family = [
  route(startRaid, ({ world, params, broadcaster, now }) => {
    spend(world, broadcaster.id)
    const target = usersOf(world).byId(params.to_broadcaster_id)
    if (!target) return refuse(404, 'The targeted channel was not found.')
    if (blocksOf(world, target.id).has(broadcaster.id)) {
      refuse(400, 'The raiding broadcaster is blocked from the targeted channel.')
    }
    if (preparedRaid(world, broadcaster.id)) {
      refuse(409, 'The broadcaster is already in the process of raiding another channel.')
    }
    raidOf(world, broadcaster.id).raid = { target, startsAt: now() + countdown }
    return one({ created_at: timestamp(now()), is_mature: false })
  }),
  route(cancelRaid, ({ world, broadcaster }) => {
    spend(world, broadcaster.id)
    if (!preparedRaid(world, broadcaster.id)) refuse(404, "The broadcaster doesn't have a pending raid to cancel.")
    raidOf(world, broadcaster.id).raid = null
    return noContent
  }),
]
