import { lookEvery, now } from '../clock.ts'
import { HelixError, isHelixError, type SignInFailure } from '../errors.ts'
import { sleep } from '../request/abortable.ts'
import { unknownSession } from '../request/caller.ts'
import type { AuthState, Network, UserAuth, UserSession } from '../spec.ts'
import { confirmToken } from './confirmToken.ts'
import { closedError, futureExpiry, type Grant, isFinal, looksExpired } from './grant.ts'
import { keepToken, type TokenKeeper, type TokenSource } from './keepToken.ts'
import { revokeToken } from './revokeToken.ts'
import { type OpenStorage, openStorage, type StorageChoice } from './storage.ts'
import { entryKey, readEntry, writeEntry } from './storedEntry.ts'
import { newId, signInOf } from './tokenId.ts'

/** The options of all auths that store the session. */
export interface StoredTokenOptions extends Network {
  /** Your application's client id. */
  readonly clientId: string
  /** The storage for the session. @defaultValue `'localStorage'` */
  readonly storage?: StorageChoice | undefined
  /** Distinguishes several accounts of one application. @defaultValue `'default'` */
  readonly name?: string | undefined
}

/** A token from the page's URL. */
export interface Arrival {
  readonly token: string
  /**
   * Called after the token is stored and before the user is signed in. Its promise settles only if this page continues.
   */
  readonly leave?: (isKept: boolean) => Promise<void>
}

/** The parts that each way to sign in adds to a stored token. */
export interface StoredTokenPlan extends Pick<TokenSource<'user', UserSession>, 'toSignIn'> {
  /** Takes a token from the page's URL. It takes precedence over the stored token. */
  readonly arrive?: () => Arrival | Promise<null> | null
  /** Renews a token that has ended. The signal aborts when the user signs out, and when the auth is closed. */
  readonly renew?: (ended: UserGrant, signal: AbortSignal) => Promise<UserGrant | null>
  /** Handles the messages of other tabs, except sign-ins and sign-outs. */
  readonly onMessage?: (message: unknown) => void
}

/** A token whose user is known. */
export type UserGrant = Grant<UserSession>

/** The auth of a stored token, and the functions that a way to sign in needs. */
export interface StoredToken {
  readonly auth: UserAuth
  readonly network: Network
  /** Aborts when the auth is closed. */
  readonly closed: AbortSignal
  readonly key: string
  readonly store: OpenStorage
  readonly read: () => Promise<UserGrant | null>
  readonly write: (grant: UserGrant, isRenewed?: boolean) => Promise<void>
  /** @throws {HelixError} `token` if the auth was closed. */
  readonly requireOpen: () => void
  /** Begins a sign-in. The signal aborts when the user signs out, here or in another tab, and when the auth is closed. */
  readonly begin: () => AbortSignal
  /**
   * Validates a new token and signs in with it. Rejects with code `sign_in` if that fails. If the sign-in is
   * `cancelled`, it revokes the token.
   */
  readonly signIn: (
    token: string,
    cancelled: AbortSignal,
    refreshToken?: string,
    leave?: Arrival['leave'],
  ) => Promise<UserSession>
  /** Revokes a token that must not be used any more. */
  readonly revoke: (token: string) => void
  /** Sends a message to the other tabs. */
  readonly say: (message: unknown) => void
  /** Subscribes without starting the auth. */
  readonly listen: UserAuth['subscribe']
  /** Validates a token of a user and of this application. */
  readonly confirm: (grant: Grant, signal: AbortSignal) => Promise<UserGrant>
}

/** The scopes to request: the wanted ones, and those of the session. */
export const scopesToAsk = ({ session }: AuthState, ...wanted: readonly (readonly string[])[]): string[] => [
  ...new Set([...wanted.flat(), ...(session?.scopes ?? [])]),
]

export const signInError = (reason: SignInFailure, message: string): HelixError =>
  new HelixError('sign_in', message, { reason })

/** Whether the stored entry differs from this tab's: another token, or a later validation of the same token. */
const isNews = (there: Grant | null, held: Grant | null) =>
  there?.token !== held?.token || Number(there?.checkAt) > Number(held?.checkAt)

/** How long a page that starts waits for Twitch before it shows the session that it knows. */
const patience = 10_000

/** The pause before Twitch is asked again while a page starts. */
const retryAfter = 2000

const hour = 3_600_000

