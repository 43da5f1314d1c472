import { objectFor } from './objectFor.ts'
import type { FieldSchema } from './schema.ts'

/** The schema of an object's values, whatever their keys. */
export interface RecordSchema<out T = unknown> extends FieldSchema<T> {
  readonly value: FieldSchema
}

/** The schema of an object whose values pass `value`, whatever their keys. */
export const recordOf = /* @__NO_SIDE_EFFECTS__ */ <T>(value: FieldSchema<T>): RecordSchema<Record<string, T>> =>
  // The property names of a list include `length`, so no list passes.
  Object.assign(
    objectFor<Record<string, T>>(given =>
      Object.fromEntries(Object.getOwnPropertyNames(Object(given)).map(key => [key, value])),
    ),
    { value },
  )
