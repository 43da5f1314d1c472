import type * as v from 'valibot'
import { between, hash, letterCode, share } from '../world/random.ts'
import { usersOf } from '../world/users.ts'
import { hour, timestamp } from '../world/world.ts'
import type { Call } from './route.ts'

/** What a made-up value is for. */
export interface Place {
  readonly call: Call
  /** Which row. */
  readonly index: number
}

/** What valibot's schemas show of themselves, as far as it is needed here. */
interface SchemaParts {
  readonly type: string
  readonly entries?: Readonly<Record<string, v.GenericSchema>>
  readonly item?: v.GenericSchema
  readonly wrapped?: v.GenericSchema
  readonly value?: v.GenericSchema
  readonly options?: readonly unknown[]
}

/** A value that fits the schema, and as far as possible the name of its field. */
export function invent(schema: v.GenericSchema, name: string, place: Place): unknown {
  const parts: SchemaParts = schema
  const { call, index } = place
  const number = hash(call.world.seed, call.spec.path, name, index)
  switch (parts.type) {
    case 'object':
    case 'strict_object':
    case 'loose_object':
      return withPeople(
        Object.fromEntries(
          Object.entries(parts.entries ?? {}).map(([key, entry]) => [
            key,
            echoed(key, entry, place) ?? invent(entry, key, place),
          ]),
        ),
        place,
      )
    case 'array':
      return parts.item
        ? [0, 1].map(nth => parts.item && invent(parts.item, name.replace(/s$/, ''), { call, index: index * 2 + nth }))
        : []
    case 'record':
      return parts.value ? { '1': invent(parts.value, name, place) } : {}
    case 'nullable':
    case 'nullish':
    case 'optional':
    case 'exact_optional':
      return parts.wrapped && invent(parts.wrapped, name, place)
    case 'picklist':
      return parts.options?.[number % parts.options.length]
    case 'number':
      // Where a moment is a number, it is in seconds.
      return name.endsWith('_at')
        ? Math.floor(call.world.begun / 1000) + (number % 3600)
        : between(1, 500, 'number', number)
    case 'boolean':
      return number % 2 === 0
    case 'unknown':
      return {}
    default:
      return inventText(name, place)
  }
}

/** What the request said about a field of the same name, which the answer repeats. */
function echoed(key: string, schema: v.GenericSchema, { call, index }: Place): unknown {
  const given = call.params[key]
  const value = Array.isArray(given) ? given[index % given.length] : given
  const { type }: SchemaParts = schema
  return typeof value === type ? value : undefined
}

const plainWords = ['amber', 'breeze', 'copper', 'drift', 'ember', 'fjord', 'glow', 'harbor', 'iris', 'juniper']

function inventText(name: string, { call, index }: Place): string {
  const { seed, begun, image } = call.world
  const number = hash(seed, call.spec.path, name, index)
  if (/_at$|_time$|^(start|end)_date$|_until$/.test(name))
    return timestamp(begun - Math.floor(share('time', number) * 240) * hour)
  if (/(^|_)url(_|$)|image|thumbnail|banner/i.test(name)) return image(`picture/${number % 1000}-300x300.svg`)
  if (/color/.test(name)) return `#${number.toString(16).padStart(8, '0').slice(0, 6).toUpperCase()}`
  if (/^tier$/.test(name)) return '1000'
  if (/^currency$/.test(name)) return 'EUR'
  if (/language|locale/.test(name)) return 'en'
  if (/(^|_)id$/.test(name)) return letterCode(20, seed, call.spec.path, name, index)
  if (/version/.test(name)) return '1.0.0'
  return plainWords
    .map((_, nth) => plainWords[(number + nth * 3) % plainWords.length])
    .slice(0, 1 + (number % 3))
    .join(' ')
}

/** Lets id, login and name of the same person agree. */
function withPeople(fields: Record<string, unknown>, { call, index }: Place): Record<string, unknown> {
  const { all, byId } = usersOf(call.world)
  for (const key of Object.keys(fields)) {
    const prefix = /^(.+_)(?:id|login|name)$/.exec(key)?.[1] ?? ''
    if (!(`${prefix}login` in fields) && !/(user|broadcaster)_$/.test(prefix)) continue
    const known = byId(`${call.params[`${prefix}id`] ?? fields[`${prefix}id`]}`)
    const own = /broadcaster/.test(prefix) ? call.viewer : null
    const person = known ?? own ?? all[(hash(call.spec.path, prefix, index) % (all.length - 1)) + 1]
    if (!person) continue
    if (`${prefix}id` in fields) fields[`${prefix}id`] = person.id
    if (`${prefix}login` in fields) fields[`${prefix}login`] = person.login
    if (`${prefix}name` in fields) fields[`${prefix}name`] = person.display_name
  }
  return fields
}
