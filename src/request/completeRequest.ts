import { failure } from '../errors.ts'
import { self } from '../schema/parameters.ts'
import type { EndpointSpec, Params, Session } from '../spec.ts'
import type { WireRequest } from './exchange.ts'

/** A list of ids with nothing in it asks for nothing; sent as it is, Twitch would read it as "no filter". */
export function asksForNothing({ result, batch = [] }: EndpointSpec, given: Params): boolean {
  const isEmpty = (value: unknown) => Array.isArray(value) && !value.length
  const isFilled = (key: string) => given[key] && !isEmpty(given[key])
  return (
    /list|page/.test(result) &&
    Object.keys(given).some(key => isEmpty(given[key]) && !(batch.includes(key) && batch.some(isFilled)))
  )
}

/**
 * Fills in the ids that default to the signed-in user's, who must have granted what the endpoint needs. Sorts all into
 * query and JSON body, the latter in the wrapping that Twitch wants.
 */
export function completeRequest(
  spec: EndpointSpec,
  given: Record<string, unknown>,
  session: Session | null | undefined,
): Pick<WireRequest, 'query' | 'body'> {
  const { params, scopes, query: inQuery, data } = spec
  const granted = session?.scopes
  if (granted && scopes.length && !scopes.some(scope => granted.includes(scope))) {
    const problem = `needs the scope ${scopes.join(' or ')}: ask for it when signing in.`
    throw failure('scope', spec, problem, { missing: scopes })
  }
  for (const key in params) {
    if (params[key] !== self || key in given) continue
    if (!session?.userId) throw failure('parameter', spec, `needs ${key}: no user is signed in.`)
    given[key] = session.userId
  }
  if (!inQuery) return { query: given }
  const query: Record<string, unknown> = {}
  const body: Record<string, unknown> = {}
  for (const key in given) {
    const part = inQuery.includes(key) ? query : body
    part[key] = given[key]
  }
  return { query, body: data ? { data: data === true ? body : body[data] } : body }
}
