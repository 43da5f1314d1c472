import { later } from '../../world/later.ts'
import { usersOf } from '../../world/users.ts'
import type { World } from '../../world/world.ts'
import { type Emit, emit } from '../eventsub/emit.ts'
import { sharedHeaders } from '../http/cors.ts'
import type { FakeAnswer, FakeRequest } from '../http/message.ts'
import { isObject, requiredKeys } from '../readable.ts'
import type { Token, Tokens } from '../tokens.ts'
import { checkIds, checkToken } from './access.ts'
import { backendToken } from './backendToken.ts'
import type { OwnEndpoint } from './ownEndpoint.ts'
import { givenKeys, readParameters } from './parameters.ts'
import { createRateLimit } from './rateLimit.ts'
import { Refusal, refuse } from './refusal.ts'
import type { HelixResponse } from './response.ts'
import type { Route } from './route.ts'
import { routeTable } from './routeTable.ts'

/** Paths that Twitch has removed. */
const gone = new Set([
  '/tags/streams',
  '/streams/tags',
  '/soundtrack/current_track',
  '/soundtrack/playlist',
  '/soundtrack/playlists',
  '/users/follows',
])

/** Answers requests to the API; `path` is the one below the base URL. */
export type AnswerHelix = (request: FakeRequest, path: string) => FakeAnswer

export function createHelix(
  world: World,
  tokens: Tokens,
  routes: readonly Route[],
  endpoints: readonly OwnEndpoint[],
): AnswerHelix {
  const table = routeTable(world, routes, endpoints)
  const spend = createRateLimit(world.now)

  return (request, path) => {
    // Twitch's edge rejects a path that begins with two slashes.
    if (/\/\/+[^/]/.test(path))
      return { status: 503, headers: { 'content-type': 'text/html' }, body: '<h1>503 Service Unavailable</h1>' }
    let limits: Readonly<Record<string, string>> = {}
    try {
      if (gone.has(path)) refuse(410, 'The API is deprecated.')
      const routes = table.get(`${request.method} ${path}`)
      const [first] = routes ?? []
      if (!routes || !first) return refuse(404)
      if (!first.spec.tokens.length) return toWire(run(routes, request, null, world), limits)
      const token = authorize(request, tokens, world)
      const { isOver, headers } = spend(token)
      limits = headers
      if (isOver) refuse(429, 'Too Many Requests')
      return toWire(run(routes, request, token, world), limits)
    } catch (error) {
      if (error instanceof Refusal) return toWire({ status: error.status, body: error.body() }, limits)
      throw error
    }
  }
}

/** The caller of an endpoint that needs no token. */
const nobody = { kind: 'app', clientId: '', scopes: [], grantId: null, userId: null } as const

/** `token` is `null` if none is needed. */
function run(
  routes: readonly Route[],
  request: FakeRequest,
  token: Token | null,
  world: World,
): HelixResponse<unknown> {
  const { searchParams } = request.url
  const body = readBody(request)
  const { spec, run } = choose(routes, searchParams, body)
  if (token) checkToken(spec, token)
  const { kind, clientId, scopes, grantId, userId } = token ?? nobody
  const params = readParameters(spec, searchParams, body, kind)
  if (token) checkIds(spec, token, params, world)
  const viewer = userId === null ? null : (usersOf(world).byId(userId) ?? null)
  const events: (() => void)[] = []
  const emitAfterwards: Emit = (type, event) => void events.push(() => emit(world, type, event))
  const response = run({ spec, world, kind, clientId, scopes, grantId, viewer, params, emit: emitAfterwards })
  if (events.length) {
    later(() => {
      for (const send of events) send()
    })
  }
  return response
}

function authorize({ headers }: FakeRequest, tokens: Tokens, world: World): Token {
  const { authorization = '', 'client-id': clientId } = headers
  const [, scheme = '', text = ''] = /^(\S+) +(\S+)$/.exec(authorization) ?? []
  if (!text) return refuse(401, 'OAuth token is missing')
  if (!clientId) return refuse(401, 'Client ID is missing')
  const token = tokens.find(text) ?? backendToken(world, text, clientId)
  const expected = token?.kind === 'extension' ? 'extension' : 'bearer'
  if (!token || scheme.toLowerCase() !== expected) return refuse(401, 'Invalid OAuth token')
  if (token.clientId !== clientId) return refuse(401, 'Client ID and OAuth token do not match')
  return token
}

/** A body counts only with a JSON content type. Twitch accepts objects only. */
function readBody({ headers, body }: FakeRequest): unknown {
  if (!body || !headers['content-type']?.includes('json')) return undefined
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {}
  return isObject(value) ? value : refuse(400, 'The request body is not valid JSON.')
}

/** The route whose required parameters are given. Of several, the one that requires most. */
function choose(routes: readonly Route[], search: URLSearchParams, body: unknown): Route {
  const [first, ...others] = routes
  if (!first) return refuse(404)
  if (!others.length) return first
  const ways = routes.map(route => ({ route, keys: requiredKeys(route.spec) }))
  const fitting = ways
    .filter(({ route, keys }) => keys.every(key => givenKeys(route.spec, search, body).includes(key)))
    .sort((a, b) => b.keys.length - a.keys.length)
  const [found] = fitting
  if (!found) return refuse(400, `Missing required parameter ${quoted(ways.map(({ keys }) => keys.join()))}`)
  const rival = fitting.find(({ keys }) => keys.some(key => !found.keys.includes(key)))
  if (rival) refuse(400, `The parameters ${quoted([...found.keys, ...rival.keys])} exclude each other.`)
  return found.route
}

const quoted = (names: readonly string[]) => [...new Set(names)].map(name => `"${name}"`).join(' or ')

const toWire = (
  { status, body, contentType }: HelixResponse<unknown>,
  limits: Readonly<Record<string, string>>,
): FakeAnswer => ({
  status,
  headers: {
    ...sharedHeaders,
    ...limits,
    ...(body !== undefined && { 'content-type': contentType ?? 'application/json; charset=utf-8' }),
  },
  body: body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
})
