import type * as v from 'valibot'
import { array, maxLength, minLength, pipe } from 'valibot'
import type { ParameterSchema } from './parameters.ts'

/** A list of `min` to `max` entries that pass `schema`. */
export const listOf = /* @__NO_SIDE_EFFECTS__ */ <T>(
  schema: v.GenericSchema<T>,
  min: number,
  max: number,
): ParameterSchema<readonly T[]> => pipe(array(schema), minLength(min), maxLength(max))
