import * as library from '../../../index.ts'
import type { EndpointSpec } from '../../../spec.ts'

const isEndpoint = (value: unknown): value is { readonly spec: EndpointSpec } =>
  typeof value === 'function' && 'spec' in value

const exported: readonly unknown[] = Object.values(library)

/** The description of every endpoint of the library. */
export const specs: readonly EndpointSpec[] = exported.filter(isEndpoint).map(({ spec }) => spec)
