import * as v from 'valibot'
import { HelixError, isHelixError } from '../errors.ts'
import { exchange } from '../transport.ts'
import type { Auth, Network, Session } from './auth.ts'
import { revokeToken } from './revokeToken.ts'
import { type Grant, type Keeper, keepToken } from './session.ts'
import { nothingKnown } from './state.ts'
import { openStorage, type StorageChoice, type TokenStorage } from './storage.ts'
import { validateToken } from './validateToken.ts'

/** Options of every way to sign in that remembers its user. */
export interface StoredTokenOptions extends Network {
  /** Your application's client id. */
  readonly clientId: string
  /** Where the session is kept. @defaultValue `'localStorage'` */
  readonly storage?: StorageChoice | undefined
  /** Keeps several accounts of one application apart. @defaultValue `'default'` */
  readonly name?: string | undefined
}

/** An `Auth` with a user who signs in and out. */
export interface SignInAuth extends Auth<'user'> {
  /** Finishes a sign-in or revives the stored session; never navigates, never rejects: see `state.error`. */
  readonly restore: () => Promise<Session | null>
  /** Ends the session here and in other tabs, and the token at Twitch. */
  readonly signOut: () => Promise<void>
}

/** What the several ways to sign in add to a token that is kept. */
export interface StoredTokenPlan {
  /** A token that has just arrived, which is preferred to the one stored. */
  readonly arrive?: () => Promise<Grant | null>
  /** A new token for one that has ended. */
  readonly renew?: (ended: Grant, network: Network) => Promise<Grant | null>
  /** What another tab says beside sign-ins and sign-outs. */
  readonly onMessage?: (message: unknown) => void
}

/** The kept token's auth, and what a way to sign in needs of it. */
export interface StoredToken {
  readonly auth: SignInAuth
  readonly keeper: Keeper
  readonly key: string
  readonly store: TokenStorage
  readonly read: () => Promise<Grant | null>
  readonly write: (grant: Grant) => Promise<void>
  /** Hears the other tabs from then on. */
  readonly hear: () => void
  readonly say: (message: unknown) => void
}

const entrySchema = v.object({
  version: v.literal(1),
  token: v.pipe(v.string(), v.regex(/^[\x21-\x7e]+$/)),
  refreshToken: v.optional(v.string()),
  checkAt: v.number(),
  session: v.object({
    userId: v.nullable(v.string()),
    login: v.nullable(v.string()),
    clientId: v.string(),
    scopes: v.nullable(v.array(v.string())),
    expiresAt: v.nullable(v.number()),
  }),
})

/** A stored entry, unless it is damaged, of another format or of another application. */
export function readEntry(text: string | null, clientId: string): Grant | null {
  try {
    const { version: _, ...grant } = v.parse(entrySchema, JSON.parse(text ?? ''))
    return grant.session.clientId === clientId ? grant : null
  } catch {
    return null
  }
}

const entryOf = (grant: Grant) => JSON.stringify({ version: 1, ...grant })

/** Helix knows the user too, where id.twitch.tv cannot be reached, and it refuses another client id's token. */
async function askHelix(
  token: string,
  clientId: string,
  network: Network,
): Promise<Partial<Session> & { checkAt: number }> {
  const headers = { Authorization: `Bearer ${token}`, 'Client-Id': clientId }
  const text = await exchange(network, 'baseURL', { method: 'GET', path: '/users', headers }, {}, token)
  const { data } = v.parse(
    v.object({ data: v.tuple([v.object({ id: v.string(), login: v.string() })]) }),
    JSON.parse(text),
  )
  return { userId: data[0].id, login: data[0].login, clientId, checkAt: Date.now() + 60_000 }
}

