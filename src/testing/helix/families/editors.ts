import { getChannelEditors } from '../../../endpoints/channels/getChannelEditors.ts'
import { editorsOf } from '../../world/editors.ts'
import { between } from '../../world/random.ts'
import { usersOf } from '../../world/users.ts'
import { day, timestamp } from '../../world/world.ts'
import { data } from '../response.ts'
import { type Family, route } from '../route.ts'

export const editors: Family = [
  route(getChannelEditors, ({ world, broadcaster }) => {
    const people = [...editorsOf(world, broadcaster.id)].map(usersOf(world).byId).filter(person => person !== undefined)
    return data(
      people.map(({ id, display_name }) => ({
        user_id: id,
        user_name: display_name,
        created_at: timestamp(world.begun - between(10, 900, 'editor', broadcaster.id, id) * day),
      })),
    )
  }),
]
