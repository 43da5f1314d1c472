import type { FakeRequest } from './message.ts'

/** A request that the fake has seen. Tokens and secrets are not in it. */
export interface LoggedRequest {
  /** The part of Twitch that received the request. */
  readonly host: 'helix' | 'oauth' | 'images'
  readonly method: string
  /** The path below the base URL, such as `/streams`. */
  readonly path: string
  /** A key with several values has a list. */
  readonly query: Readonly<Record<string, string | readonly string[]>>
  /** A parsed JSON body or the fields of a form; `undefined` for others and for more than 100,000 characters. */
  readonly body: unknown
  /** Names only, in lower case. */
  readonly headers: readonly string[]
  /** The status of the answer; `0` while there is none, or if the connection ended before it. */
  status: number
}

const secrets = ['token', 'refresh_token', 'client_secret', 'device_code', 'access_token']
const longest = 1000
const maxBodyBytes = 100_000

/** The request log of one fake. */
export interface RequestLog {
  readonly entries: readonly LoggedRequest[]
  /** Called with the body of each answer. The log keeps no bodies. */
  onAnswer?: (entry: LoggedRequest, body: string) => void
  /** Adds a request. Its status follows with the answer. */
  readonly add: (host: LoggedRequest['host'], path: string, request: FakeRequest) => LoggedRequest
}

/** Keeps the latest requests. */
export function createLog(): RequestLog {
  const entries: LoggedRequest[] = []
  return {
    entries,
    add: (host, path, { method, url, headers, body }) => {
      const entry: LoggedRequest = {
        host,
        method,
        path,
        query: redacted(fieldsOf(url.searchParams)),
        body: readBody(headers['content-type'] ?? '', body),
        headers: Object.keys(headers).sort(),
        status: 0,
      }
      entries.push(entry)
      if (entries.length > longest) entries.shift()
      return entry
    },
  }
}

/** Keys with their values; keys with several values have a list. */
function fieldsOf(search: URLSearchParams): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {}
  for (const key of new Set(search.keys())) {
    const values = search.getAll(key)
    fields[key] = values.length === 1 && values[0] !== undefined ? values[0] : values
  }
  return fields
}

const redacted = (fields: Record<string, string | string[]>) =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, secrets.includes(key) ? '[secret]' : value]))

function readBody(type: string, body: string): unknown {
  if (!body || body.length > maxBodyBytes) return undefined
  if (type.includes('urlencoded')) return redacted(fieldsOf(new URLSearchParams(body)))
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
