import { HelixError, isHelixError, type SignInFailure } from '../errors.ts'
import { abortable } from '../request/abortable.ts'
import { nothingKnown } from '../request/caller.ts'
import type { Auth, AuthState, Network, Session } from '../spec.ts'
import { confirmToken, isDue } from './confirmToken.ts'
import { endAhead, type Grant, isFinal } from './grant.ts'
import { keepToken, type TokenKeeper } from './keepToken.ts'
import { revokeToken } from './revokeToken.ts'
import { type OpenStorage, openStorage, type StorageChoice } from './storage.ts'
import { entryKey, readEntry, writeEntry } from './storedEntry.ts'

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
  /**
   * Ends the session here and in other tabs, and the token at Twitch. Resolves once this page has forgotten it. Sign-ins
   * that are under way reject with code `sign_in` and reason `cancelled`.
   */
  readonly signOut: () => Promise<void>
}

/** A token that has come with the page's address. */
export interface Arrival {
  readonly token: string
  /** Called once the token is stored, before anyone is signed in; settles only if this page is to go on. */
  readonly leave?: (isKept: boolean) => Promise<void>
}

/** What the several ways to sign in add to a token that is stored. */
export interface StoredTokenPlan {
  /** Takes a token that has just come with the page's address; it is preferred to the one stored. */
  readonly arrive?: () => Arrival | Promise<never> | null
  /** A new token for one that has ended. */
  readonly renew?: (ended: Grant) => Promise<Grant | null>
  /** What another tab says beside sign-ins and sign-outs. */
  readonly onMessage?: (message: unknown) => void
}

/** The stored token's auth, and what a way to sign in needs of it. */
export interface StoredToken {
  readonly auth: SignInAuth
  readonly network: Network
  readonly key: string
  readonly store: OpenStorage
  readonly read: () => Promise<Grant | null>
  readonly write: (grant: Grant) => Promise<void>
  /** Begins a sign-in. The signal aborts when the user signs out, here or in another tab. */
  readonly begin: () => AbortSignal
  /**
   * Signs in with a token that has just arrived, once Twitch has said whose it is. Rejects with code `sign_in` if that
   * does not work out. If the sign-in is `cancelled`, the token is revoked.
   */
  readonly signIn: (
    token: string,
    cancelled: AbortSignal,
    refreshToken?: string,
    leave?: Arrival['leave'],
  ) => Promise<Session>
  /** Ends a token that nobody is to use any more. */
  readonly revoke: (token: string) => void
  /** Tells other tabs. */
  readonly say: (message: unknown) => void
  /** Subscribes without starting the auth. */
  readonly listen: Auth['subscribe']
  /** Asks Twitch about a token of this application's. */
  readonly confirm: (grant: Grant) => Promise<Grant>
}

/** Scopes to ask for: those wanted, and those that the session has. */
export const scopesToAsk = ({ session }: AuthState, ...wanted: readonly (readonly string[])[]): string[] => [
  ...new Set([...wanted.flat(), ...(session?.scopes ?? [])]),
]

export const signInError = (reason: SignInFailure, message: string): HelixError =>
  new HelixError('sign_in', message, { reason })

/** Whether what is stored differs from what is held: another token, or a later answer of Twitch's about the same. */
const isNews = (there: Grant | null, held: Grant | null) =>
  there?.token !== held?.token || Number(there?.checkAt) > Number(held?.checkAt)

const entryOf = (grant: Grant | null) => grant && writeEntry(grant)

