import { HelixError } from '../errors.ts'
import type { Schema, SchemaResult } from './schema.ts'

/** The same schema, but it throws where it would answer later: answers of Twitch are checked at once. */
export function requireSync<T>(schema: Schema<T>): Schema<T> {
  const standard = schema['~standard']
  const validate = (value: unknown): SchemaResult => {
    const result = standard.validate(value)
    if (!('then' in result)) return result
    throw new HelixError('parameter', `A schema must answer at once: this one of ${standard.vendor} is asynchronous.`)
  }
  // What else there is to read of it stays.
  return Object.create(schema, { '~standard': { value: { ...standard, validate } } })
}
