import { HelixError } from '../errors.ts'
import { addressOf } from '../request/exchange.ts'
import type { Scope } from '../scope.ts'
import type { UserAuth, UserSession } from '../spec.ts'
import { restoreURL } from './landing.ts'
import { readRedirect, sameOrigin } from './redirect.ts'
import { keepStoredToken, type StoredTokenOptions, scopesToAsk, signInError } from './storedToken.ts'

/** Options of {@link implicitGrant}. */
export interface ImplicitGrantOptions extends StoredTokenOptions {
  /**
   * The URL that Twitch redirects the user to. It must be registered with Twitch, and have the page's origin. A
   * relative URL is resolved against the page's URL.
   * @defaultValue the page's URL without query and fragment
   */
  readonly redirectUri?: string | undefined
  /** The scopes that each sign-in requests. See `scopesFor`. */
  readonly scopes?: readonly Scope[] | undefined
  /**
   * The URL to return to after a sign-in, on the page's own origin. `signIn` can take another one.
   * @defaultValue the URL where `signIn` was called
   */
  readonly returnTo?: string | undefined
  /**
   * Called after a redirect to bring your router back to where the user was. `url` is a path with query and fragment.
   * Without `navigate`, the browser loads that page if its path differs from the path of `redirectUri`.
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

/** Options of one sign-in. */
export interface SignInOptions {
  /** Scopes to request in addition to those of the auth and those of the session. */
  readonly scopes?: readonly Scope[] | undefined
  /**
   * Shows Twitch's consent page even if the user has agreed before, so that they can switch to another account.
   * @defaultValue `false`; `true` for an auth with a `name` and without a session, because it is for another account
   */
  readonly forceVerify?: boolean | undefined
  /** Signs in with a popup, so that the page stays open. Call `signIn` directly in a click handler. */
  readonly popup?: boolean | undefined
  /**
   * The URL to return to after the sign-in, on the page's own origin.
   * @defaultValue the `returnTo` of the auth, or else the current URL
   */
  readonly returnTo?: string | undefined
}

/** The auth for a page whose users sign in at Twitch. */
export interface ImplicitGrantAuth extends UserAuth {
  /**
   * Redirects the user to Twitch. The promise never settles, because the browser leaves the page. With `popup`, it
   * resolves to the session, or rejects with code `sign_in` and a `reason`.
   */
  readonly signIn: (options?: SignInOptions) => Promise<UserSession>
}

/** Takes the message of a popup, and the window that it came from unless it came over the channel. */
type Answer = (message: unknown, source?: unknown) => void

const pendingKey = (state: string) => `tinyhelix:state:${state}`

/** Reads and deletes the URL where a sign-in began, so that no answer is used twice. */
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
 * Creates an auth that signs users in at Twitch without a server. The token lasts about 60 days. The auth does nothing
 * until `restore()`, the first call or, in a page, the first `subscribe()`. It validates the token at first, every hour
 * and when the page wakes up. Calls wait only for the first answer. Call `restore()` before the router starts: it
 * restores the URL where the user was. If the path differs, the browser loads that page after the session is stored;
 * until then the state stays `pending`. See `navigate`.
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
  const { clientId, scopes = [], redirectUri, name = 'default', navigate, storage, returnTo: usual } = options
  /** They wait for the answers of popups. A late answer still has a token to revoke. */
  const answers = new Set<Answer>()

  // The way to Twitch

