import type { EventTypeSpec } from '../../../eventsub/eventType.ts'
import { cast } from '../../world/names.ts'
import { hash, pick } from '../../world/random.ts'
import { remarks } from '../../world/remarks.ts'
import { type Person, usersOf } from '../../world/users.ts'
import { minute, timestamp, type World } from '../../world/world.ts'
import { eventSubscriptionsOf } from '../eventsub/subscriptions.ts'
import { isObject, isReadable, type Readable } from '../readable.ts'
import { wordsFor } from './eventWords.ts'
import { sampleNumber } from './sampleNumber.ts'
import { sampleText } from './sampleText.ts'

/** The input of a generated event. */
export interface EventSource {
  readonly world: World
  readonly type: string
  /** The channel or user of the event. */
  readonly person: Person
  /** The same number generates the same event. */
  readonly seed: number
}

/** The path of a value in an event: field names without the numbers of list items. */
interface Place extends EventSource {
  readonly name: string
  readonly path: string
  readonly siblings: readonly string[]
  /** Words in other fields of the same object, which may name the field with the details. */
  readonly named: ReadonlySet<string>
  readonly given: Readonly<Record<string, string>>
  readonly index: number
}

/** Numbers whose names say more than those of others. */
const numbers: Readonly<Record<string, number>> = {
  viewers: 200,
  viewer_count: 200,
  bits: 100,
  bits_used: 100,
  level: 1,
  progress: 400,
  goal: 1600,
  total: 5,
  months: 3,
  cumulative_months: 5,
  duration_months: 1,
  begin: 0,
  end: 4,
  current_amount: 42,
  target_amount: 100,
}

/** Fields that are true by default. Others are false. */
const isTrue = new Set(['is_permanent', 'is_enabled', 'is_achieved', 'email_verified', 'is_in_stock'])

/** Fields that may be `null` but usually are not. */
const isThere = /^(chatter_|requester_)?user_(id|login|name)$|^color$|^reason$/

/** Fields with a text that a user wrote. */
export const isSaid = /^(text|message|message_body|parent_message_body|user_input)$/
const isAhead = /(^|_)(ends|locks|expires)_at$/
const isPerson = /(^|_)(user|broadcaster)_id$/

/** Fields that `emit` fills in: names of ids, the time, and the event's id. */
export const isToldBy = (name: string, siblings: readonly string[]): boolean => {
  const [, stem = ''] = /^((?:.+_)?(?:user|broadcaster|category))_(login|name)$/.exec(name) ?? []
  return stem !== '' && siblings.includes(`${stem}_id`)
}

/** Whether a field is the id of the event or of its message, which is always new. */
export const isOwnId = (path: string, siblings: readonly string[]): boolean =>
  path === 'id' || (path === 'message_id' && siblings.includes('chatter_user_id'))

/** A value for a schema, or `undefined` if the field is left out. */
function valueAt(schema: unknown, place: Place): unknown {
  if (!isReadable(schema)) return undefined
  const { name, path, given, world, type, index, siblings } = place
  if (schema.wrapped) {
    const isFilled = Object.hasOwn(given, name) || place.named.has(name) || isThere.test(name)
    return isFilled ? valueAt(schema.wrapped, place) : schema.type === 'optional' ? undefined : null
  }
  if (schema.entries) return objectOf(schema.entries, place)
  if (schema.item) return listOf(schema.item, place)
  if (Object.hasOwn(given, name)) return given[name]
  const facts = [world.seed, type, path, index, place.seed]
  const field = { world, index, seed: facts, given: {}, viewer: place.person, name, siblings }
  if (schema.type === 'number') return numbers[name] ?? sampleNumber(field)
  if (schema.type === 'boolean') return isTrue.has(name)
  if (schema.type !== 'string') return {}
  const words = wordsFor(type, path)
  if (words) return words[0]
  if (isPerson.test(name)) return usersOf(world).all[1 + (hash(...facts) % (cast.length - 1))]?.id ?? place.person.id
  if (isAhead.test(name)) return timestamp(world.now() + 5 * minute)
  // The event's time is filled in.
  if (name.endsWith('_at') || isOwnId(path, siblings)) return undefined
  if (isSaid.test(name)) return pick(remarks, hash(world.seed, type, place.seed))
  return sampleText(field)
}

