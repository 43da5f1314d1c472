import type { HelixIssue } from '../../../errors.ts'
import { issuesOf, type Schema } from '../../../schema/schema.ts'
import { categoriesOf } from '../../world/categories.ts'
import { freshId } from '../../world/freshId.ts'
import { usersOf } from '../../world/users.ts'
import { preciseTimestamp, type World } from '../../world/world.ts'
import { isObject } from '../readable.ts'

/** The fields that {@link fillIn} fills in. */
type Known = `${string}${'user' | 'broadcaster'}_${'login' | 'name'}` | 'category_name' | `${string}_at`

/** The fields that can be left out of an emitted event: names for ids, times, and the id of the event or the message. */
export type Emitted<E> = Part<
  E,
  Known | 'id' | (E extends { readonly chatter_user_id: unknown } ? 'message_id' : never)
>

type Part<T, Optional = Known> = T extends readonly (infer Item)[]
  ? readonly Part<Item>[]
  : T extends object
    ? { readonly [Key in keyof T as Key extends Optional ? never : Key]: Part<T[Key]> } & {
        readonly [Key in keyof T as Key extends Optional ? Key : never]?: Part<T[Key]> | undefined
      }
    : T

/** A completed event, and its remaining problems. */
interface FilledIn {
  readonly event: unknown
  readonly issues: readonly HelixIssue[]
}

/** Adds missing names of ids at any depth, a missing time and a missing id. */
export function fillIn(world: World, schema: Schema, given: unknown): FilledIn {
  const event = withNames(world, given)
  const misplaced = misplacedLogins(world, event, 'event')
  if (misplaced.length) return { event, issues: misplaced }
  const issues = issuesOf(schema, event, 'event')
  let isChanged = false
  for (const { path } of issues) {
    const keys = path.split('.').slice(1)
    const key = keys.pop() ?? ''
    const parent = keys.reduce<unknown>((value, step) => Object(value)[step], event)
    if (!isObject(parent) || parent[key] !== undefined) continue
    const isOwnId = parent === event && (key === 'id' || (key === 'message_id' && 'chatter_user_id' in event))
    if (!key.endsWith('_at') && !isOwnId) continue
    parent[key] = isOwnId ? freshId(world, 'event') : preciseTimestamp(world)
    isChanged = true
  }
  return { event, issues: isChanged ? issuesOf(schema, event, 'event') : issues }
}

/** Finds logins in place of user ids, at any depth. */
function misplacedLogins(world: World, value: unknown, path: string): HelixIssue[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]): HelixIssue[] => {
    const place = `${path}.${key}`
    if (typeof inner !== 'string' || !/(^|_)(user|broadcaster)_id$/.test(key))
      return misplacedLogins(world, inner, place)
    if (/^\d*$/.test(inner)) return []
    const person = usersOf(world).byLogin(inner)
    const message = person
      ? `expected the id ${person.id}, not the login ${inner}.`
      : `expected an id, which has digits only, not ${inner}.`
    return [{ path: place, message }]
  })
}

/** A copy with the names of its ids. An id that this world does not know gets a name too. */
function withNames(world: World, value: unknown): unknown {
  if (Array.isArray(value)) return value.map(item => withNames(world, item))
  if (!isObject(value)) return value
  const copy: Record<string, unknown> = {}
  for (const key of Object.keys(value)) copy[key] = withNames(world, value[key])
  for (const key in copy) {
    if (!key.endsWith('_id')) continue
    const id = copy[key]
    const [, stem, kind] = /^((?:.+_)?(user|broadcaster|category))_id$/.exec(key) ?? []
    if (!stem || !(id === null || typeof id === 'string')) continue
    for (const [end, name] of Object.entries(kind === 'category' ? categoryNames(world, id) : userNames(world, id))) {
      const named = `${stem}_${end}`
      if (copy[named] === undefined) copy[named] = name
    }
  }
  return copy
}

function userNames(world: World, id: string | null) {
  if (id === null) return { login: null, name: null }
  const { login, display_name } = usersOf(world).byId(id) ?? { login: `user${id}`, display_name: `User${id}` }
  return { login, name: display_name }
}

const categoryNames = (world: World, id: string | null) => ({
  name: id && (categoriesOf(world).byId(id)?.name ?? `Category ${id}`),
})
