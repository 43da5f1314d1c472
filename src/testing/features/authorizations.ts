import { getUserAuthorizations } from '../../endpoints/users/getUserAuthorizations.ts'
import { data } from '../wire/helix/response.ts'
import { many, route } from '../wire/helix/route.ts'
import { tokensOf } from '../wire/tokens.ts'
import { asUser, usersOf } from '../world/users.ts'
import type { Feature } from './feature.ts'

export const authorizations: Feature = [
  route(getUserAuthorizations, ({ world, params, clientId }) => {
    const people = [...new Set(many(params.user_id))].map(usersOf(world).byId).filter(person => person !== undefined)
    return data(
      people.map(person => {
        const granted = tokensOf(world).grantedBy(person.id, clientId)
        return { ...asUser(person), scopes: granted ? [...granted].sort() : [], has_authorized: granted !== null }
      }),
    )
  }),
]
