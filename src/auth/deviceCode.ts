import { HelixError, type HelixErrorCode, isHelixError } from '../errors.ts'
import { abortable, eitherAborts, sleep } from '../request/abortable.ts'
import { exchange } from '../request/exchange.ts'
import { type Fields, nullish } from '../schema/object.ts'
import { id } from '../schema/parameters.ts'
import type { Scope } from '../scope.ts'
import type { Session, UserAuth, UserSession } from '../spec.ts'
import { exclusively } from './exclusively.ts'
import { looksExpired } from './grant.ts'
import { endOf, fits, lifetime, readAnswer } from './readAnswer.ts'
import { keepStoredToken, type StoredTokenOptions, scopesToAsk, signInError, type UserGrant } from './storedToken.ts'
import { newId, signInOf } from './tokenId.ts'

/** Options of {@link deviceCode}. */
export interface DeviceCodeOptions extends StoredTokenOptions {
  /** The scopes that each sign-in requests. See `scopesFor`. */
  readonly scopes?: readonly Scope[] | undefined
}

/** The code to show to the user. */
export interface DeviceCode {
  /** The user types it at `verification_uri`, unless that URL already contains it. */
  readonly user_code: string
  /** The user opens it on any device. Show it as a link or as a QR code. */
  readonly verification_uri: string
  /** When this code expires and another one is shown, in milliseconds since 1970. */
  readonly expiresAt: number
}

/** Options of one sign-in with a device code. */
export interface DeviceSignInOptions {
  /** Called to show a code. It is called again with a new code each time that a code expires. */
  readonly onCode: (code: DeviceCode) => void
  /** Scopes to request in addition to those of the auth and those of the session. */
  readonly scopes?: readonly Scope[] | undefined
  /** Aborts the sign-in. */
  readonly signal?: AbortSignal | undefined
}

/** The auth for a screen whose user signs in on another device. */
export interface DeviceCodeAuth extends UserAuth {
  /**
   * Shows a code, and resolves to the session when the user has agreed, in this tab or in another one. It shows a new
   * code when a code expires, and waits while Twitch cannot be reached. Rejects with code `sign_in` and a `reason` if
   * the user refuses, or signs out meanwhile.
   */
  readonly signIn: (options: DeviceSignInOptions) => Promise<UserSession>
}

const passingCodes: readonly HelixErrorCode[] = ['network', 'timeout', 'server_error', 'rate_limited']

/** Whether the same request may succeed later. */
const isPassing = (error: unknown) => isHelixError(error) && passingCodes.includes(error.code)

/** Twitch gives out a token only once. A late answer must not be lost, so the timeout is long. */
const patience = 60_000

const retryAfter = 5000

/** How long it may take, on a busy machine, until one tab can read what another one stored. */
const storageDelay = 3000

const codeFields = {
  device_code: id,
  user_code: id,
  verification_uri: id,
  expires_in: nullish(lifetime),
}

const hasScopes = ({ scopes }: Session, wanted: readonly string[]) => wanted.every(scope => scopes?.includes(scope))

/**
 * Creates an auth for devices where typing and redirects are difficult, such as overlays in OBS and TVs. The user opens
 * a link on another device and agrees there. The application must be registered as a public client. A token lasts a few
 * hours. The auth renews it, also when several tabs are open. The session ends if it is not renewed for 30 days.
 *
 * @see https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/#device-code-grant-flow
 * @example
 * ```ts
 * import { createClient, deviceCode } from 'tinyhelix'
 *
 * const auth = deviceCode({ clientId: 'abc', scopes: ['moderator:read:followers'] })
 * const client = createClient({ auth })
 * if (!(await auth.restore())) {
 *   await auth.signIn({ onCode: ({ user_code, verification_uri }) => console.log(user_code, verification_uri) })
 * }
 * ```
 */
