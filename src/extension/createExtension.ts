import { expiryOf, extensionHelper } from '../auth/extensionHelper.ts'
import { HelixError } from '../errors.ts'
import { createStore, listeners, type Store } from '../eventsub/store.ts'
import { abortable, eitherAborts, sleep } from '../request/abortable.ts'
import type { ClosableAuth } from '../spec.ts'
import type { ExtensionState, ExtensionViewer } from './extensionState.ts'
import type { ExtensionContext, ExtensionCredentials, ExtensionFeatures, TwitchHelper } from './twitchHelper.ts'
import { viewOf } from './view.ts'

/** Options of {@link createExtension}. */
export interface ExtensionOptions {
  /** Twitch's helper. @defaultValue `window.Twitch.ext`, even if its script loads later */
  readonly helper?: TwitchHelper | undefined
  /** The addresses of the extension's own backend, which may get the viewer's JWT. @defaultValue none */
  readonly backend?: string | readonly string[] | undefined
}

/** An extension's front end. You can destructure its functions. */
export interface TwitchExtension extends Store<ExtensionState> {
  /** The auth of {@link extensionHelper}, for `createClient`. */
  readonly auth: ClosableAuth<'extension'>
  /**
   * Resolves to the viewer's JWT for your backend, with the token for Helix and the ids. It waits for Twitch's helper.
   * Rejects with code `token` if there is none, if the JWT has expired and the helper brings no other, or if another
   * viewer has come meanwhile.
   */
  readonly authorized: (signal?: AbortSignal) => Promise<ExtensionCredentials>
  /**
   * The platform's `fetch` with the viewer's JWT as `Authorization: Bearer …`. It only calls the page's own origin and
   * those of the option `backend`, and follows no redirection. Rejects with code `parameter` for other origins, and with
   * code `token` if another viewer has come before the answer.
   */
  readonly fetch: (...args: Parameters<typeof globalThis.fetch>) => Promise<Response>
  /**
   * Asks the viewer to follow a channel, by login. Resolves to whether they followed. Rejects with code `token` if another
   * viewer has come before the answer.
   */
  readonly followChannel: (login: string) => Promise<boolean>
  /** Minimizes an overlay or a component. */
  readonly minimize: () => void
  /** Asks the viewer to share their id. If they do, `state.viewer.id` tells it. Twitch does not tell of a refusal. */
  readonly requestIdShare: () => void
  /** Resolves to Twitch's helper, for what this library has no function for. Rejects with code `token` if it is absent. */
  readonly helper: (signal?: AbortSignal) => Promise<TwitchHelper>
  /** Stops listening and waiting, and closes `auth`. What waits rejects with code `token`. */
  readonly close: () => void
}

/** How long to wait for the helper's callback, in milliseconds. */
const patience = 5000

const features: ExtensionFeatures = { isBitsEnabled: false, isChatEnabled: false, isSubscriptionStatusAvailable: false }

const refuse = (message: string) => {
  throw new HelixError('parameter', message)
}

const tokenError = (message: string) => new HelixError('token', message)

const originOf = (address: string): string => {
  try {
    const { origin } = new URL(address)
    // `localhost:8080` without a scheme is an address, too, whose origin is `null`.
    if (origin !== 'null') return origin
  } catch {
    // It is no address.
  }
  return refuse(`backend takes addresses such as https://ebs.example: got ${address}`)
}

/**
 * Creates an extension's front end: the state of the page around it, its configuration, its messages, and calls of its own
 * backend. You can call it before Twitch's script has loaded. On a server it does nothing without a given `helper`.
 *
 * @see https://dev.twitch.tv/docs/extensions/reference/
 * @example
 * ```ts
 * import { createClient } from 'tinyhelix'
 * import { createExtension } from 'tinyhelix/extension'
 *
 * const extension = createExtension({ backend: 'https://ebs.example' })
 * const client = createClient({ auth: extension.auth })
 * extension.subscribe(({ context }) => document.body.classList.toggle('dark', context.theme === 'dark'))
 * const answer = await extension.fetch('https://ebs.example/votes', { method: 'POST', body: 'cats' })
 * ```
 */
