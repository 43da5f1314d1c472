import { type ParameterFacts, self } from '../../schema/parameters.ts'
import { type FieldSchema, issuesOf } from '../../schema/schema.ts'
import type { EndpointSpec, TokenKind } from '../../spec.ts'
import { refuse } from './refusal.ts'
import { cut, ruleWordingOf, wordingOf } from './wordings.ts'

/** Parameters that a request cannot do without. Ids that the library fills in are among them. */
export const requiredKeys = ({ params }: Pick<EndpointSpec, 'params'>): string[] =>
  Object.keys(params).filter(key => params[key] === self || !params[key]?.type.endsWith('optional'))

/** A parameter's schema without what lets it be left out. */
function bare(schema: FieldSchema): FieldSchema & ParameterFacts {
  return 'wrapped' in schema ? bare(schema.wrapped as FieldSchema) : schema
}

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
    const [issue] = schema ? issuesOf(schema, value, key) : []
    if (!schema || !issue) continue
    const usual = `The parameter "${onWire(spec, key)}" was malformed: ${wording(schema, value, issue.message)}`
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
function wording(schema: FieldSchema, value: unknown, message: string): string {
  const { type, min = -Infinity, max = Infinity } = bare(schema)
  if (type === 'integer' && Number(value) > max) return `the value must be less than or equal to ${max}`
  if (type === 'integer' && Number(value) < min) return `the value must be greater than or equal to ${min}`
  return message.replace(/^Invalid.*?: /, '').replace(/^Expected/, 'expected')
}

/** A query's text as the type that the schema takes; text that has no such value stays as it is. */
function convert(schema: FieldSchema, values: readonly string[]): unknown {
  const { type, choices } = bare(schema)
  const [text = ''] = values
  if (type === 'array') return values
  if (values.length > 1) return values
  if (type === 'boolean') return text === 'true' || (text === 'false' ? false : text)
  if (type === 'integer' || type === 'number') return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
  return choices?.find(choice => `${choice}` === text) ?? text
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The body's fields, out of the wrapping that Twitch wants. */
function bodyFields({ data }: EndpointSpec, body: unknown): Record<string, unknown> {
  const fields = isObject(body) ? body : {}
  if (data === true) return isObject(fields['data']) ? fields['data'] : {}
  return data === undefined || !('data' in fields) ? fields : { [data]: fields['data'] }
}
