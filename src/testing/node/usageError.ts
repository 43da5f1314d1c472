/** A mistake of the caller. The message says what to do, and no stack is needed. */
export class UsageError extends Error {
  override name = 'UsageError'
}
