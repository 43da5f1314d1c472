import { HelixError } from '../errors.ts'
import type { Auth, Network, Session } from '../spec.ts'
import { askHelix } from './askHelix.ts'
import { revokeToken } from './revokeToken.ts'
import { type Grant, isDue, type Keeper, keepToken } from './session.ts'
import { type OpenStorage, openStorage, type StorageChoice } from './storage.ts'
import { checkedToken, validateToken } from './validateToken.ts'

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
  /** Finishes a sign-in or revives the stored session; never begins a sign-in, never rejects: see `state.error`. */
  readonly restore: () => Promise<Session | null>
  /** Ends the session here and in other tabs, and the token at Twitch. */
  readonly signOut: () => Promise<void>
}

/** What the several ways to sign in add to a token that is kept. */
export interface StoredTokenPlan {
  /** A token that has just arrived, which is preferred to the one stored. */
  readonly arrive?: () => Promise<Grant | null>
  /** A new token for one that has ended. */
  readonly renew?: (ended: Grant) => Promise<Grant | null>
  /** What another tab says beside sign-ins and sign-outs. */
  readonly onMessage?: (message: unknown) => void
}

/** The kept token's auth, and what a way to sign in needs of it. */
export interface StoredToken {
  readonly auth: SignInAuth
  readonly keeper: Keeper
  readonly network: Network
  readonly key: string
  readonly store: OpenStorage
  readonly read: () => Promise<Grant | null>
  readonly write: (grant: Grant) => Promise<void>
  /** Hears the other tabs from then on. */
  readonly hear: () => void
  readonly say: (message: unknown) => void
}

const isText = (value: unknown) => typeof value === 'string'

/** A stored entry, unless it is damaged, of another format or of another application. */
export function readEntry(text: string | null | undefined, clientId: string): Grant | null {
  try {
    const { version, token, refreshToken, session, checkAt } = JSON.parse(text ?? '')
    const { userId, login = null, scopes = null, expiresAt } = session
    const isWhole =
      [refreshToken === undefined ? '' : refreshToken, userId === null ? '' : userId, login ?? ''].every(isText) &&
      // What is no list has no such method.
      (scopes ?? []).every(isText) &&
      [checkAt, expiresAt === null ? 0 : expiresAt].every(Number.isFinite)
    if (version !== 1 || session.clientId !== clientId || !isWhole) return null
    return {
      token: checkedToken(token),
      refreshToken,
      session: { userId, login, clientId, scopes, expiresAt },
      checkAt: Math.min(expiresAt ?? checkAt, checkAt),
    }
  } catch {
    return null
  }
}

/** Whether its time is over. */
export const isOver = ({ session }: Grant): boolean => (session.expiresAt ?? Infinity) <= Date.now()

