import { self } from '../schema/parameters.ts'
import type { EndpointSpec } from '../spec.ts'

/** Parameters as they were given; `null` while they are not known. */
export type Asked = Readonly<Record<string, unknown>> | null

/**
 * Whether there is an answer only for a user; `null` if all users get the same one. Who asks about others may do so without
 * a user, though what Twitch tells of oneself is more.
 */
export function needsUser({ tokens, params }: EndpointSpec, asked: Asked): boolean | null {
  // Left out, these stand for the user whose token is sent.
  const implicit = Object.keys(params).filter(key => params[key]?.type === 'exact_optional')
  if (tokens.join() === 'user' || implicit.some(key => params[key] === self)) return true
  return implicit.length ? !implicit.some(key => asked?.[key]) : null
}
