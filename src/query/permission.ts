import { type NeedsScopes, scopesFor } from '../auth/scopesFor.ts'
import type { Scope } from '../scope.ts'
import { actionsOf, type SignIn } from './authActions.ts'
import type { SessionView } from './sessionView.ts'

/** Whether the user has agreed to what a feature of the page needs, and the way to ask. */
export interface HelixPermission {
  /** Whether somebody is signed in whose session has all scopes that are needed; `null` while that is not known. */
  readonly granted: boolean | null
  /** The fewest scopes to ask for beside those of the session: all that are needed while those are not known. */
  readonly missing: readonly Scope[]
  /** The auth's `signIn`, which asks for the missing scopes too. Call it from a click. */
  readonly request: SignIn
}

/** The permission for these endpoints, as the session stands now. */
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
