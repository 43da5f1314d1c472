import { custom } from 'valibot'
import type { FieldSchema } from './schema.ts'

/** Creates a parameter that must pass `test`. Messages never contain its value, because it may be a secret. */
export const secretParameter = /* @__NO_SIDE_EFFECTS__ */ <T>(
  expected: string,
  test: (value: unknown) => boolean,
): FieldSchema<T> => custom<T>(test, `expected ${expected}`) as FieldSchema<unknown> as FieldSchema<T>
