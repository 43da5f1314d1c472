import { HelixError } from '../errors.ts'
import type { Schema, SchemaResult } from './schema.ts'

/** Returns the same schema, but it throws if its result is a promise: answers of Twitch are checked synchronously. */
export function requireSync<T>(schema: Schema<T>): Schema<T> {
  const standard = schema['~standard']
  const validate = (value: unknown): SchemaResult => {
    const result = standard.validate(value)
    if (!('then' in result)) return result
    throw new HelixError('parameter', `A schema must answer at once: this one of ${standard.vendor} is asynchronous.`)
  }
  // All other members of the schema stay.
  return Object.create(schema, { '~standard': { value: { ...standard, validate } } })
}
