import { HelixError, isHelixError } from '../errors.ts'
import { until } from '../transport.ts'
import type { Auth, TokenKind } from './auth.ts'
import { nothingKnown, observe } from './state.ts'
import { checkedToken } from './validateToken.ts'

/** The `Auth` of a token that Twitch need not be asked about: supplied as it is, or by a function. */
export function supplyToken<K extends TokenKind>(kind: K, token: string | (() => string | Promise<string>)): Auth<K> {
  const { current, subscribe, publish } = observe()
  let held: string | undefined
  let refused: string | undefined
  let loading: Promise<string> | undefined

  const load = async () => {
    try {
      const found = checkedToken(typeof token === 'string' ? token : await token())
      if (found === refused) {
        throw new HelixError('token', `Twitch no longer accepts the ${kind} token. Supply another.`)
      }
      publish(nothingKnown)
      held = found
      return found
    } catch (thrown) {
      const error = isHelixError(thrown) ? thrown : new HelixError('token', `No ${kind} token could be had: ${thrown}`)
      publish(null, error)
      throw error
    }
  }

  return {
    kind,
    get state() {
      return current()
    },
    subscribe,
    getToken: async signal => {
      if (held) return held
      loading ??= load().finally(() => {
        loading = undefined
      })
      return until(loading, signal)
    },
    invalidate: token => {
      if (token !== held) return
      refused = token
      held = undefined
    },
  }
}