function objectOf(entries: Readonly<Record<string, Readable>>, place: Place): object {
  const siblings = Object.keys(entries)
  const inside = (name: string) => (place.path ? `${place.path}.${name}` : name)
  const named = new Set(siblings.flatMap(name => wordsFor(place.type, inside(name))?.[0] ?? []))
  const values = Object.entries(entries)
    .filter(([name]) => !isToldBy(name, siblings))
    .map(([name, schema]) => [name, valueAt(schema, { ...place, name, path: inside(name), siblings, named })])
  return Object.fromEntries(values.filter(([, value]) => value !== undefined))
}

/** The number of items of lists, by name. Other lists are empty. */
const lengths: readonly (readonly [name: RegExp, length: number])[] = [
  [/^(choices|outcomes)$/, 2],
  [/^(fragments|participants|top_contributions|terms|chat_rules_cited)$/, 1],
]

function listOf(item: Readable, place: Place): unknown[] {
  const length = lengths.find(([name]) => name.test(place.name))?.[1] ?? 0
  return Array.from({ length }, (_, index) => itemOf(item, { ...place, index }))
}

/** Items have the name of their list. */
const itemOf = (item: Readable, place: Place): unknown => valueAt(item, { ...place, siblings: [] })

const placeOf = (source: EventSource, path: string, given: Place['given'] = {}): Place => ({
  ...source,
  name: path.split('.').at(-1) ?? '',
  path,
  siblings: [],
  named: new Set(),
  given,
  index: 0,
})

/** A value for a part of an event that a user asks for: one more item, or a value in place of `null`. */
export const partOf = (source: EventSource, schema: Readable, path: string): unknown =>
  itemOf(schema, { ...placeOf(source, path), seed: source.seed + 1 })

/** The newest subscription to a type for a user. */
const subscriptionFor = ({ world, person }: EventSource, { type, version }: EventTypeSpec) =>
  eventSubscriptionsOf(world)
    .filter(
      ({ row }) =>
        row.status === 'enabled' &&
        row.type === type &&
        row.version === version &&
        Object.entries(row.condition).some(([key, id]) => /user_id$/.test(key) && id === person.id),
    )
    .at(-1)?.row

/** The ids of an event that match a user's subscription: an existing one, or the usual one. */
function idsFor(source: EventSource, spec: EventTypeSpec): Readonly<Record<string, string>> {
  const { id } = source.person
  const condition: Record<string, unknown> = { ...subscriptionFor(source, spec)?.condition }
  const isOfChannel = 'broadcaster_user_id' in spec.params
  const ids: Record<string, string> = {}
  for (const [key, value] of Object.entries(condition)) {
    if (typeof value === 'string' && key !== 'reward_id' && !(isOfChannel && key === 'user_id')) ids[key] = value
  }
  if (isOfChannel) {
    ids['broadcaster_user_id'] ??= id
    ids['broadcaster_id'] = ids['broadcaster_user_id'] ?? id
    ids['moderator_user_id'] ??= id
  } else if ('user_id' in spec.params) {
    ids['user_id'] ??= id
    ids['to_user_id'] = ids['user_id'] ?? id
  } else if ('to_broadcaster_user_id' in spec.params && !ids['from_broadcaster_user_id']) {
    ids['to_broadcaster_user_id'] ??= id
  }
  return ids
}

/** Types whose events only the author of a message receives. */
const ofAuthor = /^channel\.chat\.user_message_(hold|update)$/

/** An event as Twitch might send it, without the fields that `emit` fills in. */
export function believableEvent(source: EventSource, spec: EventTypeSpec): Record<string, unknown> {
  const ids = idsFor(source, spec)
  const given = ofAuthor.test(spec.type) ? { ...ids, user_id: source.person.id } : ids
  const made = valueAt(spec.event, placeOf(source, '', given))
  const event = isObject(made) ? made : {}
  const reward = subscriptionFor(source, spec)?.condition['reward_id']
  if (typeof reward === 'string') {
    const [holder] = [event['reward'], event['custom_power_up'], event].filter(isObject)
    if (holder) holder['id'] = reward
  }
  return event
}
