import { check, pipe } from 'valibot'
import { array, type ListSchema } from './object.ts'
import { between, isWithin } from './parameters.ts'
import type { FieldSchema } from './schema.ts'

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
  const isCounted = check(
    (list: unknown[]) => isWithin(list.length, min, max),
    ({ input }) => `expected ${between(min, max)} entries, got a length of ${input.length}`,
  )
  return Object.assign(pipe(array(schema) as never, isCounted as never), { min, max }) as never
}
