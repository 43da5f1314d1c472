import type { AuthState } from '../auth/auth.ts'
import type { EndpointSpec } from '../endpoint.ts'
import { self } from '../parameters.ts'

/** Parameters as they were given; `null` while they are not known. */
export type Asked = Readonly<Record<string, unknown>> | null

/**
 * Whose an answer is: `'all'` users' alike; `'user'` if there is none without a user; `'either'` if others were asked
 * about, though what Twitch tells of oneself is more.
 */
export type Owner = 'all' | 'either' | 'user'

export function ownerOf({ tokens, params }: EndpointSpec, asked: Asked): Owner {
  // Left out, these stand for the user whose token is sent.
  const implicit = Object.keys(params).filter(key => params[key]?.type === 'exact_optional')
  if (tokens.join() === 'user' || implicit.some(key => params[key] === self)) return 'user'
  if (!implicit.length) return 'all'
  return implicit.some(key => asked && key in asked) ? 'either' : 'user'
}

/** Whether a component has to wait for the auth before it asks. */
export const mustWait = (spec: EndpointSpec, asked: Asked, { status }: AuthState): boolean =>
  ownerOf(spec, asked) === 'user' ? status !== 'signed-in' : status === 'pending'
