import * as v from 'valibot'
import type { FieldSchema } from './schema.ts'

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

/** Any text, `''` included: Twitch uses it for "none" in many places. */
export const string: FieldSchema<string> = /* @__PURE__ */ v.string()
export const number: FieldSchema<number> = /* @__PURE__ */ v.number()
export const boolean: FieldSchema<boolean> = /* @__PURE__ */ v.boolean()

// Only valibot's schemas have this `kind`, so valibot can take what comes in. The casts keep its types out of the
// declarations, where they would cost every program that imports this library.

export const array = /* @__NO_SIDE_EFFECTS__ */ <T>(item: FieldSchema<T>): ListSchema<T[]> =>
  v.array(item as never) as never

export const nullable = /* @__NO_SIDE_EFFECTS__ */ <T>(wrapped: FieldSchema<T>): WrappedSchema<T | null> =>
  v.nullable(wrapped as never) as never

export const nullish = /* @__NO_SIDE_EFFECTS__ */ <T>(wrapped: FieldSchema<T>): WrappedSchema<T | null | undefined> =>
  v.nullish(wrapped as never) as never

/** The value may be left out or be `undefined`. */
export const optional = /* @__NO_SIDE_EFFECTS__ */ <T>(wrapped: FieldSchema<T>): WrappedSchema<T | undefined> =>
  v.optional(wrapped as never) as never

/** The value may be left out, but not be `undefined`. */
export const exactOptional = /* @__NO_SIDE_EFFECTS__ */ <T>(wrapped: FieldSchema<T>): WrappedSchema<T> =>
  v.exactOptional(wrapped as never) as never

/** The schema of an object, held to its interface by the compiler. Fields that it does not name are let through. */
export const object = /* @__NO_SIDE_EFFECTS__ */ <T extends object>(fields: Fields<T>): ObjectSchema<T> =>
  v.object(fields as never) as never
