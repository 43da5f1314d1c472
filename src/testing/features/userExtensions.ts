import type { ActiveExtensions, ExtensionSlot } from '../../endpoints/users/activeExtensions.ts'
import { getUserActiveExtensions } from '../../endpoints/users/getUserActiveExtensions.ts'
import { getUserExtensions, type UserExtension } from '../../endpoints/users/getUserExtensions.ts'
import { updateUserExtensions } from '../../endpoints/users/updateUserExtensions.ts'
import { refuse } from '../wire/helix/refusal.ts'
import { data, object } from '../wire/helix/response.ts'
import { route } from '../wire/helix/route.ts'
import { usersOf } from '../world/users.ts'
import { perChannel, type World } from '../world/world.ts'
import { installedOf } from './extensions.ts'
import type { Feature } from './feature.ts'

type Place = 'panel' | 'overlay' | 'component'
const places: readonly Place[] = ['panel', 'overlay', 'component']
type Slots = Record<Place, Record<string, ExtensionSlot>>

const inSlot = ({ id, version, name }: UserExtension): ExtensionSlot => ({ active: true, id, version, name })

const slotsOf: (world: World, userId: string) => Slots = perChannel((world, userId) => {
  const [notes, counter] = installedOf(world)
  const hasSome = notes && counter && (usersOf(world).byId(userId)?.broadcaster_type ?? '') !== ''
  const empty = { active: false }
  return {
    panel: { 1: hasSome ? inSlot(notes) : { ...empty }, 2: { ...empty }, 3: { ...empty } },
    overlay: { 1: { ...empty } },
    component: { 1: hasSome ? { ...inSlot(counter), x: 0, y: 0 } : { ...empty }, 2: { ...empty } },
  }
})

const shown = (slots: Slots): ActiveExtensions => structuredClone(slots)

export const userExtensions: Feature = [
  route(getUserExtensions, ({ world, user, scopes }) => {
    const used = new Set(places.flatMap(place => Object.values(slotsOf(world, user.id)[place]).map(({ id }) => id)))
    // Only editors see inactive extensions.
    const seesAll = scopes.includes('user:edit:broadcast')
    return data(installedOf(world).filter(({ id }) => seesAll || used.has(id)))
  }),
  route(getUserActiveExtensions, ({ world, params, viewer }) => {
    const id = params.user_id ?? viewer?.id ?? ''
    if (!usersOf(world).byId(id)) refuse(400, 'The ID in user_id is not valid.')
    return object(shown(slotsOf(world, id)))
  }),
  route(updateUserExtensions, ({ world, params, user }) => {
    const next = structuredClone(slotsOf(world, user.id))
    for (const place of places) {
      for (const [number, given] of Object.entries(params.data[place] ?? {})) {
        if (!next[place][number]) refuse(400, `There is no ${place} ${number}.`)
        if (!given.active) {
          next[place][number] = { active: false }
          continue
        }
        const extension = installedOf(world).find(({ id, version }) => id === given.id && version === given.version)
        if (!extension) return refuse(404, 'The extension is not installed in this version.')
        if (!extension.can_activate || !extension.type.includes(place)) {
          refuse(400, 'The extension cannot be activated there.')
        }
        const { x = 0, y = 0 } = given
        next[place][number] = { ...inSlot(extension), ...(place === 'component' && { x, y }) }
      }
    }
    Object.assign(slotsOf(world, user.id), next)
    return object(shown(next))
  }),
]
