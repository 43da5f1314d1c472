import { HelixError } from '../errors.ts'
import { addressOf } from '../request/exchange.ts'
import type { Scope } from '../scope.ts'
import type { Session } from '../spec.ts'
import { land } from './landing.ts'
import { readRedirect, sameOrigin } from './redirect.ts'
import { keepStoredToken, type SignInAuth, type StoredTokenOptions, scopesToAsk, signInError } from './storedToken.ts'

/** How {@link implicitGrant} signs in. */
export interface ImplicitGrantOptions extends StoredTokenOptions {
  /**
   * Where Twitch sends the user back to: registered with Twitch, and of the page's own origin. A relative address is
   * resolved against the page's.
   * @defaultValue the page's address without query and fragment
   */
  readonly redirectUri?: string | undefined
  /** Scopes that each sign-in asks for. See `scopesFor`. */
  readonly scopes?: readonly Scope[] | undefined
  /**
   * Takes your router to where the user was before a redirect. `url` is a path with its query and fragment. Without
   * `navigate`, the browser loads that page if its path is not the one of `redirectUri`.
   *
   * @example
   * ```ts
   * import { implicitGrant } from 'tinyhelix'
   *
   * declare const router: {
   *   navigate(url: string, options: { replace: boolean }): Promise<void>
   *   replace(url: string): Promise<unknown>
   * }
   * declare function goto(url: string, options: { replaceState: boolean }): Promise<void>
   *
   * const clientId = 'abc'
   * const redirectUri = '/'
   * // React Router
   * implicitGrant({ clientId, redirectUri, navigate: url => router.navigate(url, { replace: true }) })
   * // vue-router
   * implicitGrant({ clientId, redirectUri, navigate: url => router.replace(url) })
   * // SvelteKit
   * implicitGrant({ clientId, redirectUri, navigate: url => goto(url, { replaceState: true }) })
   * ```
   */
  readonly navigate?: ((url: string) => unknown) | undefined
}

/** One sign-in. */
export interface SignInOptions {
  /** Scopes to ask for beside those of the auth and those that the session has. */
  readonly scopes?: readonly Scope[] | undefined
  /**
   * Shows Twitch's consent page even to users who have agreed before, so that they can switch to another account.
   * @defaultValue `false`; `true` for an auth that has a `name` and no session, for that is another account
   */
  readonly forceVerify?: boolean | undefined
  /** Signs in through a popup, so that the page stays. Call it straight from a click. */
  readonly popup?: boolean | undefined
  /** Where the user is to be afterwards, on the page's own origin. @defaultValue where the user is */
  readonly returnTo?: string | undefined
}

/** The auth of a page whose users sign in at Twitch. */
export interface ImplicitGrantAuth extends SignInAuth {
  /**
   * Sends the user to Twitch; the promise then never settles, for the page is left. With `popup` it resolves to the
   * session, or rejects with code `sign_in` and a `reason`.
   */
  readonly signIn: (options?: SignInOptions) => Promise<Session>
}

const pendingKey = (state: string) => `tinyhelix:state:${state}`

/** Reads and forgets where a sign-in was begun, so that no answer counts twice. */
function takePending(state: string): string | null {
  try {
    const home = sessionStorage.getItem(pendingKey(state))
    sessionStorage.removeItem(pendingKey(state))
    return home
  } catch {
    return null
  }
}

/**
 * Signs users in at Twitch without a server: they come back with a token that lasts about 60 days. Nothing happens until
 * `restore()`, the first call or, in a page, the first `subscribe()`. Twitch is asked about the token at first, every hour
 * and on waking; calls wait for the first answer only. Call `restore()` before the router starts: it puts the address back
 * to where the user was. If the path differs, the browser loads that page once the session is stored; until then the state
 * stays `pending`. See `navigate`.
 *
 * @see https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/#implicit-grant-flow
 * @example
 * ```ts
 * import { createClient, getChannelFollowers, implicitGrant, scopesFor } from 'tinyhelix'
 *
 * const auth = implicitGrant({ clientId: 'abc', scopes: scopesFor(getChannelFollowers) })
 * const client = createClient({ auth })
 * const session = await auth.restore()
 * if (session) console.log(await getChannelFollowers(client))
 * else document.querySelector('button')?.addEventListener('click', () => auth.signIn())
 * ```
 */