/** Keeps a token in a storage, true to the clock, and in step with the other tabs. */
export function keepStoredToken(
  options: StoredTokenOptions,
  { arrive, renew, onMessage }: StoredTokenPlan,
): StoredToken {
  const { clientId, storage, name = 'default' } = options
  const key = `tinyhelix:${clientId}:${name}`
  const network: Network = { ...options }
  const store = openStorage(storage)
  let stored: string | null | undefined = null
  let held: Grant | null = null
  let saving = Promise.resolve()
  let channel: BroadcastChannel | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const read = async () => {
    await saving
    stored = await store.getItem(key)
    // A storage that fails for a while ends nothing.
    return stored === undefined ? held : readEntry(stored, clientId)
  }

  /** Does here what another tab has done. */
  const follow = async (isEnd?: boolean) => {
    // A sign-in that is under way here goes first.
    if (!held && keeper.auth.state.status === 'pending') return
    if (store.isShared()) {
      const before = saving
      const known = stored
      const grant = await read()
      // What has been done here meanwhile is newer.
      if (before === saving && stored !== known) keeper.hold(grant)
    } else if (isEnd) keeper.hold(null)
  }
  /** Timers sleep in background tabs and laptops, and messages are lost on pages that rest in the history. */
  const wake = () => void follow().then(keeper.settle).then(watch)
  // A tab's message may be here before what it stored is; the storage's own event is not.
  const onEvent = (event: Partial<StorageEvent>) => (event.key ?? key) === key && wake()

  const hear = () => {
    for (const type of ['storage', 'visibilitychange', 'online', 'pageshow']) {
      globalThis.addEventListener?.(type, onEvent)
    }
    try {
      channel ??= new BroadcastChannel(key)
      channel.onmessage = ({ data }) =>
        void (typeof data === 'string' ? follow(data === 'signed-out') : onMessage?.(data))
      // Node would wait for messages for ever.
      Object(channel).unref?.()
    } catch {
      // Blocked, or too old a platform: this tab goes by itself.
    }
  }

  /** With `ended`, whatever token is stored is removed and put there. */
  const save = (grant: Grant | null, ended?: string[]) => {
    const entry = grant && JSON.stringify({ version: 1, ...grant })
    const lost = held?.token
    held = grant
    watch()
    if (entry === stored && !ended) return
    stored = entry
    saving = saving.then(async () => {
      if (entry) await store.setItem(key, entry)
      else {
        const other = readEntry(await store.getItem(key), clientId)
        if (other && other.token !== lost) {
          // Another tab has signed in meanwhile; its session is not ours to end, unless the user wants that.
          if (!ended) return keeper.hold(other)
          ended.push(other.token)
        }
        await store.removeItem(key)
      }
      // Nothing is said of an entry that was of no use, or tabs whose storage cannot forget it would never stop.
      // Only a sign-out is a matter for tabs that keep a token of their own.
      if (lost || entry || ended) channel?.postMessage(ended ? 'signed-out' : 'changed')
    })
  }

  const watch = () => {
    clearTimeout(timer)
    if (!held) return
    const { checkAt, session } = held
    // Tabs that share a session do not all ask at once: the first one's answer serves the others.
    const next = Math.min(checkAt + Math.random() * 20_000, session.expiresAt ?? Infinity) - Date.now()
    // What is still due after waking could not be done: later again.
    timer = setTimeout(wake, isDue(held) ? 60_000 : next)
    Object(timer).unref?.()
  }

  const keeper = keepToken({
    renewable: !!renew,
    network,
    obtain: async refused => {
      hear()
      const arrival = arrive?.()
      const arrived = await arrival?.catch(() => null)
      if (arrived) return arrived
      const grant = await read()
      held = grant
      watch()
      // A refused token has ended, whatever the clock says.
      if (grant && renew && (isOver(grant) || grant.token === refused)) return renew(grant)
      // What went wrong with one that arrived matters only if there is no other.
      return grant && !isOver(grant) ? grant : ((await arrival) ?? grant)
    },
    validate: async (token, session) => {
      const info = await validateToken(token, { ...network, timeout: 10_000 }).catch((error: unknown) => {
        if (session.userId || Object(error).status === 401) throw error
        return askHelix(token, clientId, network)
      })
      if (info.clientId === clientId) return info
      throw new HelixError('token', 'The token is not for this clientId.', { reason: 'client' })
    },
    onChange: save,
  })

  return {
    keeper,
    key,
    store,
    network,
    read,
    write: grant => {
      save(grant)
      return saving
    },
    hear,
    say: message => channel?.postMessage(message),
    auth: Object.assign(keeper.auth, {
      restore: () => keeper.settle().then(() => keeper.auth.state.session),
      signOut: async () => {
        hear()
        const ended = held ? [held.token] : []
        save(null, ended)
        keeper.hold(null)
        await saving
        // Without an answer the token ends by itself; here it is forgotten in any case.
        const revoked = ended.map(token => revokeToken(token, { ...network, clientId }).catch(() => {}))
        await Promise.all(revoked)
      },
    }),
  }
}
