import { somePeople, usersOf } from './users.ts'
import { perChannel, type World } from './world.ts'

/** Ids of a channel's editors. The default user edits the channel right after the own one. */
export const editorsOf: (world: World, channelId: string) => ReadonlySet<string> = perChannel((world, channelId) => {
  const { byId, main } = usersOf(world)
  const ids = somePeople(world, 3, channelId, 'editors').map(({ id }) => id)
  return new Set(byId(channelId)?.index === 1 ? [main.id, ...ids] : ids)
})

/** Whether someone may do as a channel's editors do: its broadcaster always may. */
export const edits = (world: World, userId: string, channelId: string): boolean =>
  userId === channelId || editorsOf(world, channelId).has(userId)
