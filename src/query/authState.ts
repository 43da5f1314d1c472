import { nothingKnown } from '../request/caller.ts'
import type { AuthState, HelixClient, TokenKind } from '../spec.ts'

const pending: AuthState = { status: 'pending', session: null, error: null }

/** Where something in between adds the token, nothing is on its way, and nothing is known of it. */
const ready: AuthState = { status: 'signed-in', session: nothingKnown, error: null }

export const stateOf = ({ auth }: HelixClient<TokenKind>): AuthState => auth?.state ?? ready

/** Whether a page is being rendered where nobody can be signed in. */
export const isAtServer = (): boolean => typeof document === 'undefined'

/** What a page that a server renders may know, and so what the first render of it in a browser may show. */
export const stateAtServer = ({ auth }: HelixClient<TokenKind>): AuthState => (auth ? pending : ready)