/** Keeps a token in a storage, true to the clock, and in step with the other tabs. */
export function keepStoredToken(
  options: StoredTokenOptions,
  { arrive, renew, onMessage }: StoredTokenPlan,
): StoredToken {
  const { clientId, storage, name = 'default' } = options
  const key = `tinyhelix:${clientId}:${name}`
  const store = openStorage(storage)
  const isShared = storage !== 'sessionStorage' && storage !== 'memory'
  let held: Grant | null = null
  let stored: string | null = null
  let saving = Promise.resolve()
  let channel: BroadcastChannel | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const read = async () => {
    stored = await store.getItem(key)
    return readEntry(stored, clientId)
  }

  const hear = () => {
    if (channel || typeof BroadcastChannel === 'undefined') return
    channel = new BroadcastChannel(key)
    channel.onmessage = ({ data }) => {
      if (data === 'changed' && isShared) void read().then(grant => keeper.hold(grant))
      else if (data === 'signed-out' && !isShared) keeper.hold(null)
      else onMessage?.(data)
    }
    // Node would wait for messages for ever.
    Object(channel).unref?.()
  }

  const save = (grant: Grant | null) => {
    const lost = held?.token
    held = grant
    watch()
    const entry = grant && entryOf(grant)
    if (entry === stored) return
    stored = entry
    saving = saving.then(async () => {
      if (entry) await store.setItem(key, entry)
      else {
        // Another tab may have signed in meanwhile; its session is not ours to end.
        const other = readEntry(await store.getItem(key), clientId)
        if (other && lost && other.token !== lost) return keeper.hold(other)
        await store.removeItem(key)
      }
      channel?.postMessage('changed')
      if (!entry) channel?.postMessage('signed-out')
    })
  }

  /** Timers sleep in background tabs and laptops, so waking up looks at the clock too. */
  const wake = () => void keeper.settle().then(watch)
  const watch = () => {
    clearTimeout(timer)
    for (const type of ['visibilitychange', 'online', 'pageshow']) {
      globalThis[held ? 'addEventListener' : 'removeEventListener']?.(type, wake)
    }
    if (!held) return
    const { checkAt, session } = held
    // Tabs that share a session do not all ask at once: the first one's answer serves the others.
    const ms = checkAt === session.expiresAt ? checkAt - Date.now() : checkAt - Date.now() + Math.random() * 20_000
    timer = setTimeout(wake, Math.max(ms, 0))
    Object(timer).unref?.()
  }

  const keeper = keepToken({
    network: options,
    renewable: Boolean(renew),
    obtain: async network => {
      hear()
      let failure: unknown
      try {
        const grant = await arrive?.()
        if (grant) return grant
      } catch (error) {
        failure = error
      }
      const grant = await read()
      const isOver = (grant?.session.expiresAt ?? Infinity) <= Date.now()
      // Asked for another than the one it had: that one has ended, whatever the clock says.
      if (grant && renew && (isOver || grant.token === held?.token)) return renew(grant, network)
      if (grant && !isOver) return grant
      if (failure) throw failure
      return null
    },
    validate: async (token, network, session) => {
      try {
        const info = await validateToken(token, network)
        if (info.clientId === clientId) return info
      } catch (error) {
        if (session.userId || (isHelixError(error) && error.status === 401)) throw error
        return askHelix(token, clientId, network)
      }
      throw new HelixError('token', 'The token was made for another client id.', { reason: 'client' })
    },
    onChange: save,
  })

  const restore = async () => {
    await keeper.settle()
    return keeper.auth.state.session
  }

  return {
    keeper,
    key,
    store,
    read,
    write: async grant => {
      stored = entryOf(grant)
      await store.setItem(key, stored)
      channel?.postMessage('changed')
    },
    hear,
    say: message => channel?.postMessage(message),
    auth: {
      ...keeper.auth,
      get state() {
        return keeper.auth.state
      },
      restore,
      signOut: async () => {
        const grant = held ?? (await read())
        keeper.hold(null)
        await saving
        // Without an answer the token ends by itself; here it is forgotten in any case.
        if (grant) await revokeToken(grant.token, { ...keeper.network(), clientId }).catch(() => {})
      },
    },
  }
}

/** What is known of a token that has just arrived. */
export const unconfirmed = (token: string): Grant => ({ token, session: nothingKnown, checkAt: 0 })
