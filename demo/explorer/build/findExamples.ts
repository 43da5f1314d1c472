import { createFakeTwitch } from 'tinyhelix/testing'
import { readParams, rowsOf, sourceOf } from '../examples/sources.ts'
import { endpoints, kindFor, type Params } from '../facts/library.ts'

/** Ids of what a new fake has, for parameters that must name something that exists: of each endpoint, its own. */
export async function findExamples(): Promise<ReadonlyMap<string, Params>> {
  const fake = createFakeTwitch()
  const found = new Map<string, Params>()
  for (const [name, { spec }] of endpoints) {
    const values: Record<string, unknown> = {}
    // A reward comes before its redemptions.
    for (const [key, schema] of Object.entries(spec.params).sort(
      ([a], [b]) => Number(b === 'reward_id') - Number(a === 'reward_id'),
    )) {
      const source = /optional|nullish/.test(schema.type) && key !== 'entitlement_ids' ? undefined : sourceOf(name, key)
      const read = source && endpoints.get(source.read)
      if (!read || key === 'game_id') continue
      const rows = rowsOf(
        await read(fake.client({ kind: kindFor(read.spec) }), readParams(source.read, source.params, '1001', values)),
        source,
      )
      const value = rows[0]?.[source.field]
      if (value !== undefined) values[key] = key === 'entitlement_ids' ? rows.map(row => row[source.field]) : value
    }
    if (Object.keys(values).length) found.set(name, values)
  }
  return found
}
