import { HelixError } from './entry.ts'

/** The reason of a rejected promise. */
export async function rejection(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('This was to reject, but resolved.')
}

/** The `HelixError` of a rejected promise. */
export async function helixRejection(promise: PromiseLike<unknown>): Promise<HelixError> {
  const error = await rejection(promise)
  if (error instanceof HelixError) return error
  throw error
}
