import type { EndpointSpec, Params } from '../../../spec.ts'
import { bare } from '../readable.ts'

// Values that Twitch accepts although its reference says otherwise: other libraries rely on them.

const nameOf = ({ method, path }: EndpointSpec) => `${method} ${path}`

/** Endpoints that accept fields of the body in the query as well. */
const takenInQuery = new Set(['POST /chat/messages'])

export const takesBodyInQuery = (spec: EndpointSpec): boolean => takenInQuery.has(nameOf(spec))

/** A documented text that may be a number. */
const numberAsText = (key: string) => (given: Params) => {
  const value = given[key]
  return typeof value === 'number' ? { ...given, [key]: `${value}` } : given
}

/** A text that is cut to the maximum of its schema instead of being refused. */
const cutToLimit = (key: string) => (given: Params, spec: EndpointSpec) => {
  const value = given[key]
  const { max = Infinity } = bare(spec.params[key]) ?? {}
  return typeof value === 'string' && max < Infinity ? { ...given, [key]: [...value].slice(0, max).join('') } : given
}

/** Without paid votes, their price does not count. */
const withoutNoPrice = ({ channel_points_per_vote, ...given }: Params) =>
  channel_points_per_vote === 0 && given['channel_points_voting_enabled'] !== true
    ? given
    : { ...given, ...(channel_points_per_vote !== undefined && { channel_points_per_vote }) }

const rewritten: Readonly<Record<string, (given: Params, spec: EndpointSpec) => Params>> = {
  'PATCH /schedule/segment': numberAsText('duration'),
  'POST /schedule/segment': numberAsText('duration'),
  'POST /chat/announcements': cutToLimit('message'),
  'POST /polls': withoutNoPrice,
}

/** The request's parameters in their documented form. */
export const asDocumented = (spec: EndpointSpec, given: Params): Params =>
  rewritten[nameOf(spec)]?.(given, spec) ?? given
