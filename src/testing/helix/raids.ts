import { cancelRaid } from '../../endpoints/raids/cancelRaid.ts'
import { startRaid } from '../../endpoints/raids/startRaid.ts'
import { blocksOf } from '../world/blocks.ts'
import { usersOf } from '../world/users.ts'
import { minute, perChannel, second, timestamp, type World } from '../world/world.ts'
import { noContent, one } from './answer.ts'
import { refuse } from './refusal.ts'
import { answer, type Family } from './route.ts'

interface Raiding {
  /** When the last raid was prepared, in milliseconds since 1970; `null`: none is. */
  preparedAt: number | null
  /** When raids were started or cancelled lately. */
  calls: number[]
}

/** A raid that nobody confirms starts by itself. */
const countdown = 90 * second

const raidingOf = perChannel((): Raiding => ({ preparedAt: null, calls: [] }))

const isPrepared = ({ preparedAt }: Raiding, now: number) => preparedAt !== null && now < preparedAt + countdown

/** Ten calls in ten minutes: a limit of its own. */
function spend(world: World, channelId: string): Raiding {
  const raiding = raidingOf(world, channelId)
  const now = world.now()
  raiding.calls = raiding.calls.filter(at => at > now - 10 * minute)
  if (raiding.calls.length >= 10)
    refuse(429, 'The broadcaster exceeded the number of raid requests that they may make.')
  raiding.calls.push(now)
  return raiding
}

export const raids: Family = [
  answer(startRaid, ({ world, params, broadcaster, now }) => {
    const raiding = spend(world, broadcaster.id)
    const target = usersOf(world).byId(params.to_broadcaster_id)
    if (!target) return refuse(404, 'The targeted channel was not found.')
    if (target === broadcaster) refuse(400, 'The IDs in from_broadcaster_id and to_broadcaster_id cannot be the same.')
    if (blocksOf(world, target.id).has(broadcaster.id)) {
      refuse(400, 'The raiding broadcaster is blocked from the targeted channel.')
    }
    if (isPrepared(raiding, now())) refuse(409, 'The broadcaster is already in the process of raiding another channel.')
    raiding.preparedAt = now()
    return one({ created_at: timestamp(now()), is_mature: false })
  }),
  answer(cancelRaid, ({ world, broadcaster, now }) => {
    const raiding = spend(world, broadcaster.id)
    if (!isPrepared(raiding, now())) refuse(404, "The broadcaster doesn't have a pending raid to cancel.")
    raiding.preparedAt = null
    return noContent
  }),
]
