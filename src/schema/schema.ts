import { type HelixIssue, startOf } from '../errors.ts'

/** One problem that a schema found. */
export interface SchemaIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

/** The result of a check. Without issues, the value is valid. */
export interface SchemaResult {
  readonly issues?: readonly SchemaIssue[] | undefined
}

/**
 * A schema for values of type `T`: any synchronous [Standard Schema](https://standardschema.dev), such as one of
 * valibot, Zod or ArkType. Its output is not used: valid values are returned unchanged.
 */
export interface Schema<out T = unknown> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => SchemaResult | Promise<SchemaResult>
    readonly types?: { readonly input: T; readonly output: unknown } | undefined
  }
}

/** A schema of this library. Its parts can be read, and it can be a part of another schema. */
export interface FieldSchema<out T = unknown> extends Schema<T> {
  readonly kind: 'schema'
  /** The type of the schema: `string`, `object`, `optional`, … */
  readonly type: string
}

/** The maximum number of issues. Further issues are left out, because nobody would read them. */
export const maxIssues = 100

/** Returns the problems of a value whose path is `place`. */
export function issuesOf(schema: Schema, value: unknown, place: string): HelixIssue[] {
  const { issues = [] } = schema['~standard'].validate(value) as SchemaResult
  return issues.slice(0, maxIssues).map(({ path = [], message }) => ({
    path: startOf([place, ...path.map(step => (typeof step === 'object' ? step.key : step))].join('.'), 200),
    message: value === undefined ? 'missing or undefined' : startOf(withoutText(message), 200),
  }))
}

/** Some schemas quote the value in their message, and the value may be a secret. */
const withoutText = (message: string) => message.replace(/(received|was) ".*/s, '$1 text')
