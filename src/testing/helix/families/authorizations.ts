import { getUserAuthorizations } from '../../../endpoints/users/getUserAuthorizations.ts'
import { tokensOf } from '../../tokens.ts'
import { asUser, usersOf } from '../../world/users.ts'
import { data } from '../response.ts'
import { type Family, many, route } from '../route.ts'

export const authorizations: Family = [
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
