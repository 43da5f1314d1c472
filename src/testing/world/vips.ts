import { moderatorsOf } from './moderators.ts'
import { between } from './random.ts'
import { channelCount, somePeople, usersOf } from './users.ts'
import { perChannel, type World } from './world.ts'

/** How many VIPs a channel may have. */
export const vipSlots = 50

/** Ids of a channel's VIPs, in the order in which they were made so. May be changed. */
export const vipsOf: (world: World, channelId: string) => Set<string> = perChannel((world, channelId) => {
  const channel = usersOf(world).byId(channelId)
  if (!channel || channel.index >= channelCount) return new Set()
  const count = channel.index === 0 ? 31 : between(0, 20, world.seed, channelId, 'vips')
  const moderators = moderatorsOf(world, channelId)
  const people = somePeople(world, count, channelId, 'vip').filter(({ id }) => !moderators.has(id))
  return new Set(people.map(({ id }) => id))
})
