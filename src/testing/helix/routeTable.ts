import type { EndpointSpec } from '../../spec.ts'
import { specs } from '../specs.ts'
import type { World } from '../world/world.ts'
import { describedRoute, problemOf, type Samples } from './describedRoute.ts'
import * as families from './families.ts'
import type { Route } from './route.ts'

/** What has a description: what `defineEndpoint` returned. */
export interface DescribedEndpoint {
  readonly spec: EndpointSpec
}

/** An endpoint with what a fake answers it with. */
export interface SampledEndpoint {
  readonly endpoint: DescribedEndpoint
  /**
   * A row that fits the endpoint's schema; for `list` and `page` an array of rows too, for `object` and `envelope` what they
   * return. Needed where the schema of a row is one of another library, which the fake cannot read.
   */
  readonly sample?: unknown
  /** What each page carries beside its rows, if the endpoint has a schema for that. */
  readonly extra?: unknown
}

/** An endpoint of a user's own that a fake is to answer. */
export type FakeEndpoint = DescribedEndpoint | SampledEndpoint

/** Routes by method and path, such as `GET /users`. */
export type RouteTable = ReadonlyMap<string, readonly Route[]>

const nameOf = ({ method, path }: EndpointSpec) => `${method} ${path}`

/**
 * The routes of all endpoints: those of the library, from a family or else from their descriptions, and a user's own. Some
 * paths serve several endpoints, told apart by what is required.
 */
export function routeTable(world: World, endpoints: readonly FakeEndpoint[]): RouteTable {
  const answered = new Map(Object.values(families).flatMap(family => family.map(route => [route.spec, route])))
  const table = new Map<string, Route[]>()
  const add = (route: Route) => table.set(nameOf(route.spec), [...(table.get(nameOf(route.spec)) ?? []), route])
  for (const spec of specs) add(answered.get(spec) ?? describedRoute(spec))
  const known = new Set(table.keys())
  for (const endpoint of endpoints) {
    const [spec, samples] = readEndpoint(endpoint)
    if (known.has(nameOf(spec))) {
      throw new Error(`The fake answers ${nameOf(spec)} already: leave it out of its endpoints.`)
    }
    const problem = problemOf(spec, samples, world)
    if (problem !== null) throw new Error(problem)
    add(describedRoute(spec, samples))
  }
  return table
}

const isSampled = (given: FakeEndpoint): given is SampledEndpoint => 'endpoint' in Object(given)

function readEndpoint(given: FakeEndpoint): readonly [EndpointSpec, Samples] {
  const { endpoint, ...samples } = isSampled(given) ? given : { endpoint: given }
  const spec: EndpointSpec | undefined = Object(endpoint).spec
  if (!spec) throw new Error('The endpoints of a fake are what defineEndpoint returned, or { endpoint, sample }.')
  return [spec, samples]
}
