import type { EndpointSpec } from '../endpoint.ts'
import * as library from '../index.ts'
import { eventScopes } from './world/eventTypes.ts'

const isEndpoint = (value: unknown): value is { readonly spec: EndpointSpec } =>
  typeof value === 'function' && 'spec' in value

const exported: readonly unknown[] = Object.values(library)

/** The description of every endpoint of the library. */
export const specs: readonly EndpointSpec[] = exported.filter(isEndpoint).map(({ spec }) => spec)

/** Every scope that some endpoint or some type of events needs. */
export const allScopes: readonly string[] = [
  ...new Set([...specs.flatMap(({ scopes }) => scopes), ...eventScopes]),
].sort()
