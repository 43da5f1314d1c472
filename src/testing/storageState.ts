import { entryKey, writeEntry } from '../auth/storedEntry.ts'
import type { Scope } from '../scope.ts'
import type { Token } from './wire/tokens.ts'
import type { Person } from './world/users.ts'

/** The user of the browser, and the open page. */
export interface StorageStateOptions {
  /** The page's origin, such as `http://localhost:5173`. */
  readonly origin: string
  /** The signed-in user, by login or id. */
  readonly user: string
  /** @defaultValue the fake's `clientId` */
  readonly clientId?: string | undefined
  /** The `name` of the page's auth. @defaultValue the default `name` of an auth */
  readonly name?: string | undefined
  /** The granted scopes. @defaultValue all scopes */
  readonly scopes?: readonly Scope[] | undefined
}

/** The type of Playwright's `storageState`. */
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
  const page = originOf(origin)
  if (!page) throw new Error(`A browser stores nothing for "${origin}": give the address of a page.`)
  // The token is validated at its first use.
  const value = writeEntry({ token, session, checkAt: 0 })
  return {
    cookies: [],
    origins: [{ origin: page, localStorage: [{ name: entryKey(clientId, name), value }] }],
  }
}

/** The origin of an address, or `null` if a browser stores nothing for it. */
function originOf(address: string): string | null {
  try {
    const { origin } = new URL(address)
    return origin === 'null' ? null : origin
  } catch {
    return null
  }
}
