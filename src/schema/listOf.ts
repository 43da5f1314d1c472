import { array, type ListSchema } from './object.ts'
import { between, isWithin } from './parameters.ts'
import { createSchema, type FieldSchema, findIssues, issueOf } from './schema.ts'

/** The schema of a list with a limited number of entries. */
export interface LimitedListSchema<out T = unknown> extends ListSchema<T> {
  readonly min: number
  readonly max: number
}

/** A list of `min` to `max` entries that pass `schema`. */
export const listOf = /* @__NO_SIDE_EFFECTS__ */ <T>(
  schema: FieldSchema<T>,
  min: number,
  max: number,
): LimitedListSchema<readonly T[]> => {
  const list = array(schema)
  const isCounted = (value: unknown) => !Array.isArray(value) || isWithin(value.length, min, max)
  return createSchema(
    'array',
    value =>
      isCounted(value)
        ? findIssues(list, value)
        : [issueOf(`${between(min, max)} entries`, value, () => `a length of ${Object(value).length}`)],
    { item: schema, min, max },
  )
}
