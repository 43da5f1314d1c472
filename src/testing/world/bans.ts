import { moderatorsOf } from './moderators.ts'
import { between, type Filled, hash, pick } from './random.ts'
import { channelCount, type Person, somePeople, usersOf } from './users.ts'
import { minute, perChannel, type World } from './world.ts'

/** Someone who may not chat in a channel. */
export interface Ban {
  readonly person: Person
  readonly by: Person
  readonly reason: string
  /** In milliseconds since 1970. */
  readonly since: number
  /** When a time-out ends; `null`: a ban. */
  readonly until: number | null
}

const reasons: Filled<string> = [
  '',
  'spam',
  'Links to strange shops',
  'Spoilers, again',
  '',
  'Rude to other viewers',
  'Bot',
]

const everyBanOf: (world: World, channelId: string) => Map<string, Ban> = perChannel((world, channelId) => {
  const { seed, begun } = world
  const { byId, main } = usersOf(world)
  const channel = byId(channelId)
  if (!channel || channel.index >= channelCount) return new Map()
  const moderators = [...moderatorsOf(world, channelId)]
  const count = channel.index === 0 ? 120 : between(0, 40, seed, 'bans', channelId)
  // A few more than needed, since moderators cannot be among them.
  const bans = somePeople(world, count + moderators.length, channelId, 'banned')
    .filter(({ id }) => !moderators.includes(id))
    .slice(0, count)
    .map((person, index): Ban => {
      const number = hash(seed, 'ban', channelId, index)
      const moderator = moderators[number % (moderators.length + 1)]
      const since = begun - between(5, 500 * 24 * 60, 'since', number) * minute
      return {
        person,
        by: byId(moderator ?? channelId) ?? main,
        reason: pick(reasons, number >>> 5),
        // Time-outs last at most two weeks, so only fresh ones still hold.
        since: number % 8 === 0 ? begun - between(1, 600, number) * minute : since,
        until: number % 8 === 0 ? begun + between(10, 14 * 24 * 60, 'until', number) * minute : null,
      }
    })
  bans.sort((a, b) => b.since - a.since)
  return new Map(bans.map(ban => [ban.person.id, ban]))
})

/** Who may not chat in a channel now, by user id; timeouts that have ended are gone. May be changed. */
export function bansOf(world: World, channelId: string): Map<string, Ban> {
  const bans = everyBanOf(world, channelId)
  for (const [id, { until }] of bans) if (until !== null && until <= world.now()) bans.delete(id)
  return bans
}
