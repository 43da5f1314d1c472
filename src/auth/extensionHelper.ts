import { lookEvery, now } from '../clock.ts'
import { HelixError } from '../errors.ts'
import { abortable, eitherAborts, sleep } from '../request/abortable.ts'
import { unknownSession } from '../request/caller.ts'
import type { ClosableAuth, Credentials, Session } from '../spec.ts'
import { closedError } from './grant.ts'
import { observeState } from './observeState.ts'

/** The data that Twitch's extension helper gives about the viewer. */
export interface ExtensionAuthorized {
  readonly channelId: string
  readonly clientId: string
  /** An opaque id. It begins with `U`, or with `A` for a viewer who is not logged in. It is not a Helix user id. */
  readonly userId: string
  /** The token for Helix. It is absent in some of the places where extensions run. */
  readonly helixToken?: string | undefined
}

/** The part of `window.Twitch.ext` that this library uses. */
export interface ExtensionHelper {
  onAuthorized(callback: (authorized: ExtensionAuthorized) => void): void
  /** The viewer. It has the real user id if the viewer shared it. */
  readonly viewer?: { readonly id?: string | null | undefined } | undefined
}

/** How long to wait for the helper's callback. In some places it never comes. */
const patience = 5000

const minute = 60_000
const perMinute = 30

/**
 * Creates the auth of an extension's front end. Twitch's helper provides the token, and a new one about every hour.
 * Such a token can read data that needs no scope. Twitch allows 30 requests a minute per viewer: further requests wait.
 *
 * @param ext - Twitch's helper, which the page loads with a script tag.
 * @see https://dev.twitch.tv/docs/extensions/frontend-api-usage
 * @example
 * ```ts
 * import { createClient, extensionHelper, getStreams } from 'tinyhelix'
 *
 * const auth = extensionHelper()
 * const client = createClient({ auth })
 * const [stream] = await getStreams(client, { user_id: '1001' })
 * console.log(stream?.title, auth.state.session?.channelId)
 * ```
 */
export function extensionHelper(ext?: ExtensionHelper): ClosableAuth<'extension'> {
  const { current, subscribe, publish } = observeState<Session>(() => {
    getCredentials().catch(() => {})
  })
  /** The times of the latest requests. */
  const sent: number[] = []
  let listening = false
  let token: string | undefined
  let refused: string | undefined
  /** The opaque id of the viewer. */
  let viewer: string | undefined
  let arrived = () => {}
  const closing = new AbortController()
  const { signal: closed } = closing
  /** When the token has certainly expired, by `performance.now()`. */
  let deadline = Infinity

  const listen = () => {
    const helper: ExtensionHelper | undefined = ext ?? Object(globalThis).Twitch?.ext
    if (listening || !helper) return
    listening = true
    helper.onAuthorized(({ helixToken, clientId, channelId, userId: opaqueId }) => {
      if (closed.aborted) return
      if (opaqueId !== viewer && current().session && !helixToken) {
        // The former viewer's token is not for this one.
        token = undefined
        publish(null)
      }
      viewer = opaqueId
      if (!helixToken || helixToken === refused) return
      token = helixToken
      const userId = helper.viewer?.id ?? null
      const expiresAt = expiryOf(helixToken)
      deadline = performance.now() + (expiresAt ?? Infinity) - Date.now()
      publish({ ...unknownSession, userId, clientId, channelId, expiresAt })
      arrived()
    })
  }

  const isUsable = () => deadline > performance.now()

  const give = async () => {
    const next = new Promise<void>(resolve => {
      arrived = resolve
    })
    // The helper's script may load after the first call, but not after the page's `load` event.
    const look = () => {
      listen()
      if (!listening && globalThis.document?.readyState === 'complete') arrived()
    }
    const timer = setInterval(look, 100)
    const limit = setTimeout(arrived, patience)
    look()
    await next
    clearInterval(timer)
    clearTimeout(limit)
    waiting = undefined
    if ((token && isUsable()) || closed.aborted) return
    const message = listening
      ? 'The extension helper brought no helixToken: it does at Twitch, but not in the Dev Rig or a page of its own.'
      : 'There is no extension helper: load its script before this page’s own, or pass the helper to extensionHelper.'
    publish(null, new HelixError('token', message))
  }
  let waiting: Promise<void> | undefined
  const wait = () => {
    waiting ??= give()
    return waiting
  }

  const getCredentials = async (signal?: AbortSignal): Promise<Credentials> => {
    signal?.throwIfAborted()
    closed.throwIfAborted()
    listen()
    if (!token || !isUsable()) await abortable(wait(), signal)
    const { session, error } = current()
    if (token && session && isUsable()) return { token, session }
    throw error ?? new HelixError('token', 'There is no helixToken yet.')
  }

  return {
    kind: 'extension',
    get state() {
      return current()
    },
    subscribe,
    getToken: async signal => (await getCredentials(signal)).token,
    getCredentials,
    waitForTurn: async signal => {
      for (;;) {
        signal?.throwIfAborted()
        closed.throwIfAborted()
        const ms = (sent.at(-perMinute) ?? -minute) + minute - now()
        if (ms > 0) await eitherAborts([signal, closed], either => sleep(Math.min(ms, lookEvery), either))
        else {
          sent.push(now())
          if (sent.length > perMinute) sent.shift()
          return
        }
      }
    },
    invalidate: lost => {
      if (lost !== token) return
      refused = lost
      token = undefined
    },
    close: () => {
      if (closed.aborted) return
      const error = closedError()
      closing.abort(error)
      token = undefined
      publish(null, error)
      arrived()
    },
  }
}

/** The claims of a JWT; none if it has no readable ones. */
export function claimsOf(jwt: string): { readonly [claim: string]: unknown } {
  try {
    return Object(JSON.parse(atob((jwt.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/'))))
  } catch {
    return {}
  }
}

/**
 * When a new JWT expires, if it says so. If it seems to have expired already, the clock is wrong: Twitch will decide.
 */
export function expiryOf(jwt: string): number | null {
  const expiresAt = Number(claimsOf(jwt)['exp']) * 1000
  return expiresAt > Date.now() ? expiresAt : null
}
