import { createSchema, type FieldSchema, findIssues, issueOf, type SchemaIssue, testSchema } from './schema.ts'

/** A schema around another one, which lets more values pass. */
export interface WrappedSchema<out T = unknown> extends FieldSchema<T> {
  readonly wrapped: FieldSchema
}

/** A list's schema, with that of its items. */
export interface ListSchema<out T = unknown> extends FieldSchema<T> {
  readonly item: FieldSchema
}

/** An object's schema, with those of its fields. */
export interface ObjectSchema<out T = unknown> extends FieldSchema<T> {
  readonly entries: Readonly<Record<string, FieldSchema>>
}

/** One schema for each field of `T`: no more, no fewer, none wider than the field's type. */
export type Fields<T> = { readonly [Key in keyof T]-?: FieldSchema<T[Key]> }

/** Values of one of JavaScript's types. */
const ofType = /* @__NO_SIDE_EFFECTS__ */ <T>(type: string): FieldSchema<T> =>
  testSchema(type, value => typeof value === type && !Number.isNaN(value), { type })

/** Any text, `''` included: Twitch uses it for "none" in many places. */
export const string: FieldSchema<string> = /* @__PURE__ */ ofType('string')
export const number: FieldSchema<number> = /* @__PURE__ */ ofType('number')
export const boolean: FieldSchema<boolean> = /* @__PURE__ */ ofType('boolean')

/** Adds what is wrong with a part of a value, told from the whole. */
const checkPart = (issues: SchemaIssue[], schema: FieldSchema, part: unknown, key: PropertyKey) => {
  for (const { message, path = [] } of findIssues(schema, part)) issues.push({ message, path: [key, ...path] })
}

export const array = /* @__NO_SIDE_EFFECTS__ */ <T>(item: FieldSchema<T>): ListSchema<T[]> =>
  createSchema(
    'array',
    value => {
      if (!Array.isArray(value)) return [issueOf('a list', value)]
      const issues: SchemaIssue[] = []
      value.forEach((part, index) => {
        checkPart(issues, item, part, index)
      })
      return issues
    },
    { item },
  )

/**
 * The schema of an object, held to its interface by the compiler. Fields that it does not name are let through.
 *
 * @example
 * ```ts
 * import { array, defineEndpoint, type Endpoint, id, nullable, nullish, number, object, string } from 'tinyhelix'
 *
 * interface Party {
 *   title: string
 *   guests: string[]
 *   size: number | null
 *   theme?: string | null | undefined
 * }
 *
 * const getParty: Endpoint<{ id: string }, Party> = defineEndpoint.one({
 *   path: '/parties',
 *   params: { id },
 *   item: object<Party>({ title: string, guests: array(string), size: nullable(number), theme: nullish(string) }),
 * })
 * ```
 */
export const object = /* @__NO_SIDE_EFFECTS__ */ <T extends object>(entries: Fields<T>): ObjectSchema<T> =>
  createSchema(
    'object',
    value => {
      if (typeof value !== 'object' || !value) return [issueOf('an object', value)]
      const issues: SchemaIssue[] = []
      for (const key in entries) {
        const schema = entries[key]
        const part = value[key as keyof typeof value]
        if (schema.type !== 'exact_optional' || key in value) checkPart(issues, schema, part, key)
      }
      return issues
    },
    { entries },
  )

/** A schema that lets more values pass than the one which it wraps. */
const wrap = /* @__NO_SIDE_EFFECTS__ */ <T>(
  type: string,
  wrapped: FieldSchema,
  isTaken?: (value: unknown) => boolean,
): WrappedSchema<T> => createSchema(type, value => (isTaken?.(value) ? [] : findIssues(wrapped, value)), { wrapped })

export const nullable = /* @__NO_SIDE_EFFECTS__ */ <T>(wrapped: FieldSchema<T>): WrappedSchema<T | null> =>
  wrap('nullable', wrapped, value => value === null)

export const nullish = /* @__NO_SIDE_EFFECTS__ */ <T>(wrapped: FieldSchema<T>): WrappedSchema<T | null | undefined> =>
  wrap('nullish', wrapped, value => value == null)

/** The value may be left out or be `undefined`. */
export const optional = /* @__NO_SIDE_EFFECTS__ */ <T>(wrapped: FieldSchema<T>): WrappedSchema<T | undefined> =>
  wrap('optional', wrapped, value => value === undefined)

/** The value may be left out, but not be `undefined`. */
export const exactOptional = /* @__NO_SIDE_EFFECTS__ */ <T>(wrapped: FieldSchema<T>): WrappedSchema<T> =>
  wrap('exact_optional', wrapped)
