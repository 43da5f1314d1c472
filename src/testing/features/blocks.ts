import { blockUser } from '../../endpoints/users/blockUser.ts'
import { getUserBlockList } from '../../endpoints/users/getUserBlockList.ts'
import { unblockUser } from '../../endpoints/users/unblockUser.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { noContent } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { between } from '../world/random.ts'
import { somePeople, usersOf } from '../world/users.ts'
import { perChannel, type World } from '../world/world.ts'
import type { Feature } from './feature.ts'

/** The ids of users whom a user has blocked, the oldest first. May be changed. */
export const blocksOf: (world: World, userId: string) => Set<string> = perChannel((world, userId) => {
  const { main } = usersOf(world)
  const count = userId === main.id ? 130 : between(0, 6, world.seed, 'blocks', userId)
  const people = somePeople(world, count, userId, 'blocked')
  return new Set(people.map(({ id }) => id).filter(id => id !== main.id))
})

export const blocks: Feature = [
  route(getUserBlockList, ({ world, broadcaster, page }) => {
    const people = [...blocksOf(world, broadcaster.id)].map(usersOf(world).byId).filter(person => person !== undefined)
    return page(people.map(({ id, login, display_name }) => ({ user_id: id, user_login: login, display_name })))
  }),
  route(blockUser, ({ world, params, user }) => {
    if (params.target_user_id === user.id) refuse(400, 'The ID in target_user_id cannot be your own.')
    const person = usersOf(world).byId(params.target_user_id)
    if (!person) return refuse(400, 'The ID in target_user_id is not valid.')
    blocksOf(world, user.id).add(person.id)
    return noContent
  }),
  route(unblockUser, ({ world, params, user }) => {
    // Unblocking a user who is not blocked succeeds.
    blocksOf(world, user.id).delete(params.target_user_id)
    return noContent
  }),
]
