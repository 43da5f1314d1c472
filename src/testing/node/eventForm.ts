import type { EventTypeSpec } from '../../eventsub/eventType.ts'
import { isReadable, type Readable } from '../wire/readable.ts'
import { believableEvent, type EventSource, isOwnId, isToldBy, partOf } from '../wire/samples/believableEvent.ts'
import { wordsFor } from '../wire/samples/eventWords.ts'

/** A field of a form. */
export interface FormField {
  readonly name: string
  readonly kind: 'text' | 'person' | 'time' | 'number' | 'switch' | 'choice' | 'object' | 'list' | 'json'
  /** What it has when it has no value; `undefined`: it always has one. */
  readonly empty?: 'null' | 'absent'
  /** Whether the fake fills it in if it is left out. */
  readonly isTold?: boolean
  /** The options of a choice. */
  readonly words?: readonly string[]
  /** The fields of an object. */
  readonly fields?: readonly FormField[]
  /** What the items of a list are. */
  readonly item?: FormField
  /** What it is, or an item of it, once somebody asks for one. */
  readonly sample?: unknown
}

/** A form for an event, filled in. */
export interface EventForm {
  readonly type: string
  readonly version: string
  /** `null`: the event can be written as JSON only, since its schema cannot be read. */
  readonly fields: readonly FormField[] | null
  readonly event: Readonly<Record<string, unknown>>
}

/** The form for a type of events. */
export const formOf = (source: EventSource, spec: EventTypeSpec): EventForm => ({
  type: spec.type,
  version: spec.version,
  fields: isReadable(spec.event) && spec.event.entries ? fieldsOf(spec.event.entries, source, '') : null,
  event: believableEvent(source, spec),
})

function fieldsOf(entries: Readonly<Record<string, Readable>>, source: EventSource, path: string): FormField[] {
  const siblings = Object.keys(entries)
  return Object.entries(entries)
    .filter(([name]) => !isToldBy(name, siblings))
    .map(([name, schema]) => {
      const inside = path ? `${path}.${name}` : name
      return { ...fieldOf(name, schema, source, inside), ...(isOwnId(inside, siblings) && { isTold: true }) }
    })
}

function fieldOf(name: string, schema: Readable, source: EventSource, path: string): FormField {
  if (schema.wrapped) {
    return {
      ...fieldOf(name, schema.wrapped, source, path),
      empty: schema.type === 'optional' ? 'absent' : 'null',
      sample: partOf(source, schema.wrapped, path),
    }
  }
  if (schema.entries) return { name, kind: 'object', fields: fieldsOf(schema.entries, source, path) }
  if (schema.item) {
    const item = fieldOf(name, schema.item, source, path)
    return { name, kind: 'list', item, sample: partOf(source, schema.item, path) }
  }
  if (schema.type === 'number') return { name, kind: 'number' }
  if (schema.type === 'boolean') return { name, kind: 'switch' }
  if (schema.type !== 'string') return { name, kind: 'json' }
  const words = wordsFor(source.type, path)
  if (words) return { name, kind: 'choice', words }
  if (/(^|_)(user|broadcaster)_id$/.test(name)) return { name, kind: 'person' }
  if (name.endsWith('_at')) return { name, kind: 'time', isTold: true }
  return { name, kind: 'text' }
}
