import { missingSelfIds } from '../request/completeRequest.ts'
import type { EndpointSpec, Params } from '../spec.ts'

/** Whether an answer is the same for all users: the description says so, and no user id is filled in. */
export const isPublic = (spec: EndpointSpec, params: Params | null): boolean =>
  !missingSelfIds(spec, params ?? {}).length &&
  !!(typeof spec.public === 'function' ? spec.public(params ?? {}) : spec.public)
