import type { EndpointSpec, HelixClient, TokenKind } from 'tinyhelix'
import * as tinyhelix from 'tinyhelix'
import { calls, callsWith, type EndpointName, kinds, type Params } from './calls.ts'
import { deviations } from './deviations.ts'
import { list, type Row } from './facts.ts'

/** An endpoint for tests of all endpoints. `undefined` means that parameters are left out. */
type AnyEndpoint = ((client: HelixClient<TokenKind>, params?: Params, options?: object) => PromiseLike<unknown>) & {
  readonly spec: EndpointSpec
}

// The table of calls has each endpoint's own types, which the compiler checks.
const exported = tinyhelix as unknown as Readonly<Record<string, AnyEndpoint>>

/** All endpoints of the library by name, including those outside the tables. */
export const library: ReadonlyMap<string, AnyEndpoint> = new Map(
  Object.entries(exported).filter(([, value]) => typeof value === 'function' && 'spec' in value),
)

/** The endpoint of this name. */
export function endpoint(name: string): AnyEndpoint {
  const found = library.get(name)
  if (found) return found
  throw new Error(`The library has no endpoint ${name}.`)
}

/** The names of all endpoints of the tables. */
export const names = Object.keys(calls) as EndpointName[]

/** Whether the tables have an endpoint. Its tests then come from Twitch's documentation, not from the code. */
export const isDocumented = (name: string): name is EndpointName => Object.hasOwn(calls, name)

/** The planned facts of each endpoint, with deviations. */
const rows = new Map(list.map(row => [row.export, row]))
for (const { endpoint, here } of deviations) rows.set(endpoint, { ...rowOf(endpoint), ...here })

export function rowOf(name: EndpointName): Row {
  const row = rows.get(name)
  if (row) return row
  throw new Error(`${name} is not in the list.`)
}

/** Every kind of client. */
export const everyKind: readonly TokenKind[] = ['user', 'app', 'extension', 'jwt']

/** The kinds of client that may call an endpoint. An endpoint without a token accepts all of them. */
export function clientsOf(name: EndpointName): readonly [TokenKind, ...TokenKind[]] {
  const [first, ...others] = kinds[calls[name][0]]
  return first ? [first, ...others] : ['user', 'app', 'extension', 'jwt']
}

/** Parameters of valid calls, the fewest first. Without a user token they include ids that default to the user. */
export function validParams(name: EndpointName, kind: TokenKind): [fewest: Params, ...all: Params[]] {
  const ids = kind === 'user' ? {} : Object.fromEntries(rowOf(name).self.map(id => [id, '21']))
  const [fewest, ...all] = callsWith(name, kind)
  return [{ ...ids, ...fewest }, ...all.map(params => ({ ...ids, ...params }))]
}
