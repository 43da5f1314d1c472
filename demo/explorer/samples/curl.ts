import type { EndpointSpec } from 'tinyhelix'
import { self } from 'tinyhelix/define'

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** A call as a command, with places for the token and the client id. */
export function curl({ method, path, tokens, params: schemas, query, data }: EndpointSpec, given: unknown): string {
  const me = Object.entries(schemas).flatMap(([key, schema]) => (schema === self ? [[key, '<your user id>']] : []))
  const params: Record<string, unknown> = { ...Object.fromEntries(me), ...Object(given) }
  const isInQuery = (key: string) => method === 'GET' || !query || query.includes(key)
  const search = new URLSearchParams()
  const body: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(params)) {
    if (value === undefined) continue
    if (isInQuery(key)) for (const one of [value].flat()) search.append(key, `${one}`)
    else body[key] = value
  }
  const address = `https://api.twitch.tv/helix${path}${`${search}` && `?${search}`}`
  const inside = data ? { data: data === true ? body : body[data] } : body
  const lines = [
    `curl -X ${method} ${quoted(address.replaceAll('%3Cyour+user+id%3E', '<your user id>'))}`,
    ...(tokens.length ? ["-H 'Authorization: Bearer <token>'", "-H 'Client-Id: <client id>'"] : []),
    ...(Object.keys(body).length
      ? ["-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(inside))}`]
      : []),
  ]
  return `${lines.join(' \\\n  ')}\n`
}
