import { missingSelfIds } from '../request/completeRequest.ts'
import type { EndpointSpec, Params } from '../spec.ts'

/** Whether an answer is the same whoever asks: nobody's ids are filled in, and the description says so. */
export const isPublic = (spec: EndpointSpec, params: Params | null): boolean =>
  !missingSelfIds(spec, params ?? {}).length &&
  !!(typeof spec.public === 'function' ? spec.public(params ?? {}) : spec.public)