export function createExtension({ helper: given, backend = [] }: ExtensionOptions = {}): TwitchExtension {
  const isPage = typeof document !== 'undefined'
  const isAtServer = !isPage && !given
  const origins = [backend].flat().map(originOf)
  const [store, set] = createStore<ExtensionState>({
    status: 'pending',
    context: {},
    viewer: null,
    visible: true,
    highlighted: false,
    position: null,
    features,
    configuration: null,
    view: viewOf(isPage ? location.search : ''),
    error: null,
  })
  const closing = new AbortController()
  const { signal: closed } = closing
  const update = (change: Partial<ExtensionState>) => {
    if (!closed.aborted) set({ ...store.state, ...change })
  }
  let twitch: TwitchHelper | undefined
  let credentials: ExtensionCredentials | undefined
  /** When the JWT has certainly expired, by `performance.now()`. */
  let deadline = 0
  /** Called when credentials come, or when it is known that there are none. */
  const arrivals = listeners<void>()

  const followers = listeners<ExtensionCredentials>()
  const auth = extensionHelper({
    onAuthorized: callback => {
      followers.add(callback)
      if (credentials) callback(credentials)
    },
    get viewer() {
      return store.state.viewer ?? undefined
    },
  })

  const viewerOf = (opaqueId: string): ExtensionViewer => {
    const known = twitch?.viewer
    // The helper may still know the former viewer.
    const { id, role, isLinked, subscriptionStatus } = (known?.opaqueId ?? opaqueId) === opaqueId ? (known ?? {}) : {}
    return {
      opaqueId,
      id: id ?? null,
      role: (['broadcaster', 'moderator', 'external'] as const).find(one => one === role) ?? 'viewer',
      isLinked: isLinked ?? !!id,
      subscriptionStatus: subscriptionStatus ?? null,
    }
  }

  /** Reads again what the helper has as properties. */
  const reread = (change?: Partial<ExtensionState>) => {
    const { isBitsEnabled, isChatEnabled, isSubscriptionStatusAvailable } = twitch?.features ?? features
    update({
      features: { isBitsEnabled, isChatEnabled, isSubscriptionStatusAvailable },
      viewer: credentials ? viewerOf(credentials.userId) : null,
      ...change,
    })
  }

  const authorize = (authorized: ExtensionCredentials) => {
    const { token, helixToken, channelId, clientId, userId }: ExtensionCredentials = Object(authorized)
    if (closed.aborted || !userId) return
    credentials = { token, helixToken, channelId, clientId, userId }
    deadline = performance.now() + (expiryOf(token) ?? Infinity) - Date.now()
    reread({ status: 'ready', error: null })
    arrivals.tell()
    followers.tell(credentials)
  }

  const addContext = (context: Partial<ExtensionContext> | undefined, change?: Partial<ExtensionState>) =>
    update({ context: { ...store.state.context, ...context }, ...change })

  /** Looks for the helper until it is there. */
  const look = () => {
    if (twitch) return
    twitch = given ?? Object(globalThis).Twitch?.ext
    if (!twitch) return
    const { configuration } = twitch
    twitch.onContext?.(context => addContext(context))
    twitch.onVisibilityChanged?.((visible, context) => addContext(context, { visible }))
    twitch.onHighlightChanged?.(highlighted => update({ highlighted }))
    twitch.onPositionChanged?.(position => update({ position: { ...position } }))
    twitch.features?.onChanged(() => reread())
    twitch.viewer?.onChanged?.(() => reread())
    configuration?.onChanged(() => {
      const { global, developer, broadcaster } = configuration
      update({ configuration: { global, developer, broadcaster } })
    })
    twitch.onAuthorized(authorize)
  }

  if (!isAtServer) {
    const begun = performance.now()
    const check = () => {
      look()
      if (store.state.status === 'pending' && performance.now() - begun >= patience) {
        update({
          status: 'absent',
          error: tokenError(
            'Twitch’s helper has not called back: load its script before this page’s own, and open the page at Twitch or in a rig.',
          ),
        })
        arrivals.tell()
      }
      // The helper's script may load later than this, but not after the page's `load` event.
      if (credentials || (store.state.error && (twitch || document.readyState === 'complete'))) clearInterval(timer)
    }
    const timer = setInterval(check, 100)
    check()
    closed.addEventListener('abort', () => clearInterval(timer))
  }

  /** Waits for the next credentials, or until it is known that there are none; for a renewal, not for ever. */
  const arrival = (signal: AbortSignal) => {
    let stop = () => {}
    const next = new Promise<void>(resolve => {
      stop = arrivals.add(resolve)
    })
    return Promise.race([abortable(next, signal), ...(credentials ? [sleep(patience, signal)] : [])]).finally(stop)
  }
  /** Throws an error if another viewer has come since. */
  const requireViewer = (before: string | undefined) => {
    closed.throwIfAborted()
    if (before && before !== credentials?.userId) {
      throw tokenError('Another viewer has come: call again as the new viewer.')
    }
  }
  const isUsable = () => deadline > performance.now()

  /** Resolves as soon as there are credentials that `isEnough`. */
  const wait = async <T>(isEnough: () => T | false | undefined, signal?: AbortSignal): Promise<T> => {
    signal?.throwIfAborted()
    closed.throwIfAborted()
    if (isAtServer) throw tokenError('A server has no viewer: call this in the page.')
    if (!isEnough() && store.state.status !== 'absent') await eitherAborts([signal, closed], arrival)
    const found = isEnough()
    if (found) return found
    throw store.state.error ?? tokenError('The JWT has expired, and Twitch has brought no other: reload the page.')
  }
  const authorized = async (signal?: AbortSignal) => {
    const before = credentials?.userId
    const found = await wait(() => (isUsable() && credentials?.token ? credentials : undefined), signal)
    requireViewer(before)
    return found
  }
  const helper = (signal?: AbortSignal) => wait(() => credentials && twitch, signal)

  return {
    get state() {
      return store.state
    },
    subscribe: store.subscribe,
    auth,
    authorized,
    helper,
    fetch: async (input, init) => {
      const request = new Request(input, { ...init, redirect: 'error' })
      const { origin } = new URL(request.url)
      if (origin === 'null' || ![globalThis.location?.origin, ...origins].includes(origin)) {
        refuse(`The viewer’s JWT was not sent to ${origin}: name it in createExtension({ backend }), or use fetch.`)
      }
      const { token, userId } = await authorized(request.signal)
      request.headers.set('Authorization', `Bearer ${token}`)
      const answer = await fetch(request)
      requireViewer(userId)
      return answer
    },
    followChannel: async login => {
      const { actions } = await helper()
      if (!actions) return false
      const viewer = credentials?.userId
      let stop = () => {}
      const answer = new Promise<boolean>(resolve => {
        actions.onFollow((didFollow, name) => name.toLowerCase() === login.toLowerCase() && resolve(didFollow))
        actions.followChannel(login)
        // The former viewer gives no answer any more.
        stop = arrivals.add(() => viewer === credentials?.userId || resolve(false))
      })
      const didFollow = await abortable(answer, closed).finally(stop)
      requireViewer(viewer)
      return didFollow
    },
    minimize: () => twitch?.actions?.minimize(),
    requestIdShare: () => twitch?.actions?.requestIdShare(),
    close: () => {
      if (closed.aborted) return
      const error = tokenError('This extension was closed: create another one.')
      credentials = undefined
      update({ status: 'absent', viewer: null, error })
      closing.abort(error)
      auth.close()
    },
  }
}
