import { type ParameterFacts, self } from '../../schema/parameters.ts'
import { type FieldSchema, issuesOf, type Schema } from '../../schema/schema.ts'
import type { EndpointSpec } from '../../spec.ts'

/** The readable part of a schema: its parts and limits. The members depend on its type. */
export interface Readable extends FieldSchema, Omit<ParameterFacts, 'type'> {
  /** The schema that this one extends with more values. */
  readonly wrapped?: Readable
  /** For an object, the schema of each field. */
  readonly entries?: Readonly<Record<string, Readable>>
  /** For a list, the schema of its items. */
  readonly item?: Readable
  /** For a record, the schema of its values. */
  readonly value?: Readable
  /** For a schema that depends on the value, the schema of that value. */
  readonly getter?: (value: unknown) => Readable
  /** For a choice of values, the values; for a choice of schemas, the schemas. */
  readonly options?: readonly unknown[]
  /** The only accepted value. */
  readonly literal?: unknown
}

/** Whether a schema belongs to this library or to valibot, which have the same form. */
export const isReadable = (schema: unknown): schema is Readable =>
  typeof schema === 'object' && schema !== null && 'kind' in schema && schema.kind === 'schema'

/** A schema without `null` and `undefined`, or `undefined` if it cannot be read. */
export function bare(schema: Schema | undefined): Readable | undefined {
  if (!isReadable(schema)) return undefined
  return schema.wrapped ? bare(schema.wrapped) : schema
}

/** The required parameters of a request or a condition, including ids that the library fills in. */
export const requiredKeys = ({ params }: Pick<EndpointSpec, 'params'>): string[] =>
  Object.entries(params).flatMap(([key, schema]) => (schema === self || !mayBeAbsent(schema) ? [key] : []))

const mayBeAbsent = (schema: FieldSchema): boolean =>
  schema.type === 'exact_optional' || !issuesOf(schema, undefined, '').length

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
