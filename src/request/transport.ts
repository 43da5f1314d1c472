import { callSafely } from '../callSafely.ts'
import { callError, nameOf } from '../errors.ts'
import { pause } from '../pause.ts'
import type { Auth, Network, SendRequest, TokenKind } from '../spec.ts'
import { sleep } from './abortable.ts'
import { credentialsOf, unknownSession } from './caller.ts'
import { checkParameters } from './checkParameters.ts'
import { asksForNothing, completeRequest, isPublic, missingSelfIds } from './completeRequest.ts'
import { attempt, errorOf, parse, type WireRequest } from './exchange.ts'
import { createRateLimit } from './rateLimit.ts'
import { type AttemptCallbacks, pointsLeft, watchAttempt } from './watchAttempt.ts'

/** A request that waits for Twitch's rate limit. */
export interface RateLimitEvent {
  readonly endpoint: string
  /** When it is sent again, in milliseconds since 1970. */
  readonly retryAt: number
}

/** Options for sending requests. */
export interface TransportSettings extends Network, AttemptCallbacks {
  /** Your application's client id. It can be left out if the auth knows it. */
  readonly clientId?: string | undefined
  /** Called when a request must wait for Twitch's rate limit. */
  readonly onRateLimit?: ((event: RateLimitEvent) => void) | undefined
  /**
   * The maximum time for each attempt in milliseconds, including the answer's body; `Infinity` for no limit.
   * @defaultValue `30_000`
   */
  readonly timeout?: number | undefined
  /** How often a read is repeated after a failed connection or a server error. @defaultValue `2` */
  readonly retry?: number | false | undefined
}

/**
 * Twitch's messages for a token that is no longer valid. Twitch also answers with 401 if the user lacks a permission.
 */
const deadToken = /invalid (oauth|access) token|token expired/i

/** Limits of single features. Twitch also answers them with 429, but a short wait does not help. */
const ownRules = /er (has )?exceed|for this|frequently|cooldown|snooze|maximum|transport|combination|reached/i

/** How often the rate limit may refuse a call before the call fails: about two minutes. */
const maxRefusals = 8

/**
 * Creates the only part of a client that repeats and delays requests. All requests of a client share its rate limit.
 */
export function createTransport(
  settings: TransportSettings & { readonly auth?: Auth | undefined },
  kind: TokenKind,
): SendRequest {
  const { auth, clientId, timeout, retry = 2, onRateLimit } = settings
  const openTurn = createRateLimit()

  return async (spec, params, options) => {
    const { method, path, tokens, scopes } = spec
    const { signal, caller = { userId: null } } = options

    // Refused before the network.
    if (tokens.length && !tokens.includes(kind)) {
      throw callError('token', spec, `needs a client whose auth is of kind ${tokens.join(' or ')}, not ${kind}.`)
    }
    checkParameters(spec, params, kind)
    if (asksForNothing(spec, params)) return undefined
    signal?.throwIfAborted()

    // The call belongs to the user who is signed in now. If that is not known yet, it belongs to the user who will be.
    caller.userId ??= auth?.state.session?.userId ?? null
    const isAnybodys = isPublic(spec, params)
    const sender = tokens.length ? auth : undefined
    /** Completes the request with the token and the ids of its user. */
    const prepare = async () => {
      const needsUser = !isAnybodys && (!!caller.userId || missingSelfIds(spec, params).length > 0)
      const { token, session } = sender
        ? await credentialsOf(sender, needsUser, signal)
        : { token: null, session: unknownSession }
      if (sender && !isAnybodys) {
        caller.userId ??= session.userId
        if (caller.userId !== session.userId) {
          const problem = 'was not sent: its user is no longer signed in. Call again as the new user.'
          throw callError('token', spec, problem)
        }
      }
      // If the scopes are not known, Twitch decides.
      const { scopes: granted } = session
      if (granted && scopes.length && !scopes.some(scope => granted.includes(scope))) {
        const problem = `needs the scope ${scopes.join(' or ')}: ask for it when signing in.`
        throw callError('scope', spec, problem, { missing: scopes })
      }
      const id = clientId ?? session.clientId
      if (token && !id) throw callError('token', spec, 'needs a client id: pass clientId to createClient.')
      const scheme = kind === 'extension' ? 'Extension' : 'Bearer'
      const headers: WireRequest['headers'] =
        token && id ? { Authorization: `${scheme} ${token}`, 'Client-Id': id } : {}
      return { token, request: { method, path, headers, ...completeRequest(spec, params, session.userId) } }
    }
    if (sender && !sender.state.session) await prepare()

    const turn = openTurn()
    let attempts = 0
    let retries = 0
    let refusals = 0
    let isRenewed = false
    for (;;) {
      /** The status of the answer; 0 while there is none. */
      let status = 0
      try {
        await turn.enter(signal)
        await sender?.waitForTurn?.(signal)
        const { token, request } = await prepare()
        status = noAnswer
        const called = { method, path, params, attempt: ++attempts }
        const answer = await watchAttempt(settings, called, signal, () =>
          attempt(settings, 'baseURL', request, { signal, timeout: options.timeout ?? timeout }),
        )
        status = answer.status
        if (status === 204 || (status === 404 && spec.notFoundIsEmpty)) return undefined
        if (answer.ok) return spec.result === 'text' ? answer.text : parse(answer.text)

        const refusal = errorOf(request, answer, token)
        const { detail = '' } = refusal
        // In browsers the headers cannot be read. Twitch's message then tells which limit was reached.
        if (status === 429 && !Number(answer.headers.get(pointsLeft) ?? ownRules.test(detail))) {
          const retryAt = turn.refuse(Number(answer.headers.get('ratelimit-reset')) * 1000 || 0)
          if (retry === false || ++refusals > maxRefusals) throw Object.assign(refusal, { retryAt })
          callSafely(onRateLimit, { endpoint: nameOf(spec), retryAt })
          continue
        }
        if (status === 401 && sender && token && !isRenewed && deadToken.test(detail)) {
          isRenewed = true
          sender.invalidate(token)
          await sender.getToken(signal).catch(() => {
            throw refusal
          })
          continue
        }
        throw refusal
      } catch (error) {
        // If the caller aborted the call, it rejects with the caller's reason.
        signal?.throwIfAborted()
        // After a 503, Twitch asks to repeat a write once. After any other error, Twitch may have done the write
        // already.
        const isSafe = method === 'GET' || (status === 503 && !retries)
        if (!isSafe || !passing.includes(status) || !(Number(retry) > retries++)) throw error
      } finally {
        turn.leave()
      }
      await sleep(pause(retries - 1), signal)
    }
  }
}

/** Used as the status of a request that was sent and got no answer. */
const noAnswer = -1

/** Temporary failures. */
const passing = [noAnswer, 500, 502, 503, 504]
