import { createFakeTwitch } from 'tinyhelix/testing'
import { readParams, sourceOf } from '../examples/sources.ts'
import { endpoints, kindFor, type Params } from '../facts/library.ts'

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Ids of what a new fake has, for parameters that must name something that exists: of each endpoint, its own. */
export async function findExamples(): Promise<ReadonlyMap<string, Params>> {
  const fake = createFakeTwitch()
  const found = new Map<string, Params>()
  for (const [name, { spec }] of endpoints) {
    const values: Record<string, unknown> = {}
    for (const [key, schema] of Object.entries(spec.params)) {
      const source = /optional|nullish/.test(schema.type) && key !== 'entitlement_ids' ? undefined : sourceOf(name, key)
      const read = source && endpoints.get(source.read)
      if (!read || key === 'game_id') continue
      const order = { ...readParams(source.read, source.params, '1001', values) }
      if (source.read === 'getCustomRewardRedemptions' && !order['reward_id']) {
        // The reward comes after it in the description.
        const [reward] = rowsOf(
          await endpoints.get('getCustomRewards')?.(fake.client(), { only_manageable_rewards: true }),
        )
        order['reward_id'] = reward?.['id']
      }
      const rows = rowsOf(await read(fake.client({ kind: kindFor(read.spec) }), order))
      const value = rows[0]?.[source.field]
      if (value !== undefined) values[key] = key === 'entitlement_ids' ? rows.map(row => row[source.field]) : value
    }
    if (Object.keys(values).length) found.set(name, values)
  }
  return found
}

const rowsOf = (answer: unknown) => (Array.isArray(answer) ? answer : [answer]).filter(isObject)
