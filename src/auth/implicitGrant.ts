import { HelixError, type SignInFailure } from '../errors.ts'
import type { Network, Session } from './auth.ts'
import { type Redirect, readRedirect, sameOrigin } from './redirect.ts'
import type { Grant } from './session.ts'
import { keepStoredToken, type SignInAuth, type StoredTokenOptions, unconfirmed } from './storedToken.ts'
import { checkedToken } from './validateToken.ts'

/** How {@link implicitGrant} signs in. */
export interface ImplicitGrantOptions extends StoredTokenOptions {
  /** Where Twitch sends the user back to: registered with Twitch, and of the page's own origin. @defaultValue the page's address without query and fragment */
  readonly redirectUri?: string | undefined
  /** Scopes that each sign-in asks for. See `scopesFor`. */
  readonly scopes?: readonly string[] | undefined
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

/** How long Twitch's page may take: there may be a password and a code to enter. */
const patience = 600_000

/**
 * Signs users in at Twitch without a server: they come back with a token that lasts about 60 days. Nothing happens until
 * `restore()` or the first call. Twitch is asked about the token at first, every hour and on waking.
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
  const { clientId, scopes = [], name = 'default' } = options
  /** Marks the `state` of this auth, so that several on one page leave each other's redirects alone. */
  const mark = `~${clientId}~${name}`
  let onRelay: ((redirect: Redirect) => void) | undefined

  const stored = keepStoredToken(options, {
    arrive: async () => {
      const href = globalThis.location?.href
      const redirect = href ? readRedirect(href) : null
      const state = redirect?.params.get('state') ?? ''
      if (!redirect || (state.includes('~') && !state.endsWith(mark))) return null
      const pending = takePending(state)
      let home = redirect.cleanURL
      if (pending) home = sameOrigin(pending, home) ?? home
      // Before anything else, so that no other script and no history entry holds the token.
      history.replaceState(history.state, '', home)
      if (state.startsWith('popup')) {
        stored.say({ redirect: href })
        globalThis.close()
      }
      if (pending === null) {
        throw failed('state', 'This sign-in was not begun here, or was used before. Sign in again.')
      }
      return accept(redirect)
    },
    onMessage: message => {
      const href = typeof message === 'object' && message !== null && 'redirect' in message ? message.redirect : null
      const redirect = readRedirect(String(href))
      if (redirect) onRelay?.(redirect)
    },
  })

  /** Reads and forgets where a sign-in was begun, so that no answer counts twice. */
  const takePending = (state: string): string | null => {
    const key = `tinyhelix:state:${state}`
    try {
      const returnTo = sessionStorage.getItem(key)
      sessionStorage.removeItem(key)
      return returnTo
    } catch {
      return null
    }
  }

  const accept = async ({ params }: Redirect): Promise<Grant> => {
    const token = params.get('access_token')
    if (!token) {
      const said = params.get('error_description') ?? params.get('error') ?? ''
      throw failed('denied', `Twitch did not sign the user in: ${said.slice(0, 200)}`)
    }
    let grant: Grant
    try {
      grant = await stored.keeper.confirm(unconfirmed(checkedToken(token)))
    } catch {
      throw failed('client', 'Twitch sent back a token that is not valid for this client id. Sign in again.')
    }
    if (!grant.session.userId) throw failed('unreachable', 'Twitch could not be asked whose token this is. Try again.')
    return grant
  }

  const authorizeURL = ({ scopes: more = [], forceVerify }: SignInOptions, state: string) => {
    const page = globalThis.location?.href
    if (!page) throw new HelixError('sign_in', 'Signing in needs a page: call signIn() in a browser.')
    const redirectUri = options.redirectUri ?? page.replace(/[?#].*/, '')
    if (!sameOrigin(redirectUri, page)) {
      throw new HelixError(
        'parameter',
        'redirectUri must be an address of the page’s own origin, or the token would go elsewhere.',
      )
    }
    const network: Network = stored.keeper.network()
    const query = new URLSearchParams({
      response_type: 'token',
      client_id: clientId,
      redirect_uri: redirectUri,
      scope: [...new Set([...scopes, ...(stored.auth.state.session?.scopes ?? []), ...more])].join(' '),
      state,
    })
    if (forceVerify) query.set('force_verify', 'true')
    return `${network.authURL ?? 'https://id.twitch.tv/oauth2'}/authorize?${query}`
  }

  const signInByPopup = (url: string, state: string) =>
    new Promise<Session>((resolve, reject) => {
      const popup = globalThis.open(url, '', 'popup,width=500,height=780')
      if (!popup)
        throw failed(
          'popup_blocked',
          'The browser blocked the popup: call signIn() straight from a click, or without popup.',
        )
      const begun = Date.now()
      let closedAt = 0
      const finish = () => {
        clearInterval(timer)
        onRelay = undefined
      }
      const timer = setInterval(() => {
        const now = Date.now()
        closedAt = popup.closed ? closedAt || now : 0
        const isClosed = closedAt && now - closedAt >= 2000
        if (!isClosed && now - begun < patience) return
        finish()
        reject(
          isClosed
            ? failed('popup_closed', 'The popup was closed before Twitch answered.')
            : failed('timeout', 'Twitch did not answer in the popup. Sign in again.'),
        )
      }, 250)
      stored.hear()
      onRelay = redirect => {
        if (redirect.params.get('state') !== state) return
        finish()
        accept(redirect).then(grant => {
          stored.keeper.hold(grant)
          resolve(grant.session)
        }, reject)
      }
    })

  return {
    ...stored.auth,
    get state() {
      return stored.auth.state
    },
    signIn: async (signInOptions = {}) => {
      const { popup, returnTo } = signInOptions
      const random = [...crypto.getRandomValues(new Uint8Array(16))]
        .map(byte => byte.toString(16).padStart(2, '0'))
        .join('')
      const state = `${popup ? 'popup' : ''}${random}${mark}`
      const url = authorizeURL(signInOptions, state)
      if (popup) return signInByPopup(url, state)
      const home = sameOrigin(returnTo ?? location.href, location.href)
      if (!home) throw new HelixError('parameter', 'returnTo must be an address of the page’s own origin.')
      try {
        sessionStorage.setItem(`tinyhelix:state:${state}`, home)
      } catch {
        throw failed(
          'state',
          'The browser keeps no sessionStorage for this page, which signing in by redirect needs. Use a popup.',
        )
      }
      location.assign(url)
      return new Promise<never>(() => {})
    },
  }
}
