import { between } from '../../world/random.ts'
import type { SampleField } from './sampleField.ts'
import { sampleMoment } from './sampleText.ts'

/** Ranges of numbers by field name. The first match counts. */
const kinds: readonly (readonly [name: RegExp, make: (field: SampleField) => number])[] = [
  [/_at$|timestamp$/, field => Math.floor(sampleMoment(field) / 1000)],
  [/decimal_places/, () => 2],
  [/(^|_)(position|order|index|rank|slot)$/, ({ index }) => index + 1],
  [/(^|_)(level|tier|priority)$/, ({ seed, name }) => between(1, 5, ...seed, name)],
  [/duration|seconds|length|delay|cooldown|interval/, ({ seed, name }) => 30 * between(1, 40, ...seed, name)],
  [
    /(^|_)(total|amount|count|votes|points|bits|cost|price|views|viewers|users|followers|subscribers|quantity)(_|$)/,
    ({ seed, name }) => between(0, 900, ...seed, name),
  ],
]

/** A whole number for a field, within the limits of its schema. */
export function sampleNumber(field: SampleField, min = -Infinity, max = Infinity): number {
  const make = kinds.find(([name]) => name.test(field.name))?.[1]
  const number = make ? make(field) : between(1, 100, ...field.seed, field.name)
  return Math.max(min, Math.min(max, number))
}
