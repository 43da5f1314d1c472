import { issuesOf, type Schema } from '../../../schema/schema.ts'
import { hash, pick } from '../../world/random.ts'
import { timestamp } from '../../world/world.ts'
import { bare, isReadable, type Readable } from '../readable.ts'
import type { SampleField, SampleRow } from './sampleField.ts'
import { sampleNumber } from './sampleNumber.ts'
import { sampleMoment, sampleText } from './sampleText.ts'

/** The number of items of a list in a row. */
const listLength = 2

/** The maximum depth of nested values. */
const deepest = 8

/**
 * Generates a value that a schema accepts, as believable as its names allow. Values in the request are used. A schema
 * that cannot be read (of another library, or with a custom check) may refuse the result: check it.
 */
export function sampleOf(schema: Schema, row: SampleRow): unknown {
  const value = valueFor(schema, { ...row, name: '', siblings: [] }, 0)
  const fields = bare(schema)?.entries
  if (!fields || typeof value !== 'object' || value === null) return value
  let made: object = value
  for (const [key, given] of Object.entries(row.given)) {
    if (!Object.hasOwn(fields, key) || given === undefined) continue
    const changed = { ...made, [key]: given }
    if (!issuesOf(schema, changed, '').length) made = changed
  }
  return made
}

function valueFor(schema: unknown, field: SampleField, depth: number): unknown {
  if (!isReadable(schema)) return undefined
  if (schema.wrapped) return isLeftEmpty(schema, field) ? null : valueFor(schema.wrapped, field, depth + 1)
  if (schema.entries) return objectOf(schema.entries, field, depth)
  if (schema.item) return depth > deepest ? [] : itemsOf(schema, schema.item, field, depth)
  if (schema.value) return recordOf(schema.value, field, depth)
  if (schema.getter) return fixedPoint(schema.getter, field, depth)
  if ('literal' in schema) return schema.literal
  const [choice, ...choices] = schema.choices ?? schema.options ?? []
  if (choice !== undefined) {
    const picked = pick([choice, ...choices], isReadable(choice) ? 0 : hash(...field.seed, field.name))
    return isReadable(picked) ? valueFor(picked, field, depth + 1) : picked
  }
  switch (schema.type) {
    case 'string':
      return sampleText(field)
    case 'text':
      return fitted(sampleText(field), schema)
    case 'ids':
      return sampleText({ ...field, name: 'id' })
    case 'time':
      return timestamp(sampleMoment(field))
    case 'number':
    case 'integer':
      return sampleNumber(field, schema.min, schema.max)
    case 'boolean':
      return hash(...field.seed, field.name) % 2 === 0
    case 'null':
      return null
    case 'any':
    case 'unknown':
      return {}
    default:
      return undefined
  }
}

/** Every fourth row has `null` where that is allowed, so that every page has one. The first row has all fields. */
const isLeftEmpty = ({ type }: Readable, { index, name }: SampleField): boolean =>
  name !== '' && (type === 'nullable' || type === 'nullish') && index % 4 === 3

function objectOf(entries: Readonly<Record<string, Readable>>, field: SampleField, depth: number): object {
  const siblings = Object.keys(entries)
  const seed = field.name ? [...field.seed, field.name] : field.seed
  const values = Object.entries(entries).map(([name, schema]) => [
    name,
    depth > deepest ? undefined : valueFor(schema, { ...field, seed, name, siblings }, depth + 1),
  ])
  return Object.fromEntries(values.filter(([, value]) => value !== undefined))
}

/** Keys without known names are numbers. */
function recordOf(value: Readable, field: SampleField, depth: number): object {
  const numbers = Array.from({ length: depth > deepest ? 0 : listLength }, (_, index) => index + 1)
  return Object.fromEntries(
    numbers.map(number => [`${number}`, valueFor(value, { ...field, seed: [...field.seed, number] }, depth + 1)]),
  )
}

function itemsOf({ min = 0, max = Infinity }: Readable, item: Readable, field: SampleField, depth: number): unknown[] {
  const name = field.name.replace(/ies$/, 'y').replace(/s$/, '')
  const items = Array.from({ length: Math.max(min, Math.min(max, listLength)) }, (_, index) =>
    valueFor(item, { ...field, name, index, seed: [...field.seed, index] }, depth + 1),
  )
  // A list whose words are not known is empty.
  return min || items.some(value => value !== '') ? items : []
}

/** The value of a schema that depends on the value, generated until both match. */
function fixedPoint(schemaFor: (value: unknown) => Readable, field: SampleField, depth: number): unknown {
  let value: unknown = {}
  for (let attempt = 0; attempt < 4; attempt++) {
    const schema = schemaFor(value)
    value = valueFor(schema, field, depth + 1)
    if (!issuesOf(schemaFor(value), value, '').length) return value
  }
  return value
}

/** Text of the length that a schema requires. */
const fitted = (text: string, { min = 0, max = Infinity }: Readable): string =>
  [...text.padEnd(min, 'x')].slice(0, Math.min(max, 500)).join('')
