import { HelixError } from '../errors.ts'
import { issuesOf, type Schema } from '../schema/schema.ts'

/** A value as text; throws if Twitch would not take it. */
export const toText = (value: unknown, name: string): string => {
  const text = JSON.stringify(value)
  const size = text ? new TextEncoder().encode(text).length : 0
  if (size && size <= 5120) return text
  throw new HelixError(
    'parameter',
    text ? `${name} has ${size} bytes as JSON, and Twitch takes 5120: leave something out.` : `${name} is not JSON.`,
  )
}

/** Checks a value that came from outside, or is about to leave. Throws an error with code `schema`. */
export const checkValue = (schema: Schema | undefined, value: unknown, name: string): void => {
  const issues = schema ? issuesOf(schema, value, name) : []
  if (issues.length) {
    const [{ path, message }] = issues as [(typeof issues)[0]]
    throw new HelixError('schema', `${path} does not match its schema: ${message}.`, { issues })
  }
}

/** Parses JSON that others wrote, and checks it with the schema. Throws an error with code `schema`. */
export const fromText = <T>(schema: Schema<T> | undefined, text: string, name: string): T => {
  let value: T
  try {
    value = JSON.parse(text)
  } catch {
    throw new HelixError('schema', `${name} is not JSON.`)
  }
  checkValue(schema, value, name)
  return value
}
