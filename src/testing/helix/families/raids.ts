import { cancelRaid } from '../../../endpoints/raids/cancelRaid.ts'
import { startRaid } from '../../../endpoints/raids/startRaid.ts'
import { blocksOf } from '../../world/blocks.ts'
import { usersOf } from '../../world/users.ts'
import { minute, perChannel, second, timestamp } from '../../world/world.ts'
import { allowance } from '../allowance.ts'
import { refuse } from '../refusal.ts'
import { noContent, one } from '../response.ts'
import { type Family, route } from '../route.ts'

interface Raiding {
  /** When the last raid was prepared, in milliseconds since 1970; `null`: none is. */
  preparedAt: number | null
}

/** A raid that nobody confirms starts by itself. */
const countdown = 90 * second

const raidingOf = perChannel((): Raiding => ({ preparedAt: null }))

const isPrepared = ({ preparedAt }: Raiding, now: number) => preparedAt !== null && now < preparedAt + countdown

/** A limit that starting and cancelling share. */
const spend = allowance(10, 10 * minute, 'The broadcaster exceeded the number of raid requests that they may make.')

export const raids: Family = [
  route(startRaid, ({ world, params, broadcaster, now }) => {
    spend(world, broadcaster.id)
    const raiding = raidingOf(world, broadcaster.id)
    const target = usersOf(world).byId(params.to_broadcaster_id)
    if (!target) return refuse(404, 'The targeted channel was not found.')
    if (blocksOf(world, target.id).has(broadcaster.id)) {
      refuse(400, 'The raiding broadcaster is blocked from the targeted channel.')
    }
    if (isPrepared(raiding, now())) refuse(409, 'The broadcaster is already in the process of raiding another channel.')
    raiding.preparedAt = now()
    return one({ created_at: timestamp(now()), is_mature: false })
  }),
  route(cancelRaid, ({ world, broadcaster, now }) => {
    spend(world, broadcaster.id)
    const raiding = raidingOf(world, broadcaster.id)
    if (!isPrepared(raiding, now())) refuse(404, "The broadcaster doesn't have a pending raid to cancel.")
    raiding.preparedAt = null
    return noContent
  }),
]
