import { between } from './random.ts'
import { channelCount, somePeople, usersOf } from './users.ts'
import { perChannel, type World } from './world.ts'

/** The number of channels that the default user moderates. They come after the own one. */
const moderatedByMain = 5

/** Ids of a channel's moderators, in the order in which they got the role. May be changed. */
export const moderatorsOf: (world: World, channelId: string) => Set<string> = perChannel((world, channelId) => {
  const { byId, main } = usersOf(world)
  const channel = byId(channelId)
  if (!channel || channel.index >= channelCount) return new Set()
  const chosen = somePeople(
    world,
    channel.index === 0 ? 12 : between(1, 9, world.seed, channelId),
    channelId,
    'moderator',
  )
  const ids = chosen.map(person => person.id)
  if (channel.index > 0 && channel.index <= moderatedByMain) ids.unshift(main.id)
  return new Set(ids)
})

/** The id of a channel's lead moderator, who has another badge. Only the default user's channel has one. */
export const leadModeratorOf: (world: World, channelId: string) => string | undefined = perChannel(
  (world, channelId) => (channelId === usersOf(world).main.id ? [...moderatorsOf(world, channelId)][0] : undefined),
)

/** Whether a user may moderate a channel. Its broadcaster always may. */
export const moderates = (world: World, userId: string, channelId: string): boolean =>
  userId === channelId || moderatorsOf(world, channelId).has(userId)

/** The maximum number of VIPs of a channel. */
export const vipSlots = 50

/** Ids of a channel's VIPs, in the order in which they got the role. May be changed. */
export const vipsOf: (world: World, channelId: string) => Set<string> = perChannel((world, channelId) => {
  const channel = usersOf(world).byId(channelId)
  if (!channel || channel.index >= channelCount) return new Set()
  const count = channel.index === 0 ? 31 : between(0, 20, world.seed, channelId, 'vips')
  const moderators = moderatorsOf(world, channelId)
  const people = somePeople(world, count, channelId, 'vip').filter(({ id }) => !moderators.has(id))
  return new Set(people.map(({ id }) => id))
})

/** Ids of a channel's editors. The default user edits the channel after the own one. */
export const editorsOf: (world: World, channelId: string) => ReadonlySet<string> = perChannel((world, channelId) => {
  const { byId, main } = usersOf(world)
  const ids = somePeople(world, 3, channelId, 'editors').map(({ id }) => id)
  return new Set(byId(channelId)?.index === 1 ? [main.id, ...ids] : ids)
})

/** Whether a user may edit a channel. Its broadcaster always may. */
export const edits = (world: World, userId: string, channelId: string): boolean =>
  userId === channelId || editorsOf(world, channelId).has(userId)
