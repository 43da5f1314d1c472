import * as v from 'valibot'
import { HelixError, isHelixError } from '../errors.ts'
import { exchange, parseAnswer, sleep } from '../transport.ts'
import type { Network, Session } from './auth.ts'
import { exclusively } from './lock.ts'
import type { Grant } from './session.ts'
import { nothingKnown } from './state.ts'
import { keepStoredToken, type SignInAuth, type StoredTokenOptions } from './storedToken.ts'

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

const codeSchema = v.object({
  device_code: v.string(),
  user_code: v.string(),
  verification_uri: v.string(),
  expires_in: v.number(),
  interval: v.optional(v.number(), 5),
})

const tokenSchema = v.object({
  access_token: v.string(),
  refresh_token: v.optional(v.string()),
  expires_in: v.number(),
  scope: v.nullish(v.array(v.string())),
})

/** Nothing is lost by asking once more. */
const isPassing = (error: unknown) =>
  isHelixError(error) && (!error.status || error.status >= 500 || error.status === 429) && error.code !== 'schema'

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

  const post = async (path: string, form: Record<string, string>, network: Network, signal?: AbortSignal) => {
    const body = new URLSearchParams({ client_id: clientId, ...form })
    const secret = form['refresh_token'] ?? form['device_code'] ?? null
    const text = await exchange(network, 'authURL', { method: 'POST', path, body }, { timeout: 10_000, signal }, secret)
    return parseAnswer(`POST ${path}`, text)
  }

  const grantOf = (answer: unknown, known: Session): Grant => {
    const { access_token, refresh_token, expires_in, scope } = v.parse(tokenSchema, answer)
    const session = { ...known, clientId, scopes: scope ?? known.scopes, expiresAt: Date.now() + expires_in * 1000 }
    return { token: access_token, refreshToken: refresh_token, session, checkAt: 0 }
  }

  const stored = keepStoredToken(options, {
    // A refresh token works once: whoever comes second takes what the first one got.
    renew: (ended, network) =>
      exclusively(`${stored.key}:renewal`, stored.store, async () => {
        const current = await stored.read()
        if (current && current.token !== ended.token) return current
        if (!ended.refreshToken) return null
        try {
          const form = { grant_type: 'refresh_token', refresh_token: ended.refreshToken }
          const grant = grantOf(await post('/token', form, network), ended.session)
          await stored.write(grant)
          return grant
        } catch (error) {
          if (isPassing(error)) throw error
          throw new HelixError('token', 'The session could not be renewed: sign in again.')
        }
      }),
  })

  const ask = async (
    scope: string,
    { onCode, signal }: DeviceSignInOptions,
    network: Network,
  ): Promise<Grant | null> => {
    const code = v.parse(codeSchema, await post('/device', { scopes: scope }, network, signal))
    const { device_code, user_code, verification_uri } = code
    const expiresAt = Date.now() + code.expires_in * 1000
    const form = { scopes: scope, device_code, grant_type: 'urn:ietf:params:oauth:grant-type:device_code' }
    onCode({ user_code, verification_uri, expiresAt })
    for (let pause = code.interval * 1000; Date.now() + pause < expiresAt; ) {
      await sleep(pause, signal)
      try {
        return grantOf(await post('/token', form, network, signal), nothingKnown)
      } catch (error) {
        const said = isHelixError(error) ? error.detail : undefined
        if (said === 'slow_down') pause += 5000
        else if (said === 'invalid device code') return null
        else if (/denied/.test(said ?? '')) {
          throw new HelixError('sign_in', 'The user did not agree.', { reason: 'denied' })
        } else if (said !== 'authorization_pending' && !isPassing(error)) throw error
      }
    }
    return null
  }

  return {
    ...stored.auth,
    get state() {
      return stored.auth.state
    },
    signIn: async signInOptions => {
      const held = stored.auth.state.session?.scopes ?? []
      const scope = [...new Set([...scopes, ...held, ...(signInOptions.scopes ?? [])])].join(' ')
      const network = stored.keeper.network()
      stored.hear()
      let grant: Grant | null = null
      while (!grant) grant = await ask(scope, signInOptions, network)
      grant = await stored.keeper.confirm(grant)
      if (!grant.session.userId) {
        throw new HelixError('sign_in', 'Twitch could not be asked who signed in. Try again.', {
          reason: 'unreachable',
        })
      }
      stored.keeper.hold(grant)
      return grant.session
    },
  }
}
