import { callError, type Named } from '../errors.ts'
import { self } from '../schema/parameters.ts'
import type { EndpointSpec, Params } from '../spec.ts'
import type { WireRequest } from './exchange.ts'

/** An empty list of ids requests nothing. If it were sent, Twitch would read it as "no filter". */
export function asksForNothing({ result, batch = [] }: EndpointSpec, params: Params): boolean {
  const isEmpty = (value: unknown) => Array.isArray(value) && !value.length
  const isFilled = (key: string) => params[key] && !isEmpty(params[key])
  return (
    (result === 'list' || result === 'page') &&
    Object.keys(params).some(key => isEmpty(params[key]) && !(batch.includes(key) && batch.some(isFilled)))
  )
}

/** The ids that default to the signed-in user and were left out, except where a rule forbids them. */
export const missingSelfIds = (
  { params: schemas, rules }: Pick<EndpointSpec, 'params' | 'rules'>,
  params: Params,
): string[] =>
  Object.keys(schemas).filter(
    key =>
      schemas[key] === self &&
      !(key in params) &&
      rules.every(({ keys, test }) => !keys.includes(key) || test({ ...params, [key]: '' }, 'user')),
  )

/** Whether an answer is the same for all users: the description says so, and no user id is filled in. */
export const isPublic = (spec: EndpointSpec, params: Params): boolean =>
  !missingSelfIds(spec, params).length && !!(typeof spec.public === 'function' ? spec.public(params) : spec.public)

/**
 * Divides parameters into query and JSON body, and wraps the body as Twitch expects it. It fills in ids that default to
 * the signed-in user.
 */
export function completeRequest(
  spec: Named & Pick<EndpointSpec, 'params' | 'rules' | 'query' | 'data'>,
  params: Params,
  userId: string | null,
): Pick<WireRequest, 'query' | 'body'> {
  const { query: inQuery, data } = spec
  const all: Record<string, unknown> = { ...params }
  for (const key of missingSelfIds(spec, params)) {
    if (!userId) throw callError('parameter', spec, `needs ${key}: no user is signed in.`)
    all[key] = userId
  }
  if (!inQuery) return { query: all }
  const query: Record<string, unknown> = {}
  for (const key of inQuery) {
    query[key] = all[key]
    delete all[key]
  }
  const body = data ? { data: data === true ? all : all[data] } : all
  // The body is serialized here, because ofetch does not recognize an object with a field named `buffer` or
  // `constructor`.
  return { query, body: JSON.stringify(body) }
}
