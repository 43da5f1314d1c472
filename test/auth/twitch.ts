import { onTestFinished, vi } from 'vitest'
import { scriptedFetch } from '../scripted/asFetch.ts'
import type { Answer, Received, Scripted } from '../scripted/script.ts'

export type { Answer } from '../scripted/script.ts'

/** The owner of a token. */
export interface Owner {
  readonly login?: string
  readonly clientId?: string
  readonly scopes?: readonly string[] | null
  /** The expiry of the token, in milliseconds since 1970. */
  readonly expiresAt?: number
}

/** A scripted Twitch that knows tokens. */
export interface Twitch extends Scripted {
  /** The network options of an auth or a client. */
  readonly network: { readonly fetch: typeof globalThis.fetch }
  /** Makes a token valid. */
  readonly grant: (token: string, owner?: Owner) => string
  /** Ends a token. */
  readonly revoke: (token: string) => void
  readonly isValid: (token: string) => boolean
}

/** The text in all tokens of these tests. A leaked token is found by it. */
export const mark = 'SECRET'

export const day = 86_400_000
export const hour = 3_600_000

export const validate = 'GET /oauth2/validate'
const revoke = 'POST /oauth2/revoke'
export const device = 'POST /oauth2/device'
export const token = 'POST /oauth2/token'
export const users = 'GET /users'
export const streams = 'GET /streams'

/** An answer with a JSON body. */
export const json = (status: number, body: unknown): Answer => ({ status, json: body })

/** An error of id.twitch.tv, which has no `error` field. */
export const refusal = (status: number, message: string): Answer => json(status, { status, message })

const idOf = (login: string) => `id-of-${login}`

/** Creates a scripted Twitch that accepts granted tokens. */
export function startTwitch(): Twitch {
  const owners = new Map<string, Required<Owner>>()
  const { fetch, ...scripted } = scriptedFetch()

  const ownerOf = (token: string) => {
    const owner = owners.get(token)
    return owner && owner.expiresAt > Date.now() ? owner : undefined
  }
  const tokenIn = ({ headers }: Received, scheme: RegExp) => headers.authorization?.replace(scheme, '') ?? ''

  scripted.answer(validate, request => {
    const owner = ownerOf(tokenIn(request, /^(OAuth|Bearer) /))
    if (!owner) return refusal(401, 'invalid access token')
    const { login, clientId, scopes, expiresAt } = owner
    const expires_in = Math.round((expiresAt - Date.now()) / 1000)
    return json(200, { client_id: clientId, login, user_id: idOf(login), scopes, expires_in })
  })
  scripted.answer(revoke, ({ form }) => (owners.delete(form.get('token') ?? '') ? {} : refusal(400, 'Invalid token')))

  const asHelix = (answer: (owner: Required<Owner>) => unknown) => (request: Received) => {
    const owner = ownerOf(tokenIn(request, /^(Bearer|Extension) /))
    const problem = (message: string) => json(401, { error: 'Unauthorized', status: 401, message })
    if (!owner) return problem('Invalid OAuth token')
    if (request.headers['client-id'] !== owner.clientId) return problem('Client ID and OAuth token do not match')
    return json(200, answer(owner))
  }
  scripted.answer(
    users,
    asHelix(({ login }) => ({ data: [{ id: idOf(login), login }] })),
  )
  scripted.answer(
    streams,
    asHelix(() => ({ data: [], pagination: {} })),
  )

  return {
    ...scripted,
    network: { fetch },
    grant: (token, { login = 'ada', clientId = 'client', scopes = [], expiresAt = Date.now() + 60 * day } = {}) => {
      owners.set(token, { login, clientId, scopes, expiresAt })
      return token
    },
    revoke: token => void owners.delete(token),
    isValid: token => ownerOf(token) !== undefined,
  }
}

/** Replaces clock and timers, so that the test moves the time. */
export function stopTime(): void {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
}

/** Moves the time forward, and runs everything that is due. */
export const pass = async (ms = 0): Promise<void> => void (await vi.advanceTimersByTimeAsync(ms))

/** The result of a promise after that time. A rejection is passed on. */
export async function within<T>(ms: number, promise: PromiseLike<T>): Promise<T> {
  // The caller awaits it later. Until then a rejection would count as unhandled.
  Promise.resolve(promise).catch(() => {})
  await pass(ms)
  return await promise
}
