import { object } from './object.ts'
import { createSchema, type FieldSchema, findIssues } from './schema.ts'

/** The schema of an object whose fields depend on the value that is checked. */
export const objectFor = /* @__NO_SIDE_EFFECTS__ */ <T extends object>(
  fieldsOf: (value: unknown) => Readonly<Record<string, FieldSchema>>,
): FieldSchema<T> => {
  const getter = (value: unknown) => object(fieldsOf(value))
  return createSchema('lazy', value => findIssues(getter(value), value), { getter })
}
