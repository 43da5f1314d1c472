import { createSchema, type FieldSchema } from './schema.ts'

/** A parameter that passes `test`; no message repeats what was given, for it may be a secret. */
export const secretParameter = /* @__NO_SIDE_EFFECTS__ */ <T>(
  expected: string,
  test: (value: unknown) => boolean,
): FieldSchema<T> => createSchema('custom', value => (test(value) ? [] : [{ message: `expected ${expected}` }]), {})
