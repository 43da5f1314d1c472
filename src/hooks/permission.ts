import { type NeedsScopes, scopesFor } from '../auth/scopesFor.ts'
import type { Scope } from '../scope.ts'
import { actionsOf, type SignIn } from './authActions.ts'
import type { SessionView } from './sessionView.ts'

/** Whether the user has granted the scopes of a feature, and a function to request them. */
export interface HelixPermission {
  /** Whether a user is signed in and has granted all required scopes; `null` while that is not known. */
  readonly granted: boolean | null
  /** The scopes that are missing. While the session's scopes are not known: all required scopes. */
  readonly missing: readonly Scope[]
  /** The auth's `signIn`, which also requests the missing scopes. Call it in a click handler. */
  readonly request: SignIn
}

/** The permission for these endpoints in the current session. */
export function permissionOf({ client, state }: SessionView, endpoints: readonly NeedsScopes[]): HelixPermission {
  const { status, session } = state()
  const { signIn } = actionsOf(client())
  const needed = endpoints.flatMap(({ spec }) => [spec.scopes, ...(spec.also ?? [])])
  const missing = scopesFor(
    ...needed.filter(any => !any.some(scope => session?.scopes?.includes(scope))).map(scopes => ({ spec: { scopes } })),
  )
  return {
    granted: status === 'pending' || (session && !session.scopes) ? null : !!session && !missing.length,
    missing,
    request: options => signIn({ ...options, scopes: [...missing, ...(options?.scopes ?? [])] }),
  }
}
