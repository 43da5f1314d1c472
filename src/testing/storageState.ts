import { entryKey, writeEntry } from '../auth/storedEntry.ts'
import type { Scope } from '../scope.ts'
import type { Token } from './tokens.ts'
import type { Person } from './world/users.ts'

/** Whose browser it is, and which page is open in it. */
export interface StorageStateOptions {
  /** The page's origin, such as `http://localhost:5173`. */
  readonly origin: string
  /** Who is signed in, by login or id. */
  readonly user: string
  /** @defaultValue the fake's `clientId` */
  readonly clientId?: string | undefined
  /** The `name` of the page's auth. @defaultValue the one that an auth has without a `name` */
  readonly name?: string | undefined
  /** What was granted. @defaultValue all scopes */
  readonly scopes?: readonly Scope[] | undefined
}

/** What Playwright's `storageState` takes. */
export interface StorageState {
  cookies: never[]
  origins: { origin: string; localStorage: { name: string; value: string }[] }[]
}

/** The storage of a browser in which a user has signed in. */
export function createStorageState(
  { origin, name }: StorageStateOptions,
  { token, clientId, scopes, expiresAt }: Token,
  { id, login }: Person,
): StorageState {
  const session = { userId: id, login, clientId, scopes, expiresAt }
  const page = URL.canParse(origin) ? new URL(origin).origin : 'null'
  if (page === 'null') throw new Error(`A browser stores nothing for "${origin}": give the address of a page.`)
  // Twitch is asked about the token at its first use.
  const value = writeEntry({ token, session, checkAt: 0 })
  return {
    cookies: [],
    origins: [{ origin: page, localStorage: [{ name: entryKey(clientId, name), value }] }],
  }
}
