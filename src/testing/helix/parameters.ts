import * as v from 'valibot'
import type { TokenKind } from '../../auth/auth.ts'
import type { EndpointSpec } from '../../endpoint.ts'
import { self } from '../../parameters.ts'
import { refuse } from './refusal.ts'
import { cut, ruleWordingOf, wordingOf } from './wordings.ts'

/** Parameters that a request cannot do without. Ids that the library fills in are among them. */
export const requiredKeys = ({ params }: EndpointSpec): string[] =>
  Object.keys(params).filter(key => {
    const schema = params[key]
    return schema === self || (schema && !v.is(v.strictObject({ [key]: schema }), {}))
  })

/** Whether a parameter belongs into the query rather than into the body. */
const isInQuery = ({ query }: EndpointSpec, key: string): boolean => !query || query.includes(key)

/** The names of what a request gives, wherever it stands. */
export function givenKeys(spec: EndpointSpec, search: URLSearchParams, body: unknown): string[] {
  const fields = bodyFields(spec, body)
  return Object.keys(spec.params).filter(key => (isInQuery(spec, key) ? search.has(key) : key in fields))
}

/** Reads, converts and checks a request's parameters; what is not described is ignored, as Twitch does. */
export function readParameters(
  spec: EndpointSpec,
  search: URLSearchParams,
  body: unknown,
  kind: TokenKind,
): Record<string, unknown> {
  const fields = bodyFields(spec, body)
  const given: Record<string, unknown> = {}
  for (const [key, schema] of Object.entries(spec.params)) {
    if (!isInQuery(spec, key)) {
      if (key in fields) given[key] = cut(spec, key, fields[key])
      continue
    }
    const values = search.getAll(key)
    // An empty cursor is none.
    if (!values.length || ((key === 'after' || key === 'before') && values[0] === '')) continue
    given[key] = convert(schema, values)
  }
  for (const key of requiredKeys(spec)) {
    if (given[key] === undefined || given[key] === '') refuse(400, `Missing required parameter "${onWire(spec, key)}"`)
  }
  for (const [key, value] of Object.entries(given)) {
    const schema = spec.params[key]
    const result = schema && v.safeParse(schema, value)
    if (!result?.issues) continue
    const usual = `The parameter "${onWire(spec, key)}" was malformed: ${wording(value, result.issues[0].message)}`
    refuse(...(wordingOf(spec, key, value) ?? [400, usual]))
  }
  for (const { keys, expected, test } of spec.rules) {
    if (test(given, kind)) continue
    const own = ruleWordingOf(spec, keys)
    if (own) refuse(...own)
    const names = keys.map(key => `"${key}"`)
    if (keys.every(key => given[key] === undefined)) refuse(400, `Missing required parameter ${names.join(' or ')}`)
    refuse(400, `The parameters ${names.join(', ')} do not go together: expected them ${expected}`)
  }
  return given
}

/** What Twitch calls a parameter: the library has a better name for a list that is the whole body. */
const onWire = ({ data }: EndpointSpec, key: string): string => (key === data ? 'data' : key)

/** What is wrong with a value, in Twitch's words where they are known. */
function wording(value: unknown, message: string): string {
  const [, least, most] = wholeNumber.exec(message) ?? []
  if (Number(value) > Number(most)) return `the value must be less than or equal to ${most}`
  if (Number(value) < Number(least)) return `the value must be greater than or equal to ${least}`
  return message.replace(/^Invalid.*?: /, '').replace(/^Expected/, 'expected')
}

/** What the library says of a number that is out of its range. */
const wholeNumber = /^expected a whole number >=(\d+)(?: and <=(\d+))?/

/** Text of a query as the value that the schema takes, or else as the one that comes closest. */
function convert(schema: v.GenericSchema, values: readonly string[]): unknown {
  const [text = ''] = values
  const candidates: unknown[] = values.length > 1 ? [values] : [text, [text]]
  if (values.length === 1) {
    if (/^-?\d+(\.\d+)?$/.test(text)) candidates.push(Number(text))
    if (text === 'true' || text === 'false') candidates.push(text === 'true')
  }
  const isOfType = (candidate: unknown) => {
    const issue = v.safeParse(schema, candidate).issues?.[0]
    return issue?.kind === 'validation' || (typeof candidate === 'number' && wholeNumber.test(issue?.message ?? ''))
  }
  return candidates.find(candidate => v.is(schema, candidate)) ?? candidates.find(isOfType) ?? candidates[0]
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The body's fields, out of the wrapping that Twitch wants. */
function bodyFields({ data }: EndpointSpec, body: unknown): Record<string, unknown> {
  const fields = isObject(body) ? body : {}
  if (data === true) return isObject(fields['data']) ? fields['data'] : {}
  return data === undefined || !('data' in fields) ? fields : { [data]: fields['data'] }
}
