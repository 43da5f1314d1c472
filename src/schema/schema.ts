import { type HelixIssue, startOf } from '../errors.ts'

/** One thing that a schema finds wrong. */
export interface SchemaIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

/** What a schema says of a value: no issues mean that the value passes. */
export interface SchemaResult {
  readonly issues?: readonly SchemaIssue[] | undefined
}

/**
 * A schema of values of type `T`: any [Standard Schema](https://standardschema.dev) that answers at once, such as one of
 * valibot, Zod or ArkType. Its output is not used: what a schema lets pass is handed on as it came.
 */
export interface Schema<out T = unknown> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => SchemaResult | Promise<SchemaResult>
    readonly types?: { readonly input: T; readonly output: unknown } | undefined
  }
}

/** A schema of this library's own. What it is made of can be read, and it can be a part of another one. */
export interface FieldSchema<out T = unknown> extends Schema<T> {
  readonly kind: 'schema'
  /** What it is: `string`, `object`, `optional`, … */
  readonly type: string
}

/** Nobody reads more of what is wrong: the rest is left out. */
export const mostIssues = 100

/** What is wrong with a value that stands at `place`. */
export function issuesOf(schema: Schema, value: unknown, place: string): HelixIssue[] {
  const { issues = [] } = schema['~standard'].validate(value) as SchemaResult
  return issues.slice(0, mostIssues).map(({ path = [], message }) => ({
    path: startOf([place, ...path.map(step => (typeof step === 'object' ? step.key : step))].join('.'), 200),
    message: value === undefined ? 'missing or undefined' : startOf(withoutText(message), 200),
  }))
}

/** What Twitch sent may be a secret, and some schemas quote it. */
const withoutText = (message: string) => message.replace(/(received|was) ".*/s, '$1 text')
