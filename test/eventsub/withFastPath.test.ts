import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { Schema } from '../../src/schema/schema.ts'
import { withFastPath } from '../../src/schema/withFastPath.ts'
import fc from '../tools/fastCheck.ts'
import { examples } from './facts.ts'
import { problemsOf, specOf } from './types.ts'

const issuesOf = (schema: Schema, value: unknown) =>
  JSON.stringify(schema['~standard'].validate(value), ['issues', 'message', 'path', 'key'])

/** The paths in a value, as lists of keys. */
const placesIn = (value: unknown): string[][] =>
  typeof value === 'object' && value
    ? Object.entries(value).flatMap(([key, inner]) => [[key], ...placesIn(inner).map(path => [key, ...path])])
    : []

/** Replacements for values; `undefined` removes one. */
const others = [undefined, null, '', 'text', 0, 7, true, [], [null], ['text'], {}, { id: 'text' }] as const

/** A copy with another value at one path. */
const changed = (value: unknown, [key = '', ...rest]: readonly string[], other: unknown): unknown => {
  const copy: Record<string, unknown> = Object.assign(Array.isArray(value) ? [] : {}, value)
  if (rest.length) copy[key] = changed(copy[key], rest, other)
  else if (other === undefined) Array.isArray(copy) ? copy.splice(Number(key), 1) : delete copy[key]
  else copy[key] = other
  return copy
}

describe('a schema with a fast path', () => {
  it.each(examples)('the fast path and the schema find the same problems in $export, $name', example => {
    const { event: schema } = specOf(example.export)
    const form = withFastPath(schema)
    fc.assert(
      fc.property(fc.constantFrom(...placesIn(example.event)), fc.constantFrom(...others), (place, other) => {
        const event = changed(example.event, place, other)
        expect(issuesOf(form, event)).toBe(issuesOf(schema, event))
      }),
      { numRuns: 150 },
    )
    for (const other of others) expect(issuesOf(form, other)).toBe(issuesOf(schema, other))
  })

  it('the fast path does not call the schema for valid events', () => {
    for (const { export: name, event } of examples) {
      if (problemsOf(name, event).length) continue
      const { event: schema } = specOf(name)
      const validate = () => {
        throw new Error(`It asked about ${name}.`)
      }
      expect(
        withFastPath({ ...schema, '~standard': { ...schema['~standard'], validate } })['~standard'].validate(event),
      ).toEqual({})
    }
  })

  const schemas: readonly (readonly [title: string, schema: Schema])[] = [
    ['valibot, with a check of a field', v.object({ id: v.pipe(v.string(), v.minLength(3)) })],
    [
      'valibot, with a check of the whole',
      v.pipe(
        v.object({ id: v.string() }),
        v.check(({ id }) => id.length > 2),
      ),
    ],
    ['valibot, which lets no more fields pass', v.strictObject({ id: v.string() })],
    ['valibot, with a choice', v.object({ id: v.picklist(['abc']) })],
    ['Zod', z.object({ id: z.string().min(3) })],
  ]
  it.each(schemas)('the fast path calls schemas that it does not know: %s', (_, schema) => {
    const form = withFastPath(schema)
    for (const value of [{ id: 'abc' }, { id: 'a' }, { id: 'abc', more: 1 }, {}, null]) {
      expect(issuesOf(form, value)).toBe(issuesOf(schema, value))
    }
  })
})
