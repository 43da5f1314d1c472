import type { FakeRequest } from './message.ts'

/** Whom a part of Twitch lets call it from a page; `null`: no page at all. */
export interface CorsPolicy {
  readonly methods: string
  readonly headers: string
  readonly maxAge?: string
}

/** The API: these request headers and no others, and no response header that a page could read. */
export const helixPolicy: CorsPolicy = {
  methods: 'GET, POST, PUT, PATCH, DELETE',
  headers:
    'Accept, Accept-Language, Authorization, Client-Id, Twitch-Api-Token, X-Forwarded-Proto, X-Requested-With, ' +
    'X-Csrf-Token, Content-Type, X-Device-Id, X-Twitch-Vhscf, X-Forwarded-Ip',
  maxAge: '600',
}

/** The validation of a token: a `Client-Id` header is not allowed. */
export const validatePolicy: CorsPolicy = { methods: 'GET', headers: 'Authorization' }

/** What takes forms: they need no preflight, so nothing beyond a form is let through. */
export const formPolicy: CorsPolicy = { methods: 'POST', headers: '' }

/** Whether a browser is asking for leave, rather than a page for an answer. */
export const isPreflight = ({ method, headers }: FakeRequest): boolean =>
  method === 'OPTIONS' && 'access-control-request-method' in headers

/** What a preflight is answered with. */
export const preflightHeaders = ({ methods, headers, maxAge }: CorsPolicy): Record<string, string> => ({
  ...sharedHeaders,
  'access-control-allow-methods': methods,
  ...(headers && { 'access-control-allow-headers': headers }),
  ...(maxAge && { 'access-control-max-age': maxAge }),
})

/** What every answer to a page carries. */
export const sharedHeaders = { 'access-control-allow-origin': '*' } as const
