import { now } from '../clock.ts'
import { HelixError, isHelixError } from '../errors.ts'
import { abortable } from '../request/abortable.ts'
import type { Auth, ClosableAuth, Network, Session, TokenKind } from '../spec.ts'
import { mustConfirm } from './confirmToken.ts'
import { closedError, expiredError, type Grant, isFinal, looksExpired } from './grant.ts'
import { type ObservedState, observeState } from './observeState.ts'

/** Where a token comes from, and how it is kept. */
export interface TokenSource<K extends TokenKind, S extends Session> {
  readonly kind: K
  /** What the page can do while nobody is signed in, for the error of a call. */
  readonly toSignIn: string
  /** Completed by the client's. */
  readonly network: { -readonly [Key in keyof Network]: Network[Key] }
  /** Finds the first token. Pass an error that occurred meanwhile, or the reason why there is none, to `tell`. */
  readonly load: (tell: (error: HelixError) => void, closed: AbortSignal) => Promise<Grant<S> | null>
  /** Renews a token that has ended. If it is left out, the session ends with its token. */
  readonly renew?: ((ended: Grant<S>, closed: AbortSignal) => Promise<Grant<S> | null>) | undefined
  /** Validates a token. If it is left out, the token is not validated. */
  readonly confirm?: ((grant: Grant<S>, closed: AbortSignal) => Promise<Grant<S>>) | undefined
  /** Applies here what other tabs have done meanwhile. */
  readonly follow?: (() => Promise<void>) | undefined
  /** Called on each change of the token, and at its end. */
  readonly onChange?: ((grant: Grant<S> | null, before: Grant<S> | null) => void) | undefined
  /** Called after each update of the token, successful or not. */
  readonly onUpdate?: (() => void) | undefined
}

/** A token's `Auth`, and functions to change that token. */
export interface TokenKeeper<K extends TokenKind, S extends Session> {
  readonly auth: ClosableAuth<K, S>
  /** The token, even if it cannot be used at the moment. */
  readonly held: () => Grant<S> | null
  /** Subscribes without starting the auth. */
  readonly listen: Auth<K, S>['subscribe']
  /** Resolves when a token can be used, or when it is known that there is none. Never rejects. */
  readonly settle: () => Promise<void>
  /**
   * Signs in with a validated token, or signs out. Results that are still on the way for an older token are ignored.
   */
  readonly hold: (grant: Grant<S> | null, error?: HelixError) => void
  /** Signs out for ever. */
  readonly stop: (error?: HelixError) => void
  /** Aborts when the auth has stopped for good. */
  readonly closed: AbortSignal
  /** Changes only what the page sees. */
  readonly publish: ObservedState<S>['publish']
}

/**
 * Keeps one token. It finds the token, validates it at first, every hour and when it seems to have expired, and renews
 * it if the source can. If something is known about the token, no call waits for Twitch's answer.
 */
