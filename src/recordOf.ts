import type * as v from 'valibot'
import { objectBy } from './objectBy.ts'

/** The schema of an object whose values pass `schema`, whatever their keys. A third of the size of valibot's own. */
export const recordOf = /* @__NO_SIDE_EFFECTS__ */ <T>(
  schema: v.GenericSchema<T>,
): v.GenericSchema<Record<string, T>> =>
  // The property names of a list include `length`, so that none passes.
  objectBy(value => Object.fromEntries(Object.getOwnPropertyNames(Object(value)).map(key => [key, schema])))