  const signIn = async ({ scopes: more = [], forceVerify, popup, returnTo = usual }: SignInOptions = {}) => {
    stored.requireOpen()
    const page = globalThis.location?.href ?? ''
    const redirect_uri = redirectUri ?? page.replace(/[?#].*/, '')
    const resolved = sameOrigin(redirect_uri, page)
    // An answer of Twitch that has not been read yet is not part of the URL to return to.
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
      // Twitch compares the URL character by character, so an absolute URL is not changed.
      redirect_uri: /^\w+:/.test(redirect_uri) ? redirect_uri : resolved,
      scope: scopesToAsk(stored.auth.state, scopes, more).join(' '),
      state,
      // Without the consent page, Twitch would use the first account again.
      ...((forceVerify ?? (name !== 'default' && !session)) && { force_verify: 'true' }),
    })
    const url = `${addressOf(stored.network, 'authURL')}/authorize?${query}`
    if (popup) return throughPopup(url, state)
    try {
      sessionStorage.setItem(pendingKey(state), home)
      sessionStorage.setItem(homeKey(), home)
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
    globalThis.addEventListener('message', hear, { signal: stored.closed })
    return new Promise<UserSession>((resolve, reject) => {
      // The user may have to enter a password and a code, so the limit is long.
      const end = performance.now() + 600_000
      let silence = 0
      let isWaiting = true
      const finish = () => {
        isWaiting = false
        opened.close()
        clearInterval(timer)
        cancelled.removeEventListener('abort', cancel)
      }
      const cancel = () => {
        finish()
        reject(cancelled.reason)
      }
      const timer = setInterval(() => {
        // A closed popup may have answered just before, so the page waits two more seconds. With a
        // Cross-Origin-Opener-Policy the popup seems closed while the user still uses it. The page has no focus then.
        if (opened.closed && document.hasFocus()) silence++
        const reason = silence > 8 ? 'popup_closed' : performance.now() > end && 'timeout'
        if (!reason) return
        finish()
        reject(signInError(reason, 'The popup gave no answer: sign in again.'))
      }, 250)
      cancelled.addEventListener('abort', cancel)
      const answer: Answer = (message, source = opened) => {
        const { redirect } = Object(message)
        const params = new URLSearchParams(typeof redirect === 'string' ? redirect : '')
        if (source !== opened || params.get('state') !== state) return
        answers.delete(answer)
        try {
          const token = tokenOf(params)
          if (isWaiting) stored.signIn(token, cancelled).then(resolve, reject)
          else stored.revoke(token)
        } catch (error) {
          reject(error)
        }
        finish()
      }
      answers.add(answer)
    })
  }

  /** Hears a popup that reaches only the page that opened it: browsers keep the channels of a frame apart. */
  const hear = ({ data, source, origin }: MessageEvent) => {
    if (origin === location.origin) tell(data, source)
  }
  const tell: Answer = (message, source) => {
    for (const answer of answers) answer(message, source)
  }

  // The way back

  const homeKey = () => `tinyhelix:home:${stored.key}`

  /**
   * Refuses an answer whose `state` is unknown or used. Back, after a sign-in, leads to Twitch, which redirects at once
   * with a used one: then the user goes on to where they were.
   */
  const refuse = async (token: string | null, page: string, isPopup: boolean): Promise<null> => {
    const held = await stored.read()
    // The page that opened the popup uses its token.
    if (token && !isPopup && token !== held?.token) stored.revoke(token)
    if (isPopup || !held) {
      throw signInError('state', 'This sign-in was not started here, or was used already: sign in again.')
    }
    let home: string | null | undefined
    try {
      home = sessionStorage.getItem(homeKey())
    } catch {
      // It is blocked.
    }
    const there = sameOrigin(home ?? usual ?? page, page) ?? page
    if (!restoreURL(page, there, storage === 'memory', navigate)) return null
    location.replace(there)
    return new Promise<never>(() => {})
  }

  const stored = keepStoredToken(options, {
    toSignIn: 'call signIn() from a click',
    arrive: () => {
      const redirect = readRedirect(globalThis.location?.href)
      if (!redirect) return null
      const { params, cleanURL } = redirect
      const state = params.get('state') ?? ''
      // Several auths on one page ignore each other's redirects.
      const owner = state.replace(/^[^~]*~?/, '')
      // A token that no auth requested is refused, and does not stay in the URL. An error that no auth requested does
      // not come from Twitch.
      if (owner ? owner !== stored.key : !params.has('access_token')) return null
      const home = takePending(state)
      const there = sameOrigin(home ?? cleanURL, cleanURL) ?? cleanURL
      // This comes first, so that no other script and no history entry contains the token.
      const isAway = restoreURL(cleanURL, there, storage === 'memory', navigate)
      const isPopup = /^popup/.test(state)
      if (isPopup) {
        const answer = { redirect: String(params) }
        stored.say(answer)
        globalThis.opener?.postMessage(answer, location.origin)
        globalThis.close()
      }
      if (home === null) return refuse(params.get('access_token'), cleanURL, isPopup)
      if (!isAway) return { token: tokenOf(params) }
      const goal = new URL(there)
      const leave = () => {
        location.replace(goal)
        return new Promise<never>(() => {})
      }
      if (!params.has('access_token')) {
        // An error is shown at the URL where the user was, as if Twitch had sent it there. A server may redirect to yet
        // another path: then only the fragment can be restored.
        sessionStorage.setItem(pendingKey(state), goal.hash)
        goal.hash = `${params}`
        return leave()
      }
      return {
        token: tokenOf(params),
        leave: async isKept => {
          if (isKept) await leave()
          restoreURL(there, there, true)
        },
      }
    },
    onMessage: message => tell(message),
  })

  return Object.assign(stored.auth, { signIn })
}

/** Returns the token of Twitch's answer. */
function tokenOf(params: URLSearchParams): string {
  const token = params.get('access_token')
  if (token) return token
  throw signInError('denied', `Twitch refused: ${params.get('error_description') ?? params.get('error')}`)
}
