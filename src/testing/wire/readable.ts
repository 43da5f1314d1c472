import { type ParameterFacts, self } from '../../schema/parameters.ts'
import { type FieldSchema, issuesOf, type Schema } from '../../schema/schema.ts'
import type { EndpointSpec } from '../../spec.ts'

/** What can be read of a schema: what it is made of and its limits. Which members it has depends on its type. */
export interface Readable extends FieldSchema, Omit<ParameterFacts, 'type'> {
  /** The schema that this one lets more values pass than. */
  readonly wrapped?: Readable
  /** Of an object, the schema of each field. */
  readonly entries?: Readonly<Record<string, Readable>>
  /** Of a list, the schema of its items. */
  readonly item?: Readable
  /** Of an object with any keys, the schema of its values. */
  readonly value?: Readable
  /** Of a schema that depends on the value: the schema for it. */
  readonly getter?: (value: unknown) => Readable
  /** Of a choice of values, the values; of a choice of schemas, the schemas. */
  readonly options?: readonly unknown[]
  /** The only value that passes. */
  readonly literal?: unknown
}

/** Whether a schema is one of this library's own, or of valibot's, which are made alike. */
export const isReadable = (schema: unknown): schema is Readable =>
  typeof schema === 'object' && schema !== null && 'kind' in schema && schema.kind === 'schema'

/** A schema without what lets it be `null` or be left out; `undefined` if it cannot be read. */
export function bare(schema: Schema | undefined): Readable | undefined {
  if (!isReadable(schema)) return undefined
  return schema.wrapped ? bare(schema.wrapped) : schema
}

/** Parameters that a request or a condition cannot do without. Ids that the library fills in are among them. */
export const requiredKeys = ({ params }: Pick<EndpointSpec, 'params'>): string[] =>
  Object.entries(params).flatMap(([key, schema]) => (schema === self || !mayBeAbsent(schema) ? [key] : []))

const mayBeAbsent = (schema: FieldSchema): boolean =>
  schema.type === 'exact_optional' || !issuesOf(schema, undefined, '').length

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
