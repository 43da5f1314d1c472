import { unknownSession } from '../request/caller.ts'
import type { AuthState, HelixClient, TokenKind } from '../spec.ts'

const pending: AuthState = { status: 'pending', session: null, error: null }

/** The state if a server in between adds the token: it is not pending, and nothing is known about the token. */
const ready: AuthState = { status: 'signed-in', session: unknownSession, error: null }

export const stateOf = ({ auth }: HelixClient<TokenKind>): AuthState => auth?.state ?? ready

/** Whether a page is being rendered on a server, where nobody can be signed in. */
export const isAtServer = (): boolean => typeof document === 'undefined'

/** The state for a page that a server renders, and for its first render in a browser. */
export const stateAtServer = ({ auth }: HelixClient<TokenKind>): AuthState => (auth ? pending : ready)
