import { HelixError, type SignInFailure } from '../errors.ts'
import { addressOf } from '../request/exchange.ts'
import type { Session } from '../spec.ts'
import { land } from './landing.ts'
import { readRedirect, sameOrigin } from './redirect.ts'
import type { Grant } from './session.ts'
import { nothingKnown } from './state.ts'
import { keepStoredToken, type SignInAuth, type StoredTokenOptions } from './storedToken.ts'
import { checkedToken } from './validateToken.ts'

/** How {@link implicitGrant} signs in. */
export interface ImplicitGrantOptions extends StoredTokenOptions {
  /**
   * Where Twitch sends the user back to: registered with Twitch, and of the page's own origin. A relative one is resolved
   * against the page's address.
   *
   * @defaultValue the page's address without query and fragment
   */
  readonly redirectUri?: string | undefined
  /** Scopes that each sign-in asks for. See `scopesFor`. */
  readonly scopes?: readonly string[] | undefined
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
  readonly scopes?: readonly string[] | undefined
  /** Shows Twitch's consent page even to those who have agreed before: the way to switch to another account. */
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

const failed = (reason: SignInFailure, message: string) => new HelixError('sign_in', message, { reason })

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
 * `restore()` or the first call. Twitch is asked about the token at first, every hour and on waking. Call `restore()`
 * before the router starts: it puts the address back to where the user was. If the path differs, the browser loads that
 * page once the session is stored; until then the state stays `pending`. See `navigate`.
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
  const { clientId, scopes = [], redirectUri, navigate, storage } = options
  /** What waits for a popup's answer, by `state`. */
  const waiting = new Map<string | null, (params: URLSearchParams) => void>()

  const stored = keepStoredToken(options, {
    arrive: async () => {
      const redirect = readRedirect(globalThis.location?.href)
      if (!redirect) return null
      const { params, cleanURL } = redirect
      const state = params.get('state') ?? ''
      // Several auths on one page leave each other's redirects alone.
      const owner = state.replace(/^[^~]*~?/, '')
      // A token that nobody claims is refused rather than left in the address; an error without a mark is not Twitch's.
      if (owner ? owner !== stored.key : !params.has('access_token')) return null
      const home = takePending(state)
      const there = sameOrigin(home ?? cleanURL, cleanURL) ?? cleanURL
      // Before anything else, so that no other script and no history entry holds the token.
      const isAway = land(cleanURL, there, storage === 'memory', navigate)
      if (/^popup/.test(state)) {
        stored.say({ redirect: String(params) })
        globalThis.close()
      }
      if (home === null) throw failed('state', 'This sign-in was not begun here, or was used: try again.')
      if (!isAway) return accept(params)
      const goal = new URL(there)
      if (params.has('access_token')) {
        const grant = await accept(params)
        // Signed out meanwhile, or in by another way.
        if (stored.auth.state.status !== 'pending') return grant
        await stored.write(grant)
        if (!stored.store.isKept()) {
          land(there, there, true)
          return grant
        }
      } else {
        // A refusal is told where the user was, as Twitch would tell it there. A server may answer from yet another
        // path, so that only the fragment is left to be put back.
        sessionStorage.setItem(pendingKey(state), goal.hash)
        goal.hash = `${params}`
      }
      location.replace(goal)
      return new Promise<never>(() => {})
    },
    onMessage: message => {
      const { redirect } = Object(message)
      const params = new URLSearchParams(typeof redirect === 'string' ? redirect : '')
      waiting.get(params.get('state') ?? '')?.(params)
    },
  })

  const accept = async (params: URLSearchParams): Promise<Grant> => {
    const token = params.get('access_token')
    if (!token) {
      throw failed('denied', `Twitch refused: ${params.get('error_description') ?? params.get('error')}`)
    }
    let grant: Grant
    try {
      grant = await stored.keeper.confirm({ token: checkedToken(token), session: nothingKnown, checkAt: 0 })
    } catch (error) {
      throw failed('client', Object(error).message)
    }
    if (!grant.session.userId) throw failed('unreachable', 'Twitch could not say whose token this is: try again.')
    return grant
  }

  return Object.assign(stored.auth, {
    signIn: async ({ scopes: more = [], forceVerify, popup, returnTo }: SignInOptions = {}) => {
      const page = globalThis.location?.href ?? ''
      const given = redirectUri ?? page.replace(/[?#].*/, '')
      const landing = sameOrigin(given, page)
      // An answer of Twitch's that nobody has read yet is no part of where the user is.
      const home = sameOrigin(returnTo ?? readRedirect(page)?.cleanURL ?? page, page)
      if (!clientId || !home || !landing) {
        throw new HelixError(
          'parameter',
          'signIn() needs a clientId, a page, and redirectUri and returnTo of its origin.',
        )
      }
      const random = crypto.getRandomValues(new Uint32Array(4)).join('-')
      const state = `${popup ? 'popup' : ''}${random}~${stored.key}`
      const query = new URLSearchParams({
        response_type: 'token',
        client_id: clientId,
        // Twitch compares it letter for letter, so that only a relative one is changed.
        redirect_uri: /^https?:/i.test(given) ? given : landing,
        scope: [...new Set([...scopes, ...(stored.auth.state.session?.scopes ?? []), ...more])].join(' '),
        state,
        ...(forceVerify && { force_verify: 'true' }),
      })
      const url = `${addressOf(stored.network, 'authURL')}/authorize?${query}`
      if (!popup) {
        try {
          sessionStorage.setItem(pendingKey(state), home)
        } catch {
          throw failed('state', 'sessionStorage is blocked: use popup.')
        }
        location.assign(url)
        return new Promise<never>(() => {})
      }

      const opened = globalThis.open(url, '', 'width=500,height=780')
      if (!opened) throw failed('popup_blocked', 'The popup was blocked: call signIn() from a click.')
      stored.hear()
      return new Promise<Session>((resolve, reject) => {
        // There may be a password and a code to enter.
        const end = Date.now() + 600_000
        let silence = 0
        const finish = () => {
          opened.close()
          waiting.delete(state)
          clearInterval(timer)
        }
        const timer = setInterval(() => {
          // Closed, it may have answered just before: that counts after two seconds. Under a Cross-Origin-Opener-Policy it
          // seems closed while its user is still there, which is why the page has no focus.
          if (opened.closed && document.hasFocus()) silence++
          const reason = silence > 8 ? 'popup_closed' : Date.now() > end && 'timeout'
          if (!reason) return
          finish()
          reject(failed(reason, 'The popup gave no answer: sign in again.'))
        }, 250)
        waiting.set(state, params => {
          finish()
          const session = accept(params).then(grant => {
            stored.keeper.hold(grant)
            return grant.session
          })
          resolve(session)
        })
      })
    },
  })
}