export function implicitGrant(options: ImplicitGrantOptions): ImplicitGrantAuth {
  const { clientId, scopes = [], redirectUri, name = 'default', navigate, storage } = options
  /** What waits for a popup's answer, by `state`. */
  const waiting = new Map<string | null, (params: URLSearchParams) => void>()

  // The way to Twitch

  const signIn = async ({ scopes: more = [], forceVerify, popup, returnTo }: SignInOptions = {}) => {
    const page = globalThis.location?.href ?? ''
    const redirect_uri = redirectUri ?? page.replace(/[?#].*/, '')
    const resolved = sameOrigin(redirect_uri, page)
    // An answer of Twitch's that nobody has read yet is no part of where the user is.
    const home = sameOrigin(returnTo ?? readRedirect(page)?.cleanURL ?? page, page)
    if (!clientId || !home || !resolved) {
      const place = `of the page's origin, ${Object(globalThis.location).origin}`
      const need = !clientId
        ? 'the clientId of your application: pass it to implicitGrant'
        : !sameOrigin(page, page)
          ? 'a page: call it in a browser, where the page has an address'
          : `${resolved ? 'a returnTo' : 'a redirectUri'} ${place}`
      throw new HelixError('parameter', `signIn() needs ${need}.`)
    }
    const { session } = stored.auth.state
    const random = crypto.getRandomValues(new Uint32Array(4)).join('-')
    const state = `${popup ? 'popup' : ''}${random}~${stored.key}`
    const query = new URLSearchParams({
      response_type: 'token',
      client_id: clientId,
      // Twitch compares letter for letter, so what is an address already stays as it is.
      redirect_uri: /^\w+:/.test(redirect_uri) ? redirect_uri : resolved,
      scope: scopesToAsk(stored.auth.state, scopes, more).join(' '),
      state,
      // Twitch would take the first account again.
      ...((forceVerify ?? (name !== 'default' && !session)) && { force_verify: 'true' }),
    })
    const url = `${addressOf(stored.network, 'authURL')}/authorize?${query}`
    if (popup) return throughPopup(url, state)
    try {
      sessionStorage.setItem(pendingKey(state), home)
    } catch {
      throw signInError('state', 'sessionStorage is blocked: use popup.')
    }
    location.assign(url)
    return new Promise<never>(() => {})
  }

  const throughPopup = (url: string, state: string) => {
    const opened = globalThis.open(url, '', 'width=500,height=780')
    if (!opened) throw signInError('popup_blocked', 'The popup was blocked: call signIn() from a click.')
    const cancelled = stored.begin()
    return new Promise<Session>((resolve, reject) => {
      // There may be a password and a code to enter.
      const end = Date.now() + 600_000
      let silence = 0
      const finish = () => {
        opened.close()
        clearInterval(timer)
        cancelled.removeEventListener('abort', cancel)
      }
      const cancel = () => {
        finish()
        reject(cancelled.reason)
        // Its answer is still waited for: the token must be revoked.
      }
      const timer = setInterval(() => {
        // Closed, it may have answered just before: that counts after two seconds. Under a Cross-Origin-Opener-Policy it
        // seems closed while its user is still there, which is why the page has no focus.
        if (opened.closed && document.hasFocus()) silence++
        const reason = silence > 8 ? 'popup_closed' : Date.now() > end && 'timeout'
        if (!reason) return
        finish()
        waiting.delete(state)
        reject(signInError(reason, 'The popup gave no answer: sign in again.'))
      }, 250)
      cancelled.addEventListener('abort', cancel)
      waiting.set(state, params => {
        finish()
        waiting.delete(state)
        try {
          stored.signIn(tokenOf(params), cancelled).then(resolve, reject)
        } catch (error) {
          reject(error)
        }
      })
    })
  }

  // The way back

  const stored = keepStoredToken(options, {
    arrive: () => {
      const redirect = readRedirect(globalThis.location?.href)
      if (!redirect) return null
      const { params, cleanURL } = redirect
      const state = params.get('state') ?? ''
      // Several auths on one page leave each other's redirects alone.
      const owner = state.replace(/^[^~]*~?/, '')
      // A token without an owner is refused rather than left in the address. An error without an owner is not Twitch's.
      if (owner ? owner !== stored.key : !params.has('access_token')) return null
      const home = takePending(state)
      const there = sameOrigin(home ?? cleanURL, cleanURL) ?? cleanURL
      // Before anything else, so that no other script and no history entry holds the token.
      const isAway = land(cleanURL, there, storage === 'memory', navigate)
      if (/^popup/.test(state)) {
        stored.say({ redirect: String(params) })
        globalThis.close()
      }
      if (home === null) throw signInError('state', 'This sign-in was not begun here, or was used: try again.')
      if (!isAway) return { token: tokenOf(params) }
      const goal = new URL(there)
      const leave = () => {
        location.replace(goal)
        return new Promise<never>(() => {})
      }
      if (!params.has('access_token')) {
        // A refusal is told where the user was, as Twitch would tell it there. A server may answer from yet another
        // path, so that only the fragment is left to be put back.
        sessionStorage.setItem(pendingKey(state), goal.hash)
        goal.hash = `${params}`
        return leave()
      }
      return {
        token: tokenOf(params),
        leave: async isKept => {
          if (isKept) await leave()
          land(there, there, true)
        },
      }
    },
    onMessage: message => {
      const { redirect } = Object(message)
      const params = new URLSearchParams(typeof redirect === 'string' ? redirect : '')
      waiting.get(params.get('state') ?? '')?.(params)
    },
  })

  return Object.assign(stored.auth, { signIn })
}

/** The token of Twitch's answer. */
function tokenOf(params: URLSearchParams): string {
  const token = params.get('access_token')
  if (token) return token
  throw signInError('denied', `Twitch refused: ${params.get('error_description') ?? params.get('error')}`)
}
