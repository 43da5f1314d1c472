import type { RegisteredKind } from '../auth/register.ts'
import type { AuthState, HelixClient } from '../spec.ts'

/** A client of the kind that the page registered. */
export type PageClient = HelixClient<RegisteredKind>

/** The options of every hook in addition to TanStack's. */
export interface ClientOption {
  /** A client to use instead of the page's, such as that of a second account. */
  client?: PageClient | undefined
}

/**
 * The client and the auth state of a hook. Each framework creates it in its own way. Both functions are called each
 * time that a value is needed, so that the framework can track what was read.
 */
export interface SessionView {
  /** Returns the client. */
  readonly client: () => PageClient
  /** Returns the state of the client's auth as the component sees it. */
  readonly state: () => AuthState
}
