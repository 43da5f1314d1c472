import * as v from 'valibot'
import type { FieldSchema } from './schema.ts'

/** A schema that wraps another one and accepts more values. */
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

/** Exactly one schema for each field of `T`. No schema may accept more than the field's type. */
export type Fields<T> = { readonly [Key in keyof T]-?: FieldSchema<T[Key]> }

// Only valibot's schemas have the `kind` of a `FieldSchema`, so valibot can take what comes in. The casts keep its types
// out of the declarations, where they would cost every program that imports this library. What valibot has a function of
// its own for and one line here says as well, is said here: it is in every page.

/** Creates a schema for one of JavaScript's types. */
const ofType = /* @__NO_SIDE_EFFECTS__ */ <T>(type: string): FieldSchema<T> =>
  Object.assign(
    v.custom<T>(value => typeof value === type && !Number.isNaN(value), `expected a ${type}`),
    { type },
  ) as never

const anything = /* @__PURE__ */ v.custom(() => true)

/** Creates a schema that accepts more values than the one that it wraps. */
const wrap = /* @__NO_SIDE_EFFECTS__ */ <T>(
  type: string,
  wrapped: FieldSchema,
  isTaken: (value: unknown) => boolean,
): WrappedSchema<T> =>
  Object.assign(
    v.lazy(value => (isTaken(value) ? anything : (wrapped as never))),
    { type, wrapped },
  ) as never

/** Any text, including `''`, which means "none" in many places. */
export const string: FieldSchema<string> = /* @__PURE__ */ ofType('string')
export const number: FieldSchema<number> = /* @__PURE__ */ ofType('number')
export const boolean: FieldSchema<boolean> = /* @__PURE__ */ ofType('boolean')

export const array = /* @__NO_SIDE_EFFECTS__ */ <T>(item: FieldSchema<T>): ListSchema<T[]> =>
  v.array(item as never, 'expected a list') as never

export const nullable = /* @__NO_SIDE_EFFECTS__ */ <T>(wrapped: FieldSchema<T>): WrappedSchema<T | null> =>
  wrap('nullable', wrapped, value => value === null)

export const nullish = /* @__NO_SIDE_EFFECTS__ */ <T>(wrapped: FieldSchema<T>): WrappedSchema<T | null | undefined> =>
  wrap('nullish', wrapped, value => value == null)

/** Accepts a value that is left out or `undefined`. */
export const optional = /* @__NO_SIDE_EFFECTS__ */ <T>(wrapped: FieldSchema<T>): WrappedSchema<T | undefined> =>
  wrap('optional', wrapped, value => value === undefined)

/** Accepts a value that is left out, but not `undefined`. */
export const exactOptional = /* @__NO_SIDE_EFFECTS__ */ <T>(wrapped: FieldSchema<T>): WrappedSchema<T> =>
  wrap('exact_optional', wrapped, () => false)

/**
 * Creates the schema of an object. The compiler compares it with the interface. Fields that it does not name are
 * accepted.
 */
export const object = /* @__NO_SIDE_EFFECTS__ */ <T extends object>(fields: Fields<T>): ObjectSchema<T> =>
  v.object(fields as never, ({ expected }) =>
    expected === 'Object' ? `expected an object with ${Object.keys(fields).join(', ')}` : 'missing',
  ) as never
