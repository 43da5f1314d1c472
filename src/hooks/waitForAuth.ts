import { type HelixKey, parseHelixKey } from '../query/helixKey.ts'
import type { AuthState } from '../spec.ts'

/** The user that the cached answer belongs to: see `HelixKey`. */
const userOf = (queryKey: readonly unknown[] | undefined) => queryKey && parseHelixKey(queryKey)?.user

/**
 * Creates a component's query, which waits for the auth before it sends a request. Previous data, such as that of
 * `keepPreviousData`, is shown only while the user is the same.
 */
export function waitForAuth<Q extends { readonly queryKey: HelixKey; readonly placeholderData?: unknown }>(
  query: Q,
  { status }: AuthState,
): Q {
  const { queryKey, placeholderData } = query
  return {
    ...query,
    ...(status === 'pending' && { enabled: false }),
    ...(typeof placeholderData === 'function' && {
      placeholderData: (data: unknown, previous?: { readonly queryKey: readonly unknown[] }) =>
        userOf(previous?.queryKey) === userOf(queryKey) ? placeholderData(data, previous) : placeholderData(),
    }),
  }
}