/** Keeps a token in a storage, in step with the other tabs. */
export function keepStoredToken(
  options: StoredTokenOptions,
  { arrive, renew, onMessage }: StoredTokenPlan,
): StoredToken {
  const { clientId, storage, name } = options
  const key = entryKey(clientId, name)
  const network: Network = { ...options }
  const store = openStorage(storage)
  /** The entry that this tab last read or wrote. */
  let stored: string | null | undefined = null
  let saving = Promise.resolve()
  /** Aborted when the user signs out. */
  let cancelling = new AbortController()
  /** Another tab has said that the user signed out; its change of the storage may come later. */
  let isEndHeard = false
  let isArriving = false
  let channel: BroadcastChannel | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const revoke = (token: string) => {
    // Without an answer the token ends by itself. Here it is forgotten in any case.
    revokeToken(token, { ...network, clientId }).catch(() => {})
  }

  /** Signs out here, and ends every sign-in that is under way. */
  const end = () => {
    isEndHeard = false
    cancelling.abort(signInError('cancelled', 'The user signed out before the sign-in was finished.'))
    cancelling = new AbortController()
    keeper.hold(null)
  }

  // The storage

  const read = async () => {
    await saving
    stored = await store.getItem(key)
    // A storage that fails for a while ends nothing.
    const held = keeper.held()
    if (stored === undefined) return held
    const grant = readEntry(stored, clientId)
    return grant && grant.token === held?.token ? { ...held, ...grant } : grant
  }

  /** Stores what the user has decided here: whatever is stored gives way. */
  const write = (grant: Grant | null): Promise<void> => {
    const entry = entryOf(grant)
    const held = keeper.held()
    stored = entry
    isEndHeard = false
    saving = saving.then(async () => {
      if (entry) await store.setItem(key, entry)
      else {
        // Another tab may have signed in with another token just now.
        const there = readEntry(await store.getItem(key), clientId)
        if (there && there.token !== held?.token) revoke(there.token)
        await store.removeItem(key)
      }
      say(entry ? 'changed' : 'signed-out')
    })
    return saving
  }

  /** Stores what has become of the token, unless another tab has stored another one meanwhile, or has signed out. */
  const save = (grant: Grant | null, before: Grant | null) => {
    const entry = entryOf(grant)
    if (entry === stored) return
    stored = entry
    saving = saving.then(async () => {
      const text = await store.getItem(key)
      const there = readEntry(text, clientId)
      const isOurs = there ? [before?.token, grant?.token].includes(there.token) : !grant || text === undefined
      if (!isOurs) {
        stored = text
        return keeper.hold(there)
      }
      await (entry ? store.setItem(key, entry) : store.removeItem(key))
      // Nothing is said of an entry that was of no use, or tabs whose storage cannot forget it would never stop.
      if (before || entry) say('changed')
    })
  }

  // The other tabs

  const say = (message: unknown) => channel?.postMessage(message)

  /** Does here what another tab has done. */
  const follow = async () => {
    if (!store.isShared()) {
      // Only a sign-out is a matter for tabs that keep a token of their own.
      if (isEndHeard) end()
      return
    }
    const before = saving
    // What has come with the page's address goes first.
    if (isArriving && !isEndHeard) return
    const grant = await read()
    // What has been done here meanwhile is newer.
    if (before !== saving) return
    if (isEndHeard && stored !== undefined && !stored) end()
    else if (!isArriving && isNews(grant, keeper.held())) keeper.hold(grant)
  }

  const begin = () => {
    // Timers sleep in background tabs and laptops. A tab's message may be here before what it stored is; the storage's own
    // event is not.
    for (const type of ['storage', 'visibilitychange', 'online', 'pageshow']) {
      globalThis.addEventListener?.(type, onEvent)
    }
    try {
      channel ??= new BroadcastChannel(key)
      channel.onmessage = ({ data }) => {
        if (typeof data !== 'string') return onMessage?.(data)
        if (data === 'signed-out') isEndHeard = true
        void follow()
      }
      // Node would wait for messages for ever.
      Object(channel).unref?.()
    } catch {
      // Blocked, or too old a platform: this tab goes by itself.
    }
    return cancelling.signal
  }
  const onEvent = (event: Partial<StorageEvent>) => {
    if ((event.key ?? key) === key) void wake()
  }

  // The clock

  const wake = async () => {
    await follow()
    if (keeper.held()) await keeper.settle()
    watch()
  }
  /** Has the token looked at again when Twitch is to be asked about it, or it ends. */
  const watch = () => {
    clearTimeout(timer)
    const grant = keeper.held()
    if (!grant) return
    // Tabs that share a session do not all ask at once: the first one's answer serves the others.
    const left = Math.min(grant.checkAt + Math.random() * 20_000, endAhead(grant)) - Date.now()
    // What is due could not be done: later again. No timer can be trusted for long, since clocks are put right.
    timer = setTimeout(wake, grant.checkAt > Date.now() ? Math.min(left, 3_620_000) : 60_000)
    // Node would wait for it.
    Object(timer).unref?.()
  }

  // The token

  const confirm = async (grant: Grant): Promise<Grant> => {
    const confirmed = await confirmToken(grant, network)
    if (confirmed.session.clientId === clientId) return confirmed
    throw new HelixError('token', 'The token is not for this clientId.', { reason: 'client' })
  }

  const keeper: TokenKeeper<'user'> = keepToken({
    kind: 'user',
    network,
    load: async tell => {
      const cancelled = begin()
      try {
        const arrival = arrive?.()
        if (arrival) {
          isArriving = true
          const { token, leave } = await arrival
          await signIn(token, cancelled, undefined, leave)
          return keeper.held()
        }
      } catch (thrown) {
        // If there is no other token, this is why nobody is signed in.
        if (isHelixError(thrown)) tell(thrown)
      } finally {
        isArriving = false
      }
      return read()
    },
    renew,
    check: { isDue, confirm },
    follow,
    onChange: save,
    onUpdate: watch,
  })

  const signIn: StoredToken['signIn'] = async (token, cancelled, refreshToken, leave) => {
    const arrived: Grant = { token, refreshToken, session: { ...nothingKnown, clientId }, checkAt: 0 }
    try {
      cancelled.throwIfAborted()
      const grant = await abortable(confirm(arrived), cancelled)
      cancelled.throwIfAborted()
      if (!grant.session.userId) throw signInError('client', 'This is the token of an application, not of a user.')
      const written = write(grant)
      if (leave) {
        await written
        cancelled.throwIfAborted()
        await leave(store.isKept())
      }
      keeper.hold(grant)
      return grant.session
    } catch (error) {
      if (cancelled.aborted) {
        revoke(token)
        throw cancelled.reason
      }
      const { message } = Object(error)
      if (isFinal(error)) throw signInError('client', message)
      throw signInError('unreachable', `Twitch could not say whose token this is, so try again: ${message}`)
    }
  }

  return {
    key,
    store,
    network,
    read,
    write,
    say,
    confirm,
    listen: keeper.listen,
    begin,
    signIn,
    revoke,
    auth: Object.assign(keeper.auth, {
      restore: async () => {
        await keeper.settle()
        await saving
        return keeper.auth.state.session
      },
      signOut: () => {
        begin()
        const held = keeper.held()
        if (held) revoke(held.token)
        const forgotten = write(null)
        end()
        return forgotten
      },
    }),
  }
}
