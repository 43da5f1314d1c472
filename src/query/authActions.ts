import type { DeviceSignInOptions } from '../auth/deviceCode.ts'
import type { SignInOptions } from '../auth/implicitGrant.ts'
import type { RegisteredAuth } from '../auth/register.ts'
import { HelixError } from '../errors.ts'
import type { AuthState, HelixClient, Session, TokenKind } from '../spec.ts'
import type { SessionView } from './sessionView.ts'

/** Signing in and out, whatever the auth. */
export interface AuthActions {
  /** The auth's `signIn`. Rejects with code `sign_in` if it has none. */
  readonly signIn: SignIn
  /** The auth's `signOut`. Rejects with code `sign_in` if it has none. */
  readonly signOut: () => Promise<void>
}

/** What `signIn` takes: what the registered auth's takes; without one, what any may take. */
export type SignIn = RegisteredAuth extends { readonly signIn: infer S }
  ? S
  : (options?: SignInOptions & Partial<DeviceSignInOptions>) => Promise<Session>

const unable = async (): Promise<never> => {
  throw new HelixError('sign_in', 'This auth cannot sign in or out: use implicitGrant or deviceCode.')
}

/** The actions of a client's auth. */
export const actionsOf = ({ auth }: HelixClient<TokenKind>): AuthActions => {
  const { signIn = unable, signOut = unable }: Partial<AuthActions> = Object(auth)
  return { signIn, signOut }
}

/** How a view's auth stands now, and what changes that. */
export const authOf = ({ client, state }: SessionView): AuthState & AuthActions => ({
  ...state(),
  ...actionsOf(client()),
})
