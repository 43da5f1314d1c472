import type { RegisteredKind } from '../auth/register.ts'
import { HelixError } from '../errors.ts'
import type { AuthState, HelixClient } from '../spec.ts'

/** A client of the kind that the page registered. */
export type PageClient = HelixClient<RegisteredKind>

/** What every hook takes beside TanStack's options. */
export interface ClientOption {
  /** Another client than the one that the page provides, such as a second account's. */
  client?: PageClient | undefined
}

/**
 * What a hook works with. Each framework makes one in its own way; both functions are called anew whenever a value is
 * needed, so that the framework knows what was read.
 */
export interface SessionView {
  /** The client in question. */
  readonly client: () => PageClient
  /** How the client's auth stands, as the component sees it. */
  readonly state: () => AuthState
}

/** The client in question, or an error that says how to provide one. */
export function requireClient(
  chosen: PageClient | undefined,
  provided: PageClient | null | undefined,
  advice: string,
): PageClient {
  const client = chosen ?? provided
  if (client) return client
  throw new HelixError('parameter', `There is no client: ${advice}.`)
}
