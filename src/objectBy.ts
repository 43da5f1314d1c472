import type * as v from 'valibot'
import { type Fields, object } from './schema.ts'

/** The schema of an object whose fields depend on the value that is checked. */
export const objectBy = /* @__NO_SIDE_EFFECTS__ */ <T extends object>(
  fieldsOf: (value: unknown) => Record<string, v.GenericSchema>,
): v.GenericSchema<T> => ({
  ...object<T>({} as Fields<T>),
  '~run': ({ value }, config) => object<T>(fieldsOf(value) as Fields<T>)['~run']({ value }, config),
})
