import { failure, HelixError, isHelixError } from '../errors.ts'
import { sleep } from '../request/abortable.ts'
import { exchange, parse } from '../request/exchange.ts'
import type { Session } from '../spec.ts'
import { exclusively } from './lock.ts'
import { revokeToken } from './revokeToken.ts'
import type { Grant } from './session.ts'
import { nothingKnown } from './state.ts'
import { isOver, keepStoredToken, type SignInAuth, type StoredTokenOptions } from './storedToken.ts'

/** How {@link deviceCode} signs in. */
export interface DeviceCodeOptions extends StoredTokenOptions {
  /** Scopes that each sign-in asks for. See `scopesFor`. */
  readonly scopes?: readonly string[] | undefined
}

/** What the user is to be shown. */
export interface DeviceCode {
  /** To be typed in at `verification_uri`, where that does not hold it already. */
  readonly user_code: string
  /** To be opened on any device: show it as a link or as a QR code. */
  readonly verification_uri: string
  /** When this code ends and another is shown, in milliseconds since 1970. */
  readonly expiresAt: number
}

/** One sign-in by device code. */
export interface DeviceSignInOptions {
  /** Shows a code; called again with another whenever one has ended unused. */
  readonly onCode: (code: DeviceCode) => void
  /** Scopes to ask for beside those of the auth and those that the session has. */
  readonly scopes?: readonly string[] | undefined
  /** Stops waiting for the user. */
  readonly signal?: AbortSignal | undefined
}

/** The auth of a screen whose user signs in on another device. */
export interface DeviceCodeAuth extends SignInAuth {
  /** Shows a code and resolves to the session once the user has agreed. */
  readonly signIn: (options: DeviceSignInOptions) => Promise<Session>
}

/** Nothing is lost by asking once more. */
const isPassing = (error: unknown) =>
  isHelixError(error) && (!error.status || error.status >= 500 || error.status === 429)

/**
 * Signs in where typing and redirects are awkward: overlays in OBS, television sets. The user opens a link on another
 * device and agrees there. The application must be registered as a public client. Tokens last a few hours and are
 * renewed by themselves, safely among tabs, until none is renewed for 30 days.
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

  /** Resolves to the answer, of which `needed` is certain to be there. */
  const post = async (path: string, needed: string, form: Record<string, string>, signal?: AbortSignal) => {
    const body = new URLSearchParams({ client_id: clientId, ...form })
    const secret = form['refresh_token'] ?? form['device_code'] ?? null
    const request = { method: 'POST', path, body }
    const callOptions = { timeout: 10_000, signal }
    const answer = Object(parse(await exchange(stored.network, 'authURL', request, callOptions, secret)))
    if (answer[needed]) return answer
    throw failure('schema', request, `answered without ${needed}.`)
  }

  const getGrant = async (
    form: Record<string, string>,
    { session, refreshToken }: Pick<Grant, 'session' | 'refreshToken'>,
    signal?: AbortSignal,
  ): Promise<Grant> => {
    const answer = await post('/token', 'access_token', form, signal)
    const { access_token, refresh_token = refreshToken, expires_in, scope } = answer
    const expiresAt = Date.now() + expires_in * 1000 || null
    return {
      token: access_token,
      refreshToken: refresh_token,
      session: { ...session, clientId, scopes: scope ?? session.scopes, expiresAt },
      checkAt: 0,
    }
  }

  const stored = keepStoredToken(options, {
    // A refresh token works once: whoever comes second takes what the first one got.
    renew: ended =>
      exclusively(`${stored.key}:renewal`, stored.store, async () => {
        // What the one before stored takes a moment to get here.
        await sleep(50, undefined)
        const before = await stored.read()
        if (!before || (before.token !== ended.token && !isOver(before))) return before
        const isStill = async () => (await stored.read())?.token === before.token
        let grant: Grant
        try {
          const refresh_token = before.refreshToken ?? ''
          grant = await getGrant({ grant_type: 'refresh_token', refresh_token }, before)
        } catch (error) {
          if (isPassing(error)) throw error
          if (!(await isStill())) return stored.read()
          throw new HelixError('token', `The session could not be renewed, so sign in again: ${Object(error).message}`)
        }
        if (await isStill()) {
          await stored.write(grant)
          return grant
        }
        // Signed out meanwhile: what has just come must not bring the session back.
        void revokeToken(grant.token, { ...stored.network, clientId }).catch(() => {})
        return stored.read()
      }),
  })

  const ask = async (scope: string, { onCode, signal }: DeviceSignInOptions): Promise<Grant | null> => {
    const answer = await post('/device', 'device_code', { scopes: scope }, signal)
    const { device_code, user_code, verification_uri, expires_in, interval = 5 } = answer
    const expiresAt = Date.now() + expires_in * 1000
    const form = { scopes: scope, device_code, grant_type: 'urn:ietf:params:oauth:grant-type:device_code' }
    onCode({ user_code, verification_uri, expiresAt })
    let pause = interval * 1000
    do {
      await sleep(pause, signal)
      try {
        return await getGrant(form, { session: nothingKnown }, signal)
      } catch (error) {
        const said = (isHelixError(error) && error.detail) || ''
        if (said === 'slow_down') pause += 5000
        else if (/invalid device code|expired/.test(said)) return null
        else if (/denied/.test(said)) throw new HelixError('sign_in', 'The user did not agree.', { reason: 'denied' })
        else if (said !== 'authorization_pending' && !isPassing(error)) throw error
      }
    } while (Date.now() + pause < expiresAt)
    return null
  }

  return Object.assign(stored.auth, {
    signIn: async (signInOptions: DeviceSignInOptions) => {
      if (!clientId || !Object(signInOptions).onCode) {
        throw new HelixError('parameter', 'signIn() needs a clientId, and onCode, which shows the code to the user.')
      }
      const held = stored.auth.state.session?.scopes ?? []
      const scope = [...new Set([...scopes, ...held, ...(signInOptions.scopes ?? [])])].join(' ')
      stored.hear()
      let grant: Grant | null = null
      while (!grant) grant = await ask(scope, signInOptions)
      grant = await stored.keeper.confirm(grant)
      if (!grant.session.userId) {
        throw new HelixError('sign_in', 'Twitch could not say whose token this is: try again.', {
          reason: 'unreachable',
        })
      }
      stored.keeper.hold(grant)
      return grant.session
    },
  })
}
