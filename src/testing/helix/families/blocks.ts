import { blockUser } from '../../../endpoints/users/blockUser.ts'
import { getUserBlockList } from '../../../endpoints/users/getUserBlockList.ts'
import { unblockUser } from '../../../endpoints/users/unblockUser.ts'
import { blocksOf } from '../../world/blocks.ts'
import { usersOf } from '../../world/users.ts'
import { refuse } from '../refusal.ts'
import { noContent } from '../response.ts'
import { type Family, route } from '../route.ts'

export const blocks: Family = [
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
    // To unblock someone who is not blocked is no mistake.
    blocksOf(world, user.id).delete(params.target_user_id)
    return noContent
  }),
]
