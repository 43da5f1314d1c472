import { HelixError, isHelixError } from '../errors.ts'
import { abortable } from '../request/abortable.ts'
import type { Auth, Network, Session, TokenKind } from '../spec.ts'
import { type Confirmed, ended, isFinal } from './confirm.ts'
import { fillMissing } from './fillMissing.ts'
import { nothingKnown, observe } from './state.ts'
import { checkedToken } from './validateToken.ts'

/** Finds out about a token; `session` is what was known of it before. */
export type ConfirmToken = (token: string, session: Session | null) => Promise<Confirmed>

/** What Twitch need not be asked about. */
const takeAsItIs: ConfirmToken = async () => ({ session: nothingKnown, checkAt: Infinity })

/**
 * The `Auth` of a token that is supplied as it is, or by a function: asked at first, and when a token has ended. What a
 * client lends goes to `network`.
 */
export function supplyToken<K extends TokenKind>(
  kind: K,
  token: string | (() => string | Promise<string>),
  confirm = takeAsItIs,
  network: Network = {},
): Auth<K> {
  const { current, subscribe, publish } = observe()
  let checkAt = 0
  let held: string | undefined
  let refused: string | undefined
  let loading: Promise<string> | undefined

  const load = async (isSecond = false): Promise<string> => {
    let tried: string | undefined
    try {
      const found = held ?? checkedToken(typeof token === 'function' ? await token() : token)
      if (found === refused) throw current().error ?? ended()
      tried = found
      const confirmed = await confirm(found, held ? current().session : null)
      // By a call that went out meanwhile.
      if (found === refused) throw ended()
      held = found
      checkAt = confirmed.checkAt
      publish(confirmed.session)
      return found
    } catch (thrown) {
      const error = isHelixError(thrown) ? thrown : new HelixError('token', `No token could be had: ${thrown}`)
      held = undefined
      if (tried && isFinal(thrown)) {
        refused = tried
        if (!isSecond && typeof token === 'function') return load(true)
      }
      if (error !== current().error) publish(null, error)
      throw error
    }
  }

  const getToken = async (signal?: AbortSignal) => {
    if (held && checkAt > Date.now()) return held
    loading ??= load().finally(() => {
      loading = undefined
    })
    return abortable(loading, signal)
  }

  return {
    kind,
    get state() {
      return current()
    },
    subscribe,
    getToken,
    getCredentials: async signal => ({ token: await getToken(signal), session: current().session ?? nothingKnown }),
    invalidate: lost => {
      if (lost !== held) return
      refused = lost
      held = undefined
      if (typeof token !== 'function') publish(null, ended())
    },
    setNetwork: given => fillMissing(network, given),
  }
}
