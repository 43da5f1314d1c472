import type { DeviceSignInOptions } from '../auth/deviceCode.ts'
import type { SignInOptions } from '../auth/implicitGrant.ts'
import type { RegisteredAuth } from '../auth/register.ts'
import { HelixError } from '../errors.ts'
import type { AuthState, HelixClient, Session, TokenKind } from '../spec.ts'
import type { SessionView } from './sessionView.ts'

/** The actions of any auth. */
export interface AuthActions {
  /** The auth's `signIn`. Rejects with code `sign_in` if it has none. */
  readonly signIn: SignIn
  /** The auth's `signOut`. Rejects with code `sign_in` if it has none. */
  readonly signOut: () => Promise<void>
}

/** The arguments of `signIn`: those of the registered auth; if none is registered, those of any auth. */
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

/** The current state of a view's auth, and the actions that change it. */
export const authOf = ({ client, state }: SessionView): AuthState & AuthActions => ({
  ...state(),
  ...actionsOf(client()),
})