export function deviceCode(options: DeviceCodeOptions): DeviceCodeAuth {
  const { clientId, scopes = [] } = options

  const post = async <T>(path: string, form: Record<string, string>, fields: Fields<T>) => {
    const body = new URLSearchParams({ client_id: clientId, ...form })
    const secret = form['refresh_token'] ?? form['device_code'] ?? null
    const request = { method: 'POST', path, body }
    const answer = await exchange(stored.network, 'authURL', request, { timeout: patience }, secret)
    return readAnswer(request, answer, fields)
  }

  /** Requests a token, and reads the other fields of the answer. */
  const getToken = async (form: Record<string, string>) => {
    const { access_token: token, refresh_token, expires_in } = await post('/token', form, { access_token: id })
    return {
      token,
      // Invalid values of these fields are ignored: the token works, and Twitch gives it out only once.
      refreshToken: fits(id, refresh_token) ? refresh_token : undefined,
      expiresAt: fits(lifetime, expires_in) ? endOf(expires_in) : null,
    }
  }

  // Renewing

  const renew = async (before: UserGrant, signal: AbortSignal): Promise<UserGrant | null> => {
    const isStill = async () => (await stored.read())?.token === before.token
    let next: Awaited<ReturnType<typeof getToken>>
    try {
      next = await getToken({ grant_type: 'refresh_token', refresh_token: before.refreshToken ?? '' })
    } catch (error) {
      if (isPassing(error) || isHelixError(error, 'schema')) throw error
      // Another tab may have used the refresh token, and this tab may not be able to read yet what that tab stored.
      const until = performance.now() + (stored.store.isShared() ? storageDelay : 0)
      while (performance.now() < until && (await isStill())) await sleep(100, signal)
      if (!(await isStill())) return stored.read()
      const { message } = Object(error)
      // If the clock is wrong, the token may still be valid.
      return stored.confirm({ ...before, deadline: undefined }, signal).catch(() => {
        throw new HelixError('token', `The session could not be renewed, so sign in again: ${message}`)
      })
    }
    const { token, refreshToken = before.refreshToken, expiresAt } = next
    const grant = {
      token,
      id: newId(signInOf(before.id)),
      refreshToken,
      session: { ...before.session, expiresAt },
      checkAt: 0,
    }
    if (await isStill()) {
      await stored.write(grant, true)
      return grant
    }
    // The user signed out meanwhile, here or in another tab.
    stored.revoke(token)
    return stored.read()
  }

  const stored = keepStoredToken(options, {
    toSignIn: 'call signIn({ onCode })',
    // A refresh token works only once. The second tab takes the token that the first tab got.
    renew: (ended, signal) =>
      exclusively(`${stored.key}:renewal`, stored.store, signal, async () => {
        // It takes a moment until this tab can read what the other tab stored.
        await sleep(50, signal)
        const before = await stored.read()
        const isRenewed = before && before.token !== ended.token && !looksExpired(before)
        return before && !isRenewed ? renew(before, signal) : before
      }),
  })
  const { auth } = stored

  // Signing in

  /** Requests a code to show. It waits if there is no network. */
  const getCode = async (scope: string, stop: AbortSignal) => {
    for (;;) {
      try {
        const code = await abortable(post('/device', { scopes: scope }, codeFields), stop)
        const { expires_in, interval } = code
        const lifetime = (expires_in || 1800) * 1000
        return {
          ...code,
          expiresAt: Date.now() + lifetime,
          // If the computer sleeps, Twitch still says that the code has expired.
          deadline: performance.now() + lifetime,
          // Limits the interval that Twitch requests to sensible values.
          pause: (Number(interval) >= 1 ? Math.min(Number(interval), 60) : 5) * 1000,
        }
      } catch (error) {
        if (!isPassing(error)) throw error
        await sleep(retryAfter, stop)
      }
    }
  }

  /** Asks again and again whether the user has agreed. Resolves to `null` when the code has expired. */
  const poll = async (scope: string, code: Awaited<ReturnType<typeof getCode>>, stop: AbortSignal) => {
    const { device_code, deadline } = code
    const form = { scopes: scope, device_code, grant_type: 'urn:ietf:params:oauth:grant-type:device_code' }
    let { pause } = code
    do {
      await sleep(pause, stop)
      const asked = getToken(form)
      try {
        return await abortable(asked, stop)
      } catch (error) {
        // The answer may still contain a token, which must not be used.
        if (stop.aborted) asked.then(({ token }) => stored.revoke(token)).catch(() => {})
        const said = (isHelixError(error) && error.detail) || ''
        if (said === 'slow_down') pause += 5000
        else if (/invalid device code|expired/.test(said)) return null
        else if (/denied/.test(said)) throw signInError('denied', 'The user did not agree.')
        else if (said !== 'authorization_pending' && !isPassing(error) && !isHelixError(error, 'schema')) throw error
      }
    } while (performance.now() + pause < deadline)
    return null
  }

  return Object.assign(auth, {
    signIn: async (signInOptions: DeviceSignInOptions) => {
      const { onCode, scopes: more = [], signal } = Object(signInOptions) as DeviceSignInOptions
      if (!clientId || !onCode) {
        throw new HelixError('parameter', 'signIn() needs a clientId, and onCode, which shows the code to the user.')
      }
      signal?.throwIfAborted()
      const { session: before } = auth.state
      const wanted = scopesToAsk(auth.state, scopes, more)
      const scope = wanted.join(' ')

      const agree = async (stop: AbortSignal): Promise<UserSession> => {
        for (;;) {
          const code = await getCode(scope, stop)
          const { user_code, verification_uri, expiresAt } = code
          onCode({ user_code, verification_uri, expiresAt })
          const next = await poll(scope, code, stop)
          if (next) return stored.signIn(next.token, stop, next.refreshToken)
        }
      }
      /** Whether a session can be used and has the requested scopes. It may come from another tab. */
      const isWanted = (session: Session) =>
        !looksExpired({ session }) &&
        (session.userId !== before?.userId || (hasScopes(session, wanted) && !hasScopes(before, wanted)))
      let unsubscribe = () => {}
      const arrival = new Promise<UserSession>(resolve => {
        unsubscribe = stored.listen(({ session }) => {
          if (session && isWanted(session)) resolve(session)
        })
      })
      try {
        // The sign-in ends when its caller aborts it, when the user signs out, or when the auth is closed.
        return await eitherAborts([signal, stored.begin()], stop =>
          abortable(Promise.race([agree(stop), arrival]), stop),
        )
      } finally {
        unsubscribe()
      }
    },
  })
}
