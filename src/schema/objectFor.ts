import { custom, lazy } from 'valibot'
import { object } from './object.ts'
import type { FieldSchema } from './schema.ts'

const noObject = /* @__PURE__ */ custom(() => false, 'expected an object')

/** The schema of an object whose fields depend on the value that is checked. */
export const objectFor = /* @__NO_SIDE_EFFECTS__ */ <T extends object>(
  fieldsOf: (value: unknown) => Readonly<Record<string, FieldSchema>>,
): FieldSchema<T> =>
  lazy(value => {
    const isObject = Object(value) === value && !Array.isArray(value)
    return (isObject ? object(fieldsOf(value)) : noObject) as never
  }) as never
