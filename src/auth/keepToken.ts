import { HelixError, isHelixError } from '../errors.ts'
import { abortable } from '../request/abortable.ts'
import type { Auth, Network, TokenKind } from '../spec.ts'
import { fillMissing } from './fillMissing.ts'
import { type Grant, hasEnded, isFinal, seemsOver } from './grant.ts'
import { observeState } from './observeState.ts'

/** How Twitch is asked about a token, and when. */
export interface TokenCheck {
  readonly isDue: (grant: Grant) => boolean
  readonly confirm: (grant: Grant) => Promise<Grant>
}

/** Where a token comes from, and what is done with it. */
export interface TokenSource<K extends TokenKind> {
  readonly kind: K
  /** Completed by the client's. */
  readonly network: Network
  /** Finds the token to begin with. `tell` takes what went wrong beside it, or why there is none. */
  readonly load: (tell: (error: HelixError) => void) => Promise<Grant | null>
  /** Gets another token for one that has ended. Left out: the session ends with its token. */
  readonly renew?: ((ended: Grant) => Promise<Grant | null>) | undefined
  /** How Twitch is asked about a token. Left out: it is taken as it is. */
  readonly check?: TokenCheck | undefined
  /** Does here what other tabs have done meanwhile. */
  readonly follow?: (() => Promise<void>) | undefined
  /** Told of each change of the token, and of its end. */
  readonly onChange?: ((grant: Grant | null, before: Grant | null) => void) | undefined
  /** Told when the token was brought up to date, or could not be. */
  readonly onUpdate?: (() => void) | undefined
}

/** A token's `Auth`, and the means to change that token. */
export interface TokenKeeper<K extends TokenKind> {
  readonly auth: Auth<K>
  /** The token, whether or not it can be used at the moment. */
  readonly held: () => Grant | null
  /** Subscribes without starting anything. */
  readonly listen: Auth['subscribe']
  /** Resolves once a token can be used, or it is known that there is none. Never rejects. */
  readonly settle: () => Promise<void>
  /** Signs in with a confirmed token, or out. What is under way for an older token no longer counts. */
  readonly hold: (grant: Grant | null, error?: HelixError) => void
}

/**
 * Keeps one token: finds it, has Twitch confirm it at first, every hour and when it seems to be over, and renews it if the
 * source can. While something is known of the token, no call waits for Twitch's answer.
 */
export function keepToken<K extends TokenKind>(source: TokenSource<K>): TokenKeeper<K> {
  const { kind, network, load, renew, check, follow, onChange, onUpdate } = source
  const { current, listen, subscribe, publish } = observeState(() => settle())
  let held: Grant | null = null
  /** Tokens that Twitch refused; they are not used again. */
  const refused = new Set<string>()
  /** Why no token can be used. */
  let problem: HelixError | undefined
  let updating: Promise<void> | undefined
  /** How often somebody signed in or out. An update that began before counts no more. */
  let changes = 0
  /** Calls that wait for a token. */
  const waiting = new Set<() => void>()

  const mustRenew = (grant: Grant) => refused.has(grant.token) || (renew && seemsOver(grant))
  /** Whether calls can use it without waiting for Twitch's answer. */
  const isReady = (grant: Grant) => {
    const { clientId, userId, scopes } = grant.session
    return !mustRenew(grant) && !(check?.isDue(grant) && (seemsOver(grant) || !clientId || !(userId || scopes)))
  }

  const announce = () => {
    for (const go of waiting) go()
    waiting.clear()
  }

  const set = (grant: Grant | null, error?: HelixError) => {
    const before = held
    held = grant
    problem = error
    onChange?.(grant, before)
    publish(grant?.session ?? null, error)
    announce()
  }

  const refuse = (grant: Grant | null) => {
    if (grant && refused.has(grant.token)) throw problem ?? hasEnded()
  }

  /** Finds the token, renews it if it has ended, and asks Twitch about it when that is due. */
  const update = async (isSecond?: boolean): Promise<void> => {
    const begun = changes
    let found = held
    let grant: Grant | null = null
    let told: HelixError | undefined
    try {
      if (!found) {
        found = await load(error => {
          told = error
        })
        if (begun !== changes) return
        // Where nobody was signed in for a reason, that is still the reason.
        if (found ? isReady(found) : told || current().status !== 'signed-out') set(found, told)
      }
      if (!found) return
      grant = renew && mustRenew(found) ? await renew(found) : found
      refuse(grant)
      if (grant && check?.isDue(grant)) grant = await check.confirm(grant)
      // A call may have been refused meanwhile.
      refuse(grant)
      if (begun === changes && grant !== held) set(grant, told)
    } catch (thrown) {
      if (begun !== changes) return
      const error =
        told ?? (isHelixError(thrown) ? thrown : new HelixError('token', `No token could be had: ${thrown}`))
      held = grant ?? found
      if (isFinal(thrown)) {
        if (held) refused.add(held.token)
        // A token that Twitch refuses is renewed, but not the next one as well.
        return grant && renew && !isSecond ? update(true) : set(null, error)
      }
      // Twitch could not be asked: what is known holds. Without a client id nothing can be called, so the next call asks.
      if (grant) return set({ ...grant, checkAt: Date.now() + (grant.session.clientId ? 60_000 : 0) }, told)
      problem = error
      if (current().status === 'pending') publish(null, error)
    }
  }

  /** Brings the token up to date, once for all who ask. */
  const refresh = () => {
    if (!updating && (!held || mustRenew(held) || check?.isDue(held))) {
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
    if (!held || !isReady(held)) await new Promise<void>(resolve => waiting.add(resolve))
  }

  const getCredentials = async (signal?: AbortSignal, needsUser?: boolean) => {
    if (follow && held && check?.isDue(held)) await abortable(follow(), signal)
    await abortable(settle(), signal)
    if (needsUser && held && !held.session.userId) {
      held = { ...held, checkAt: 0 }
      await abortable(Promise.resolve(refresh()), signal)
    }
    if (held && !mustRenew(held)) return { token: held.token, session: held.session }
    throw problem ?? new HelixError('token', 'Nobody is signed in: call signIn() from a click.')
  }

  const hold: TokenKeeper<K>['hold'] = (grant, error) => {
    changes++
    updating = undefined
    set(grant, error)
    onUpdate?.()
  }

  return {
    held: () => held,
    listen,
    settle,
    hold,
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
        if (!renew) hold(null, hasEnded())
      },
      setNetwork: given => fillMissing(network, given),
    },
  }
}
