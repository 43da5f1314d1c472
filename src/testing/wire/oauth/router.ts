import { usersOf } from '../../world/users.ts'
import {
  type CorsPolicy,
  formPolicy,
  isPreflight,
  preflightHeaders,
  sharedHeaders,
  validatePolicy,
} from '../http/cors.ts'
import type { FakeAnswer, FakeRequest } from '../http/message.ts'
import type { Token } from '../tokens.ts'
import type { FakeApplication } from './applications.ts'
import { authorize } from './authorize.ts'
import { deviceLifetime, startDevice } from './device.ts'
import {
  consentOf,
  type OAuthState,
  renewableLifetime,
  renewalLifetime,
  splitScopes,
  unknownScope,
} from './oauthState.ts'

const policies: Readonly<Record<string, CorsPolicy>> = {
  '/validate': validatePolicy,
  '/revoke': formPolicy,
  '/token': formPolicy,
  '/device': formPolicy,
}

const json = (status: number, body: unknown): FakeAnswer => ({
  status,
  headers: { ...sharedHeaders, 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

/** Errors here have no `error`, unlike those of the API. */
const refusal = (status: number, message: string) => json(status, { status, message })

/** Answers requests to the sign-in host; `path` is the one below its base URL. */
export function answerOAuth(oauth: OAuthState, request: FakeRequest, path: string): FakeAnswer {
  const { method, body } = request
  const policy = policies[path]
  if (isPreflight(request)) {
    // A page for users has no CORS headers.
    return policy
      ? { status: 204, headers: preflightHeaders(policy), body: '' }
      : { status: 404, headers: {}, body: '' }
  }
  // Twitch accepts the fields of a form in the query as well.
  const form = new URLSearchParams([...new URLSearchParams(body), ...request.url.searchParams])
  switch (`${method} ${path}`) {
    case 'GET /authorize':
    case 'POST /authorize':
      return authorize(oauth, request)
    case 'GET /validate':
      return validate(oauth, request)
    case 'POST /revoke':
      return revoke(oauth, form)
    case 'POST /device':
      return device(oauth, form)
    case 'POST /token':
      return token(oauth, form)
    default:
      return refusal(404, 'not found')
  }
}

function validate({ tokens, world }: OAuthState, { headers }: FakeRequest): FakeAnswer {
  const [, text] = /^(?:oauth|bearer) +(\S+)$/i.exec(headers['authorization'] ?? '') ?? []
  if (!text) return refusal(401, 'missing authorization token')
  const found = tokens.find(text)
  if (!found || (found.kind !== 'user' && found.kind !== 'app')) return refusal(401, 'invalid access token')
  const { clientId, userId, scopes, expiresAt } = found
  const login = userId === null ? undefined : usersOf(world).byId(userId)?.login
  return json(200, {
    client_id: clientId,
    ...(userId !== null && { login }),
    scopes: scopes.length ? scopes : null,
    ...(userId !== null && { user_id: userId }),
    expires_in: expiresAt === null ? 0 : Math.floor((expiresAt - world.now()) / 1000),
  })
}

function revoke({ tokens, applications }: OAuthState, form: URLSearchParams): FakeAnswer {
  const clientId = form.get('client_id')
  const text = form.get('token')
  if (!clientId) return refusal(400, 'missing client id')
  if (!applications.has(clientId)) return refusal(404, 'client does not exist')
  if (!text) return refusal(400, 'missing oauth token')
  const found = tokens.find(text)
  if (!found || found.clientId !== clientId || !tokens.revoke(text)) return refusal(400, 'Invalid token')
  return { status: 200, headers: { ...sharedHeaders }, body: '' }
}

function device(oauth: OAuthState, form: URLSearchParams): FakeAnswer {
  const application = oauth.applications.get(form.get('client_id') ?? '')
  if (!application) return refusal(400, 'invalid client')
  const scopes = splitScopes(form.get('scopes') ?? form.get('scope'))
  const unknown = unknownScope(oauth, scopes)
  if (unknown !== undefined) return refusal(400, `invalid scope: '${unknown}'`)
  const started = startDevice(oauth, application.id, scopes)
  return json(200, {
    device_code: started.deviceCode,
    expires_in: deviceLifetime,
    interval: oauth.deviceIntervalSeconds,
    user_code: started.userCode,
    verification_uri: `${oauth.activateURL}?device-code=${started.userCode}`,
  })
}

function token(oauth: OAuthState, form: URLSearchParams): FakeAnswer {
  const application = oauth.applications.get(form.get('client_id') ?? '')
  if (!application) return refusal(400, form.get('client_id') ? 'invalid client' : 'missing client id')
  switch (form.get('grant_type')) {
    case 'urn:ietf:params:oauth:grant-type:device_code':
      return ofDevice(oauth, application, form)
    case 'refresh_token':
      return renewed(oauth, application, form)
    case 'client_credentials':
      return ofApplication(oauth, application, form)
    default:
      return refusal(400, 'invalid grant type')
  }
}

/** Refuses a confidential application without its secret; `null` otherwise. */
function checkSecret({ secret }: FakeApplication, form: URLSearchParams): FakeAnswer | null {
  const given = form.get('client_secret')
  if (secret === undefined || given === secret) return null
  return given ? refusal(403, 'invalid client secret') : refusal(400, 'missing client secret')
}

const granted = ({ token, refreshToken, scopes }: Token, expires_in: number) =>
  json(200, {
    access_token: token,
    expires_in,
    refresh_token: refreshToken,
    ...(scopes.length && { scope: scopes }),
    token_type: 'bearer',
  })

function ofDevice(oauth: OAuthState, application: FakeApplication, form: URLSearchParams): FakeAnswer {
  const problem = checkSecret(application, form)
  if (problem) return problem
  const { devices, world, tokens } = oauth
  const waiting = devices.get(form.get('device_code') ?? '')
  if (!waiting || waiting.clientId !== application.id || waiting.expiresAt <= world.now())
    return refusal(400, 'invalid device code')
  const isTooSoon = world.now() - waiting.askedAt < oauth.deviceIntervalSeconds * 1000 - 500
  waiting.askedAt = world.now()
  if (waiting.approved === 'denied') return refusal(400, 'access_denied')
  if (waiting.approved === null) return refusal(400, isTooSoon ? 'slow_down' : 'authorization_pending')
  // A code is valid once.
  devices.delete(waiting.deviceCode)
  const agreed = consentOf(oauth, application.id, waiting.approved)
  for (const scope of ['', ...waiting.scopes]) agreed.add(scope)
  const issued = tokens.issue({
    kind: 'user',
    clientId: application.id,
    userId: waiting.approved.id,
    scopes: waiting.scopes,
    expiresIn: renewableLifetime,
    renewable: true,
  })
  return granted(issued, renewableLifetime)
}

function renewed({ tokens }: OAuthState, application: FakeApplication, form: URLSearchParams): FakeAnswer {
  const problem = checkSecret(application, form)
  if (problem) return problem
  const within = application.secret === undefined ? renewalLifetime : Infinity
  const issued = tokens.renew(form.get('refresh_token') ?? '', application.id, renewableLifetime, within)
  return issued ? granted(issued, renewableLifetime) : refusal(400, 'Invalid refresh token')
}

function ofApplication({ tokens }: OAuthState, application: FakeApplication, form: URLSearchParams): FakeAnswer {
  if (application.secret === undefined) return refusal(403, 'invalid client secret')
  const problem = checkSecret(application, form)
  if (problem) return problem
  const expires_in = 5_000_000
  const { token } = tokens.issue({
    kind: 'app',
    clientId: application.id,
    userId: null,
    scopes: [],
    expiresIn: expires_in,
  })
  return json(200, { access_token: token, expires_in, token_type: 'bearer' })
}
