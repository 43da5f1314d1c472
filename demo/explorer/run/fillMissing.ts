import { exampleOf } from '../examples/examples.ts'
import { readParams, rowsOf, sourceOf } from '../examples/sources.ts'
import { endpoints, kindFor, type Params } from '../facts/library.ts'
import type { FormField } from '../form/fields.ts'
import type { Connection } from '../world/worlds.svelte.ts'

/**
 * Fills in ids that a form needs and does not have, with those of what the fake has. What the fake has none of is made
 * first. Elsewhere nobody may decide that for the reader.
 */
export async function fillMissing(
  connection: Connection,
  name: string,
  fields: readonly FormField[],
  params: Params,
): Promise<Params> {
  const { world } = connection
  if (world.kind !== 'fake') return params
  let filled = params
  const ask = async (called: string, given: Params) => {
    const endpoint = endpoints.get(called)
    const client = endpoint && connection.clientOf(kindFor(endpoint.spec))
    return client ? endpoint(client, given) : undefined
  }
  const inOrder = [...fields].sort((a, b) => Number(b.name === 'reward_id') - Number(a.name === 'reward_id'))
  for (const { name: key, isRequired, kind } of inOrder) {
    const source = isRequired && filled[key] === undefined ? sourceOf(name, key) : undefined
    if (!source) continue
    const answer = await ask(source.read, readParams(source.read, source.params, world.account.id, filled))
    const [row] = rowsOf(answer, source)
    let value = row?.[source.field]
    if (value === undefined && source.make) {
      const spec = endpoints.get(source.make)?.spec
      const made = await ask(source.make, exampleOf(source.make, Object.keys(spec?.params ?? {}).filter(isNeeded)))
      value = Object(made)[source.field] ?? Object(exampleOf(source.make, []))[source.field]
      if (source.then) await ask(source.then, { [key]: value })
    }
    if (value !== undefined) filled = { ...filled, [key]: kind === 'ids' ? [`${value}`] : `${value}` }
  }
  return filled
}

/** Ids of people, which examples have by their names. Those of the account itself are left out. */
const isNeeded = (key: string) => /^(target_)?user_id$/.test(key)
