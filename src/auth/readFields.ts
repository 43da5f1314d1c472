/** Whether a value has the type of a field. */
type TypeCheck<T> = (value: unknown) => value is T

/** Returns a field of the right type, or throws; `absent` stands in for a field that is not there. */
export type ReadField = <T>(name: string, isRight: TypeCheck<T>, absent?: T) => T

export const isString: TypeCheck<string> = (value): value is string => typeof value === 'string' && value !== ''

export const isStrings: TypeCheck<readonly string[]> = (value): value is string[] =>
  Array.isArray(value) && value.every(isString)

export const isNumber: TypeCheck<number> = (value): value is number => Number.isFinite(value)

/** A time in milliseconds since 1970 that a `Date` can hold. */
export const isTime: TypeCheck<number> = (value): value is number => isNumber(value) && Math.abs(value) <= 8.64e15

/** A lifetime in seconds, 0 included. The longest is 30,000 years. */
export const isLifetime: TypeCheck<number> = (value): value is number => isNumber(value) && value >= 0 && value < 1e12

export const orNull =
  <T>(isRight: TypeCheck<T>): TypeCheck<T | null> =>
  (value): value is T | null =>
    value === null || isRight(value)

/**
 * Reads fields of a value that came from outside: a stored entry, or an answer of Twitch's. What `fail` returns is thrown
 * for a field of another type. It is told the field's name, not its value, which may be a token.
 */
export function readFields(from: unknown, fail: (problem: string) => Error): ReadField {
  const fields: Readonly<Record<string, unknown>> = Object(from)
  return (name, isRight, absent) => {
    const value = fields[name] === undefined ? absent : fields[name]
    if (isRight(value)) return value
    throw fail(`${name} is ${value === undefined ? 'missing' : 'not what it should be'}`)
  }
}

/** When something ends that lasts so many seconds from now on; `null` for 0, with which Twitch means that it never ends. */
export const endOf = (seconds: number | null): number | null => (seconds ? Date.now() + seconds * 1000 : null)
