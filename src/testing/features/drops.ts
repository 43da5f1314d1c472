import { type DropsEntitlement, getDropsEntitlements } from '../../endpoints/entitlements/getDropsEntitlements.ts'
import {
  type DropsEntitlementsUpdate,
  updateDropsEntitlements,
} from '../../endpoints/entitlements/updateDropsEntitlements.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { data } from '../wire/helix/response.ts'
import { type Call, many, route } from '../wire/helix/route.ts'
import { hash, uuid } from '../world/random.ts'
import { somePeople, usersOf } from '../world/users.ts'
import { hour, perWorld, timestamp, type World } from '../world/world.ts'
import type { Feature } from './feature.ts'

/** The one game of the application's organization. */
const ownGame = '1469308723'

/** The entitlements of viewers in the application's only game. The default user has some. May be changed. */
const entitlementsOf: (world: World) => DropsEntitlement[] = perWorld(world => {
  const { main } = usersOf(world)
  const people = somePeople(world, 60, main.id, 'drops')
  return Array.from({ length: 90 }, (_, index) => {
    const at = timestamp(world.begun - (index + 1) * 7 * hour)
    return {
      id: uuid(world.seed, 'entitlement', index),
      benefit_id: uuid(world.seed, 'benefit', index % 3),
      timestamp: at,
      user_id: (index % 15 ? people[index % people.length] : main)?.id ?? main.id,
      game_id: ownGame,
      fulfillment_status: hash('fulfilled', index) % 3 ? 'CLAIMED' : 'FULFILLED',
      last_updated: at,
    }
  })
})

/** A user token returns that user's entitlements only. */
const seen = ({ world, kind, viewer }: Pick<Call, 'world' | 'kind' | 'viewer'>) =>
  entitlementsOf(world).filter(({ user_id }) => kind !== 'user' || user_id === viewer?.id)

export const drops: Feature = [
  route(getDropsEntitlements, context => {
    const { id, user_id, game_id, fulfillment_status } = context.params
    if (game_id !== undefined && game_id !== ownGame) refuse(403, 'The organization does not own this game.')
    const ids = many(id)
    const found = seen(context).filter(
      row =>
        (!ids || ids.includes(row.id)) &&
        (user_id === undefined || row.user_id === user_id) &&
        (game_id === undefined || row.game_id === game_id) &&
        (fulfillment_status === undefined || row.fulfillment_status === fulfillment_status),
    )
    return context.page(found)
  }),
  route(updateDropsEntitlements, context => {
    const { world, params, now } = context
    const own = seen(context)
    const outcome = new Map<string, string[]>()
    const note = (status: string, id: string) => outcome.set(status, [...(outcome.get(status) ?? []), id])
    for (const id of new Set(params.entitlement_ids)) {
      const row = own.find(entry => entry.id === id)
      const isOthers = !row && entitlementsOf(world).some(entry => entry.id === id)
      if (row) {
        row.fulfillment_status = params.fulfillment_status ?? row.fulfillment_status
        row.last_updated = timestamp(now())
        note('SUCCESS', id)
      } else if (isOthers) note('UNAUTHORIZED', id)
      else note(/^[\da-f-]{36}$/.test(id) ? 'NOT_FOUND' : 'INVALID_ID', id)
    }
    return data([...outcome].map(([status, ids]): DropsEntitlementsUpdate => ({ status, ids })))
  }),
]