export function keepToken<K extends TokenKind, S extends Session>(source: TokenSource<K, S>): TokenKeeper<K, S> {
  const { kind, toSignIn, network, load, renew, confirm, follow, onChange, onUpdate } = source
  const { current, listen, subscribe, publish } = observeState<S>(() => settle())
  let held: Grant<S> | null = null
  /** Tokens that Twitch refused. They are not used again. */
  const refused = new Set<string>()
  /** The reason why no token can be used. */
  let problem: HelixError | undefined
  let updating: Promise<void> | undefined
  /** The number of sign-ins and sign-outs. An update that began before the last one is ignored. */
  let changes = 0
  /** Aborted when the token is never looked for again. */
  const closing = new AbortController()
  const { signal: closed } = closing
  /** The addresses of the first client. */
  let addresses: string | undefined
  /** The calls that wait for a token. */
  const waiting: (() => void)[] = []

  const isDue = (grant: Grant) => confirm && mustConfirm(grant)
  const mustRenew = (grant: Grant) => refused.has(grant.token) || (renew && looksExpired(grant))
  /** Whether calls can use the token without waiting for Twitch's answer. */
  const isReady = (grant: Grant) => {
    const { clientId, userId, scopes } = grant.session
    return !mustRenew(grant) && !(isDue(grant) && (looksExpired(grant) || !clientId || !(userId || scopes)))
  }

  const announce = () => {
    for (const go of waiting.splice(0)) go()
  }

  const set = (grant: Grant<S> | null, error?: HelixError) => {
    const before = held
    held = grant
    problem = error
    onChange?.(grant, before)
    publish(grant?.session ?? null, error)
    announce()
  }

  const refuse = (grant: Grant | null) => {
    if (grant && refused.has(grant.token)) throw problem ?? expiredError()
  }

  /** Finds the token, renews it if it has ended, and validates it when that is due. */
  const update = async (isSecond?: boolean): Promise<void> => {
    const begun = changes
    let grant: Grant<S> | null = null
    let told: HelixError | undefined
    try {
      if (!held) {
        const found = await load(error => {
          told = error
        }, closed)
        if (begun !== changes) return
        // If there was a reason why nobody was signed in, that reason is still true.
        if (found ? isReady(found) : told || current().status !== 'signed-out') set(found, told)
        held = found
      }
      if (!held) return
      grant = renew && mustRenew(held) ? await renew(held, closed) : held
      refuse(grant)
      if (confirm && grant && isDue(grant)) grant = await confirm(grant, closed)
      // Twitch may have refused a call meanwhile.
      refuse(grant)
      if (begun === changes && grant !== held) set(grant, told)
    } catch (thrown) {
      if (begun !== changes) return
      // Engines quote a text that is not JSON, and this one may be a token.
      const message = `Getting a token failed: ${thrown}`.replace(/".*"/s, 'text')
      const error = told ?? (isHelixError(thrown) ? thrown : new HelixError('token', message))
      held = grant ?? held
      if (isFinal(thrown)) {
        if (held) refused.add(held.token)
        // A refused token is renewed once. If Twitch refuses the new token as well, it is not renewed again.
        return grant && renew && !isSecond ? update(true) : set(null, error)
      }
      // Twitch did not answer, so the known data stays valid. Without a client id no call is possible: then calls reject
      // with this error, and the next call tries again.
      const clientId = grant?.session.clientId
      if (grant) set({ ...grant, checkAt: now() + (clientId ? 60_000 : 0) }, told)
      else if (current().status === 'pending') publish(null, error)
      if (!clientId) problem = error
    }
  }

  /** Updates the token, once for all callers. */
  const refresh = () => {
    if (!closed.aborted && !updating && (!held || mustRenew(held) || isDue(held))) {
      const mine = update().finally(() => {
        if (updating !== mine) return
        updating = undefined
        announce()
        onUpdate?.()
      })
      updating = mine
    }
    return updating
  }

  const settle = async () => {
    refresh()
    if (updating && (!held || !isReady(held))) await new Promise<void>(resolve => waiting.push(resolve))
  }

  /** Validates the token now. */
  const recheck = () => {
    held &&= { ...held, checkAt: 0 }
    return refresh()
  }

  const getCredentials = async (signal?: AbortSignal, needsUser?: boolean) => {
    if (follow && held && isDue(held)) await abortable(follow(), signal)
    await abortable(settle(), signal)
    if (needsUser && held && !held.session.userId) {
      await abortable(Promise.resolve(recheck()), signal)
    }
    if (held && !mustRenew(held) && (held.session.clientId || !problem))
      return { token: held.token, session: held.session }
    throw problem ?? new HelixError('token', `Nobody is signed in: ${toSignIn}.`)
  }

  const hold: TokenKeeper<K, S>['hold'] = (grant, error) => {
    changes++
    updating = undefined
    set(grant, error)
    onUpdate?.()
  }

  const stop = (error?: HelixError) => {
    if (closed.aborted) return
    closing.abort()
    hold(null, error)
  }

  return {
    held: () => held,
    listen,
    settle,
    hold,
    stop,
    closed,
    publish,
    auth: {
      kind,
      get state() {
        return current()
      },
      subscribe,
      getToken: async signal => (await getCredentials(signal)).token,
      getCredentials,
      invalidate: token => {
        if (held?.token !== token) return
        refused.add(token)
        if (!renew) hold(null, expiredError())
      },
      validate: () => {
        if (held) void recheck()
      },
      setNetwork: given => {
        const found = `${[given.baseURL, given.authURL]}`
        addresses ??= found
        if (addresses !== found) {
          throw new HelixError('parameter', 'A client with another baseURL or authURL has this auth: make a new one.')
        }
        // An option that is `undefined` counts as missing.
        for (const key in given) network[key as 'baseURL'] ??= given[key as 'baseURL']
      },
      close: () => stop(closedError()),
    },
  }
}
