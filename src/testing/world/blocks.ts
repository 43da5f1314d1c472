import { between } from './random.ts'
import { somePeople, usersOf } from './users.ts'
import { perChannel, type World } from './world.ts'

/** Ids of those whom a user has blocked, in the order in which that was done. May be changed. */
export const blocksOf: (world: World, userId: string) => Set<string> = perChannel((world, userId) => {
  const { main } = usersOf(world)
  const count = userId === main.id ? 130 : between(0, 6, world.seed, 'blocks', userId)
  const people = somePeople(world, count, userId, 'blocked')
  return new Set(people.map(({ id }) => id).filter(id => id !== main.id))
})
