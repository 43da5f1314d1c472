import { HelixError } from '../errors.ts'

/** Returns what a hook was given or what the page provides. Throws an error that says how to provide it if there is none. */
export function requireProvided<T extends object>(name: string, given: T | null | undefined, advice: string): T {
  if (given) return given
  throw new HelixError('parameter', `There is no ${name}: ${advice}.`)
}
