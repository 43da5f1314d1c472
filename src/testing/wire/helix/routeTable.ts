import type { EndpointSpec } from '../../../spec.ts'
import type { World } from '../../world/world.ts'
import { describedRoute, problemOf } from './describedRoute.ts'
import type { OwnEndpoint } from './ownEndpoint.ts'
import type { Route } from './route.ts'
import { specs } from './specs.ts'

/** Routes by method and path, such as `GET /users`. */
export type RouteTable = ReadonlyMap<string, readonly Route[]>

const nameOf = ({ method, path }: EndpointSpec) => `${method} ${path}`

/**
 * The routes of all endpoints: those of the library, with a handler of a feature or from their descriptions, and own
 * ones. Some paths have several endpoints, which differ in required parameters.
 */
export function routeTable(world: World, routes: readonly Route[], endpoints: readonly OwnEndpoint[]): RouteTable {
  const answered = new Map(routes.map(route => [route.spec, route]))
  const table = new Map<string, Route[]>()
  const add = (route: Route) => table.set(nameOf(route.spec), [...(table.get(nameOf(route.spec)) ?? []), route])
  for (const spec of specs) add(answered.get(spec) ?? describedRoute(spec))
  const known = new Set(table.keys())
  for (const { spec, samples } of endpoints) {
    if (known.has(nameOf(spec))) {
      throw new Error(`The fake answers ${nameOf(spec)} already: leave it out of its endpoints.`)
    }
    const problem = problemOf(spec, samples, world)
    if (problem !== null) throw new Error(problem)
    add(describedRoute(spec, samples))
  }
  return table
}