/**
 * Timers stop in background tabs and sleeping laptops. A tab's message may arrive before its stored entry can be read.
 * The storage's own event arrives after that.
 */
const wakingEvents = ['storage', 'visibilitychange', 'online', 'pageshow']

const entryOf = (grant: Grant | null) => grant && writeEntry(grant)

/** Keeps a token in a storage, and synchronizes it with the other tabs. */
export function keepStoredToken(
  options: StoredTokenOptions,
  { toSignIn, arrive, renew, onMessage }: StoredTokenPlan,
): StoredToken {
  const { clientId, storage, name } = options
  const key = entryKey(clientId, name)
  const network: Network = { ...options }
  const store = openStorage(storage)
  /** The entry that this tab last read or wrote. */
  let stored: string | null | undefined = null
  let saving = Promise.resolve()
  /** The token that this tab last stored by a sign-in or a renewal. It may not be in use yet. */
  let written: UserGrant | null = null
  /** The ids of tokens that a sign-out has revoked, here or in another tab, and the names of their sign-ins. */
  const ended = new Set<string>()
  /** The names of sign-ins that a later one has replaced, here or in another tab. */
  const replaced = new Set<string>()
  /** Aborted when the user signs out. */
  let cancelling = new AbortController()
  /** Another tab has reported that the user signed out. Its change of the storage may arrive later. */
  let isEndHeard = false
  /** The first token is being looked for. Messages of other tabs are handled after that. */
  let isLoading = false
  let isMissed = false
  let channel: BroadcastChannel | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Set while a page starts with a token that may have expired. */
  let giveUp: ReturnType<typeof setTimeout> | undefined
  let isShown = () => {}
  /** Resolves if a page starts and Twitch does not answer. */
  const shown = new Promise<void>(resolve => {
    isShown = resolve
  })

  const revoke = (token: string) => {
    // If this fails, the token expires by itself. This page deletes it in any case.
    revokeToken(token, { ...network, clientId }).catch(() => {})
  }

  const noteEnd = (ids: readonly (string | undefined)[]) => {
    for (const id of ids) if (id) ended.add(id).add(signInOf(id))
  }
  /** Whether the user has signed out of this token, or of one that it was renewed from. */
  const isEnded = ({ id }: Grant) => ended.has(signInOf(id))
  /** Whether the user still wants this token, or one that it was renewed from. */
  const isWanted = (grant: Grant | null): grant is UserGrant =>
    !!grant && !isEnded(grant) && !replaced.has(signInOf(grant.id))

  /** Revokes a token that the user has signed out of, unless that has been done. */
  const discard = (grant: Grant | null) => {
    if (!grant || ended.has(`${grant.id}`)) return
    noteEnd([grant.id])
    revoke(grant.token)
  }

  /** Signs out in this tab, and aborts all pending sign-ins. */
  const end = () => {
    isEndHeard = false
    discard(keeper.held())
    discard(written)
    cancel('The user signed out before the sign-in was finished.')
    cancelling = new AbortController()
    keeper.hold(null)
  }
  const cancel = (message: string) => cancelling.abort(signInError('cancelled', message))

  // The storage

  /**
   * Reads the entry. If another tab renewed and stored a token while the user signed out or signed in anew, it is
   * removed, or replaced by the new one. A tab without the new one leaves it: the tab of the sign-in will notice.
   */
  const lookUp = async () => {
    const text = await store.getItem(key)
    const there = readEntry(text, clientId)
    const latest = [keeper.held(), written].find(isWanted) ?? null
    if (!there || isWanted(there) || (!latest && !isEnded(there))) return { text, there }
    discard(there)
    const entry = entryOf(latest)
    await (entry ? store.setItem(key, entry) : store.removeItem(key))
    say('changed')
    return { text: entry, there: latest }
  }

  const read = async () => {
    await saving
    const before = stored
    const { text, there: grant } = await lookUp()
    stored = text
    // A storage that fails temporarily does not end the session.
    const held = keeper.held()
    if (text === undefined) return held
    if (grant?.token !== held?.token) return grant
    // What this tab knows of its own entry is as true as before the system clock was set.
    return stored === before ? held : held && { ...held, ...grant }
  }

  /** Stores what the user decided in this tab, or a renewed token. It replaces any stored entry. */
  const write = (grant: UserGrant | null, isRenewed?: boolean): Promise<void> => {
    const entry = entryOf(grant)
    const ids = [keeper.held()?.id, written?.id]
    stored = entry
    written = grant ?? written
    isEndHeard = false
    saving = saving.then(async () => {
      // Another tab may have signed in with another token just now.
      const there = readEntry(await store.getItem(key), clientId)
      const before = [...new Set([...ids, there?.id])].filter(Boolean)
      if (!grant) {
        discard(there)
        await store.removeItem(key)
        say(['signed-out', ...before].join(' '))
      } else if (isWanted(grant)) {
        const signedIn = [grant.id, ...before]
        if (!isRenewed) noteReplaced(signedIn)
        await store.setItem(key, writeEntry(grant))
        say(isRenewed ? 'changed' : ['signed-in', ...signedIn].join(' '))
      } else discard(grant)
    })
    return saving
  }

  /** Stores the updated token, unless another tab has stored another one or has signed out meanwhile. */
  const save = (grant: UserGrant | null, before: UserGrant | null) => {
    const entry = entryOf(grant)
    // There is nothing to remove from a storage that cannot be read.
    if (entry === (stored ?? null)) return
    stored = entry
    saving = saving.then(async () => {
      const { text, there } = await lookUp()
      const isOurs = there ? [before?.token, grant?.token].includes(there.token) : !grant || text === undefined
      if (!isOurs) {
        stored = text
        return adopt(there)
      }
      await (entry ? store.setItem(key, entry) : store.removeItem(key))
      // An invalid entry is not reported to other tabs. If their storage cannot delete it, they would report it for
      // ever.
      if (before || entry) say('changed')
    })
  }

  // The start

  /**
   * Prepares the token that a page starts with. If it may have expired, by a clock that may be an hour slow, it is not
   * used before Twitch has answered.
   */
  const start = async (found: UserGrant): Promise<UserGrant> => {
    const { session } = found
    if ((session.expiresAt ?? Infinity) > Date.now() + hour) return found
    giveUp = setTimeout(() => {
      endStart()
      keeper.publish(session)
      isShown()
    }, patience)
    if (looksExpired(found)) return found
    const expired = { ...found, deadline: 0, session: { ...session, expiresAt: Date.now() } }
    const confirmed = persistently(confirm)(found).catch(error => (isFinal(error) ? expired : found))
    return Promise.race([confirmed, shown.then(() => found)])
  }
  const endStart = () => {
    clearTimeout(giveUp)
    giveUp = undefined
  }

  /** Asks Twitch again and again while the page starts: the network may not be there yet. */
  const persistently =
    <T>(ask: (grant: UserGrant, signal: AbortSignal) => Promise<T>) =>
    async (grant: UserGrant): Promise<T> => {
      const { signal } = cancelling
      for (;;) {
        try {
          return await ask(grant, signal)
        } catch (error) {
          if (isFinal(error) || !giveUp) throw error
          await sleep(retryAfter, signal)
        }
      }
    }

  // The other tabs

  const say = (message: unknown) => channel?.postMessage(message)

  /** Applies what another tab has done. */
  const follow = async () => {
    if (!store.isShared()) {
      // Tabs with a token of their own react only to a sign-out.
      if (isEndHeard) end()
      return
    }
    const before = saving
    // A token from the page's URL comes first.
    isMissed = isLoading
    if (isLoading && !isEndHeard) return
    const grant = await read()
    // What this tab has done meanwhile is newer.
    if (before !== saving) return
    if (isEndHeard && stored !== undefined && !stored) end()
    else if (!isLoading && isNews(grant, keeper.held())) adopt(grant)
  }

  /** Uses the token that another tab has stored. It replaces the one of this tab's sign-in. */
  const adopt = (grant: UserGrant | null) => {
    if (grant && written) noteReplaced([grant.id, written.id])
    keeper.hold(grant)
  }

  /** The first token has replaced the others, unless they are of the same sign-in. */
  const noteReplaced = ([id, ...others]: readonly (string | undefined)[]) => {
    for (const other of others.map(signInOf)) if (other !== signInOf(id)) replaced.add(other)
  }

  /** Another tab has signed out of these tokens. A renewal here may have replaced them at the same moment. */
  const hearEnd = (ids: readonly string[]) => {
    isEndHeard = true
    noteEnd(ids)
    const held = keeper.held()
    if (held && isEnded(held)) end()
    else if (written && isEnded(written)) discard(written)
  }

  const requireOpen = () => {
    if (keeper.closed.aborted) throw closedError()
  }
  const begin = () => {
    requireOpen()
    for (const type of wakingEvents) globalThis.addEventListener?.(type, onEvent, { signal: keeper.closed })
    try {
      channel ??= new BroadcastChannel(key)
      channel.onmessage = ({ data }) => {
        if (typeof data !== 'string') return onMessage?.(data)
        const [word, ...ids] = data.split(' ')
        if (word === 'signed-out') hearEnd(ids)
        if (word === 'signed-in') noteReplaced(ids)
        void follow()
      }
      // Without this, Node would wait for messages for ever.
      Object(channel).unref?.()
    } catch {
      // It is blocked, or the platform is too old: this tab works alone.
    }
    return cancelling.signal
  }
  const onEvent = (event: Partial<StorageEvent>) => {
    if ((event.key ?? key) === key) void wake()
  }

  const close = () => {
    keeper.stop(closedError())
    cancel('The auth was closed before the sign-in was finished.')
    channel?.close()
    channel = undefined
  }

  // The clock

  const wake = async () => {
    await follow()
    if (keeper.held()) await keeper.settle()
    watch()
  }
  /** Waits for the token's next validation or its end. */
  const watch = () => {
    clearTimeout(timer)
    const grant = keeper.held()
    if (!grant) return
    // Tabs that share a session do not all validate at once: they use the answer of the first tab.
    const left = Math.min(grant.checkAt + Math.random() * 20_000 - now(), futureExpiry(grant) - Date.now())
    // A validation that failed is repeated later.
    const wakesAt = now() + (grant.checkAt > now() ? left : 60_000)
    const wait = () => {
      const left = wakesAt - now()
      timer = setTimeout(left > lookEvery ? wait : wake, Math.min(left, lookEvery))
      // Without this, Node would wait for the timer.
      Object(timer).unref?.()
    }
    wait()
  }

  // The token

  const confirm: StoredToken['confirm'] = async (grant, signal) => {
    const confirmed = await confirmToken(grant, network, signal)
    const { session } = confirmed
    const { userId } = session
    const isOurs = session.clientId === clientId
    if (isOurs && userId) return { ...confirmed, session: { ...session, userId } }
    const problem = isOurs
      ? 'This is the token of an application, not of a user.'
      : 'The token is not for this clientId.'
    throw new HelixError('token', problem, { reason: 'client' })
  }

  const keeper: TokenKeeper<'user', UserSession> = keepToken({
    kind: 'user',
    toSignIn,
    network,
    load: async tell => {
      const cancelled = begin()
      isLoading = true
      try {
        const arrival = await arrive?.()
        if (arrival) {
          const { token, leave } = arrival
          await signIn(token, cancelled, undefined, leave)
          isLoading = false
          return keeper.held()
        }
      } catch (thrown) {
        // If there is no other token, this is the reason why nobody is signed in.
        if (isHelixError(thrown)) tell(thrown)
      }
      let found = await read()
      if (store.isSilent()) {
        const problem = 'The storage of this auth did not answer in 10 seconds: the session is kept in memory.'
        tell(new HelixError('token', problem))
      }
      if (found) found = await start(found)
      isLoading = false
      if (isMissed) setTimeout(follow)
      return found
    },
    renew: renew && persistently(renew),
    confirm: persistently(confirm),
    follow,
    onChange: (grant, before) => {
      endStart()
      if (!keeper.closed.aborted) save(grant, before)
    },
    onUpdate: watch,
  })

  const signIn: StoredToken['signIn'] = async (token, cancelled, refreshToken, leave) => {
    const arrived: Grant = { token, id: newId(), refreshToken, session: { ...unknownSession, clientId }, checkAt: 0 }
    try {
      cancelled.throwIfAborted()
      const grant = await confirm(arrived, cancelled)
      cancelled.throwIfAborted()
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
        discard(arrived)
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
    closed: keeper.closed,
    requireOpen,
    begin,
    signIn,
    revoke,
    auth: Object.assign(keeper.auth, {
      restore: async () => {
        await Promise.race([keeper.settle(), shown])
        await saving
        return keeper.auth.state.session
      },
      signOut: async () => {
        begin()
        const forgotten = write(null)
        end()
        await forgotten
      },
      close,
    }),
  }
}
