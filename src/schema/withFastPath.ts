import type { Schema } from './schema.ts'

/** The readable parts of this library's schemas and of valibot's schemas. */
interface Parts {
  readonly type?: string
  readonly entries?: Readonly<Record<string, Parts>>
  readonly item?: Parts
  readonly wrapped?: Parts
  /** Further checks that a value must pass. */
  readonly pipe?: unknown
  readonly async?: boolean
}

type Test = (value: unknown) => boolean

/**
 * A test for values from JSON. It never accepts a value that the schema refuses. It refuses all values for a schema
 * that it does not know.
 */
const testOf = ({ type = '', entries, item, wrapped, pipe, async }: Parts): Test => {
  if (pipe || async) return () => false
  if (type === 'object' && entries) {
    const fields = Object.entries(entries).map(([key, field]) => ({ key, passes: testOf(field) }))
    return value =>
      typeof value === type && !!value && fields.every(({ key, passes }) => passes(value[key as keyof typeof value]))
  }
  if (type === 'array' && item) {
    const passes = testOf(item)
    return value => Array.isArray(value) && value.every(passes)
  }
  if (wrapped && ['nullable', 'nullish', 'optional', 'exact_optional'].includes(type)) {
    const passes = testOf(wrapped)
    const takesNull = type.startsWith('n')
    // JSON has no `undefined`: such a field is left out.
    const takesNothing = type !== 'nullable'
    return value => (value === null ? takesNull : value === undefined ? takesNothing : passes(value))
  }
  // Objects of other libraries have the same type, but not these parts.
  return value => typeof value === type && type !== 'object'
}

/**
 * Returns the same schema for values from JSON. Valid values pass several times as fast, because nothing is copied.
 */
export const withFastPath = (schema: Schema): Schema => {
  const standard = schema['~standard']
  let passes: Test | undefined
  return {
    '~standard': {
      ...standard,
      validate: value => {
        passes ??= testOf(schema as Parts)
        return passes(value) ? {} : standard.validate(value)
      },
    },
  }
}
