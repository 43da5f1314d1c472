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

const never: Test = () => false

/** A test that only values pass which come from JSON and which the schema would let pass; not always all of those. */
const testOf = ({ type, entries = {}, item = {}, wrapped = {}, pipe, async }: Parts): Test => {
  if (pipe || async) return never
  switch (type) {
    case 'string':
    case 'number':
    case 'boolean':
      return value => typeof value === type
    case 'array': {
      const passes = testOf(item)
      return value => Array.isArray(value) && value.every(passes)
    }
    case 'object': {
      const fields = Object.entries(entries).map(([key, field]) => ({ key, passes: testOf(field) }))
      return value => {
        if (typeof value !== 'object' || !value) return false
        for (const { key, passes } of fields) if (!passes(value[key as keyof typeof value])) return false
        return true
      }
    }
    case 'nullable':
    case 'nullish':
    case 'optional':
    case 'exact_optional': {
      const passes = testOf(wrapped)
      const [takesNull, takesNothing] = [type[0] === 'n', type !== 'nullable']
      return value => (value === null ? takesNull : value === undefined ? takesNothing : passes(value))
    }
  }
  return never
}

/**
 * The same schema for values that come from JSON. Those that are as they should be pass several times as fast, for
 * nothing is copied.
 */
export function quick<T>(schema: Schema<T>): Schema<T> {
  const standard = schema['~standard']
  const isKnown = 'kind' in schema && schema.kind === 'schema'
  let passes: Test | undefined
  return {
    '~standard': {
      ...standard,
      validate: value => {
        passes ??= isKnown ? testOf(schema as Parts) : never
        return passes(value) ? {} : standard.validate(value)
      },
    },
  }
}
