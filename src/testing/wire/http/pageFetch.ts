import { type FakeAnswer, type FakeRequest, unreachable } from './message.ts'

type Handle = (request: FakeRequest) => Promise<FakeAnswer>

/** The origin of the simulated page, which is not Twitch's. */
const pageOrigin = 'https://page.example'

const readable = [
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
]
const simpleHeaders = ['accept', 'accept-language', 'content-language', 'content-type']
const simpleTypes = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i

const listed = (header: string | undefined) =>
  (header ?? '')
    .toLowerCase()
    .split(',')
    .map(entry => entry.trim())

/**
 * Handles a request as a browser would for a page on another origin: it sends a preflight if needed, refuses forbidden
 * requests, and hides response headers.
 */
export function asPage(handle: Handle): (request: FakeRequest, credentials: RequestCredentials) => Promise<FakeAnswer> {
  return async (request, credentials) => {
    const closed =
      `Blocked by CORS policy: no page may read answers of ${request.url.origin}${request.url.pathname}` +
      (credentials === 'include' ? ' with credentials.' : '.')
    const isShared = ({ headers }: FakeAnswer) => {
      const origin = headers['access-control-allow-origin']
      // A server that allows all origins gets no cookies.
      return credentials === 'include'
        ? origin === pageOrigin && headers['access-control-allow-credentials'] === 'true'
        : origin === '*' || origin === pageOrigin
    }
    const { method, url, headers } = request
    const asked = Object.keys(headers).filter(
      name => !simpleHeaders.includes(name) || (name === 'content-type' && !simpleTypes.test(headers[name] ?? '')),
    )
    if (asked.length || !['GET', 'HEAD', 'POST'].includes(method)) {
      const answer = await handle({
        method: 'OPTIONS',
        url,
        headers: {
          origin: pageOrigin,
          'access-control-request-method': method,
          ...(asked.length && { 'access-control-request-headers': asked.sort().join(',') }),
        },
        body: '',
      })
      const allowedMethods = listed(answer.headers['access-control-allow-methods'])
      const allowedHeaders = listed(answer.headers['access-control-allow-headers'])
      if (!isShared(answer) || answer.status < 200 || answer.status > 299) throw unreachable(closed)
      if (!['GET', 'HEAD', 'POST'].includes(method) && !allowedMethods.includes(method.toLowerCase())) {
        throw unreachable(`Blocked by CORS policy: the method ${method} is not allowed here.`)
      }
      const forbidden = asked.find(name => !allowedHeaders.includes(name))
      if (forbidden) throw unreachable(`Blocked by CORS policy: the request header ${forbidden} is not allowed here.`)
    }
    const answer = await handle({ ...request, headers: { ...headers, origin: pageOrigin } })
    if (!isShared(answer)) throw unreachable(closed)
    const exposed = [...readable, ...listed(answer.headers['access-control-expose-headers'])]
    return {
      ...answer,
      headers: Object.fromEntries(Object.entries(answer.headers).filter(([name]) => exposed.includes(name))),
    }
  }
}
