import type { FakeRequest } from './message.ts'

/** The CORS rules of a part of Twitch; `null`: no page may call it. */
export interface CorsPolicy {
  readonly methods: string
  readonly headers: string
  readonly maxAge?: string
}

/** The API allows these request headers only, and exposes no response header. */
export const helixPolicy: CorsPolicy = {
  methods: 'GET, POST, PUT, PATCH, DELETE',
  headers:
    'Accept, Accept-Language, Authorization, Client-Id, Twitch-Api-Token, X-Forwarded-Proto, X-Requested-With, ' +
    'X-Csrf-Token, Content-Type, X-Device-Id, X-Twitch-Vhscf, X-Forwarded-Ip',
  maxAge: '600',
}

/** Validation does not allow the `Client-Id` header. */
export const validatePolicy: CorsPolicy = { methods: 'GET', headers: 'Authorization' }

/** The policy of URLs that take forms: requests need no preflight, and may have only what a form can send. */
export const formPolicy: CorsPolicy = { methods: 'POST', headers: '' }

/** Whether a request is a preflight. */
export const isPreflight = ({ method, headers }: FakeRequest): boolean =>
  method === 'OPTIONS' && 'access-control-request-method' in headers

/** The headers of a preflight's answer. */
export const preflightHeaders = ({ methods, headers, maxAge }: CorsPolicy): Record<string, string> => ({
  ...sharedHeaders,
  'access-control-allow-methods': methods,
  ...(headers && { 'access-control-allow-headers': headers }),
  ...(maxAge && { 'access-control-max-age': maxAge }),
})

/** The headers of every answer to a page. */
export const sharedHeaders = { 'access-control-allow-origin': '*' } as const
