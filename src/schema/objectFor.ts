import { lazy } from 'valibot'
import { object } from './object.ts'
import type { FieldSchema } from './schema.ts'

/** The schema of an object whose fields depend on the value that is checked. */
export const objectFor = /* @__NO_SIDE_EFFECTS__ */ <T extends object>(
  fieldsOf: (value: unknown) => Readonly<Record<string, FieldSchema>>,
): FieldSchema<T> => lazy(value => object(fieldsOf(value)) as never) as never
