import type { Schema } from './schema.ts'

/** What there is to read of this library's schemas, and of valibot's. */
interface Parts {
  readonly type?: string
  readonly entries?: Readonly<Record<string, Parts>>
  readonly item?: Parts
  readonly wrapped?: Parts
  /** What else a value has to pass. */
  readonly pipe?: unknown
  readonly async?: boolean
}

type Test = (value: unknown) => boolean

/** A test for values from JSON: none passes that the schema would not let pass. Of a schema it does not know, none passes. */
const testOf = ({ type = '', entries, item, wrapped, pipe, async }: Parts): Test => {
  if (pipe || async) return () => false
  if (type === 'object' && entries) {
    const fields = Object.entries(entries).map(([key, field]) => [key, testOf(field)] as const)
    return value =>
      typeof value === type && !!value && fields.every(([key, passes]) => passes(value[key as keyof typeof value]))
  }
  if (type === 'array' && item) {
    const passes = testOf(item)
    return value => Array.isArray(value) && value.every(passes)
  }
  if (wrapped && ['nullable', 'nullish', 'optional', 'exact_optional'].includes(type)) {
    const passes = testOf(wrapped)
    const takesNull = type.startsWith('n')
    // In JSON what is undefined has been left out.
    const takesNothing = type !== 'nullable'
    return value => (value === null ? takesNull : value === undefined ? takesNothing : passes(value))
  }
  // Other libraries' objects have the type, but none of the parts.
  return value => typeof value === type && type !== 'object'
}

/**
 * The same schema for values that come from JSON. Those that are as they should be pass several times as fast, for
 * nothing is copied.
 */
export const quick = (schema: Schema): Schema => {
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
