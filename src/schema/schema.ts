import type { HelixIssue } from '../errors.ts'

/** One thing that a schema finds wrong. */
export interface SchemaIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

/** What a schema says of a value: no issues mean that the value passes. */
export interface SchemaResult {
  readonly value?: unknown
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

/** What a schema finds wrong with a value. */
export const findIssues = (schema: Schema, value: unknown): readonly SchemaIssue[] =>
  (schema['~standard'].validate(value) as SchemaResult).issues ?? []

/** Makes a schema: what it is, what it finds wrong with a value, and what else there is to read of it. */
export const createSchema = /* @__NO_SIDE_EFFECTS__ */ <T, Facts extends object>(
  type: string,
  find: (value: unknown) => readonly SchemaIssue[],
  facts: Facts,
): FieldSchema<T> & Facts => ({
  kind: 'schema',
  type,
  '~standard': {
    version: 1,
    vendor: 'tinyhelix',
    validate: value => {
      const issues = find(value)
      return issues.length ? { issues } : { value }
    },
  },
  ...facts,
})

/** Shows a value without what might be secret in it: no text, and of an object no more than what it is. */
export const shown = (value: unknown): string =>
  typeof value === 'string' ? 'text' : Object(value) === value ? {}.toString.call(value).slice(8, -1) : String(value)

/** The issue of a value that is not what was expected. */
export const issueOf = (expected: string, value: unknown, show = shown): SchemaIssue => ({
  message: `expected ${expected}, got ${show(value)}`,
})

/** Makes the schema of values that pass `test`. */
export const testSchema = /* @__NO_SIDE_EFFECTS__ */ <T>(
  expected: string,
  test: (value: unknown) => boolean,
  { type = 'custom', ...facts }: { readonly type?: string } = {},
  show?: (value: unknown) => string,
): FieldSchema<T> => createSchema(type, value => (test(value) ? [] : [issueOf(expected, value, show)]), facts)

/** What is wrong with a value that stands at `place`. */
export const issuesOf = (schema: Schema, value: unknown, place: string): HelixIssue[] =>
  findIssues(schema, value).map(({ path = [], message }) => ({
    path: [place, ...path.map(step => (typeof step === 'object' ? step.key : step))].join('.'),
    message: value === undefined ? 'missing or undefined' : withoutText(message).slice(0, 200),
  }))

/** What Twitch sent may be a secret, and some schemas of other libraries quote it. */
const withoutText = (message: string) => message.replace(/(received|was) ".*/s, '$1 text')
