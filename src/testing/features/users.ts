import { getUsers } from '../../endpoints/users/getUsers.ts'
import { updateUser } from '../../endpoints/users/updateUser.ts'
import type { User } from '../../endpoints/users/user.ts'
import { userUpdate } from '../../eventsub/types/userUpdate.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { data, one } from '../wire/helix/response.ts'
import { type Context, many, route } from '../wire/helix/route.ts'
import { canBeLogin, type Person, profileOf, usersOf } from '../world/users.ts'
import { type Feature, onEvent } from './feature.ts'
import { ofUser } from './people.ts'

/** A user as the endpoint returns it, with the e-mail address for its owner. */
const seenBy = ({ world, viewer, scopes }: Context<unknown>, person: Person): User => ({
  ...profileOf(world, person),
  ...(person === viewer && scopes.includes('user:read:email') && { email: `${person.login}@mail.example` }),
})

export const users: Feature = [
  route(getUsers, context => {
    const { world, viewer, params } = context
    const { byId, byLogin } = usersOf(world)
    if (params.id === undefined && params.login === undefined) {
      return viewer ? data([seenBy(context, viewer)]) : refuse(400, 'Must provide an ID, Login or OAuth Token.')
    }
    const ids = many(params.id) ?? []
    const logins = many(params.login) ?? []
    if (!ids.every(id => /^\d+$/.test(id)) || !logins.every(canBeLogin)) {
      refuse(400, 'Invalid username(s), email(s), or ID(s). Bad Identifiers.')
    }
    const found = new Set([...ids.map(byId), ...logins.map(byLogin)])
    const people = [...found].filter(person => person !== undefined)
    // Twitch returns users in no particular order. The fake sorts by age, which callers do not use by accident.
    return data(people.sort((a, b) => a.index - b.index).map(person => seenBy(context, person)))
  }),
  route(updateUser, context => {
    const { params, user, emit } = context
    const { description = user.description } = params
    if (description !== user.description) {
      // Any user may make this subscription. The address is included for applications that may read it.
      emit(userUpdate, { ...ofUser(user), email: '', email_verified: false, description })
    }
    user.description = description
    return one(seenBy(context, user))
  }),
  onEvent(userUpdate, ({ channel: user, event }) => {
    user.description = event.description
  }),
]
