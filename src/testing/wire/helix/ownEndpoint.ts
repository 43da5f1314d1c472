import type { EndpointSpec } from '../../../spec.ts'
import type { Samples } from './describedRoute.ts'

/** A description, as `defineEndpoint` returned it. */
export interface DescribedEndpoint {
  readonly spec: EndpointSpec
}

/** An endpoint and its answer in a fake. */
export interface SampledEndpoint {
  readonly endpoint: DescribedEndpoint
  /**
   * A row that fits the endpoint's schema; for `list` and `page` an array of rows too, for `object` and `envelope` what they
   * return. Needed where the schema of a row is one of another library, which the fake cannot read.
   */
  readonly sample?: unknown
  /** The other fields of each page, if the endpoint has a schema for them. */
  readonly extra?: unknown
}

/** An own endpoint that a fake answers. */
export type FakeEndpoint = DescribedEndpoint | SampledEndpoint

/** A registered endpoint after it was read. */
export interface OwnEndpoint {
  readonly spec: EndpointSpec
  readonly samples: Samples
}

const isSampled = (given: FakeEndpoint): given is SampledEndpoint => 'endpoint' in Object(given)

/** Reads a registered endpoint. */
export function readEndpoint(given: FakeEndpoint): OwnEndpoint {
  const { endpoint, ...samples } = isSampled(given) ? given : { endpoint: given }
  const spec: EndpointSpec | undefined = Object(endpoint).spec
  if (!spec) throw new Error('The endpoints of a fake are what defineEndpoint returned, or { endpoint, sample }.')
  return { spec, samples }
}
