import { getChannelEditors } from '../../endpoints/channels/getChannelEditors.ts'
import { data } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { between } from '../world/random.ts'
import { editorsOf } from '../world/roles.ts'
import { usersOf } from '../world/users.ts'
import { day, timestamp } from '../world/world.ts'
import type { Feature } from './feature.ts'

export const editors: Feature = [
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
