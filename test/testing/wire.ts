import type { FakeTwitch, GrantOptions } from 'tinyhelix/testing'

/** The parts of a request to the API besides its address. */
export interface CallOptions {
  /** A token, or the options of a new one. @defaultValue one of `ada` with all scopes */
  readonly token?: string | GrantOptions | null
  readonly scheme?: string
  readonly clientId?: string | null
  readonly headers?: Readonly<Record<string, string>>
  /** Objects are sent as JSON, texts as they are. */
  readonly body?: unknown
}

/** Sends a request as a server would, without the library: `GET /streams?first=2`. */
export async function call(fake: FakeTwitch, line: string, options: CallOptions = {}) {
  const { token = {}, scheme = 'Bearer', clientId = fake.clientId, headers, body } = options
  const [method = '', target = ''] = line.split(/ (.*)/)
  const text = typeof token === 'string' ? token : token && fake.grant(token)
  const response = await fake.fetch(fake.network.baseURL + target, {
    method,
    headers: {
      ...(text && { authorization: `${scheme} ${text}` }),
      ...(clientId && { 'client-id': clientId }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const answered = await response.text()
  return { status: response.status, headers: response.headers, body: answered && JSON.parse(answered) }
}

/** The body of a refusal of the API. */
export const refusal = (status: number, error: string, message: string) => ({
  status,
  body: { error, status, message },
})
