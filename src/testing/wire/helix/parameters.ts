import { type FieldSchema, issuesOf } from '../../../schema/schema.ts'
import type { EndpointSpec, Params, TokenKind } from '../../../spec.ts'
import { bare, isObject, requiredKeys } from '../readable.ts'
import { refuse } from './refusal.ts'
import { asDocumented, takesBodyInQuery } from './tolerance.ts'
import { ruleWordingOf, usualWording, wordingOf } from './wordings.ts'

/** Whether a parameter is sent in the query instead of the body. */
const isInQuery = ({ query }: EndpointSpec, key: string): boolean => !query || query.includes(key)

/** The names of all parameters of a request, in query and body. */
export function givenKeys(spec: EndpointSpec, search: URLSearchParams, body: unknown): string[] {
  const fields = bodyFields(spec, body)
  return Object.keys(spec.params).filter(key => {
    const isThere = search.has(key) && (isInQuery(spec, key) || takesBodyInQuery(spec))
    return isThere || (!isInQuery(spec, key) && key in fields)
  })
}

/** Reads, converts and checks a request's parameters. Unknown ones are ignored, as at Twitch. */
export function readParameters(spec: EndpointSpec, search: URLSearchParams, body: unknown, kind: TokenKind): Params {
  const fields = bodyFields(spec, body)
  const read: Record<string, unknown> = {}
  for (const [key, schema] of Object.entries(spec.params)) {
    if (!isInQuery(spec, key) && key in fields) read[key] = fields[key]
    else if (isInQuery(spec, key) || takesBodyInQuery(spec)) {
      const values = search.getAll(key)
      // An empty cursor counts as none.
      if (!values.length || ((key === 'after' || key === 'before') && values[0] === '')) continue
      read[key] = convert(schema, values)
    }
  }
  const given = asDocumented(spec, read)
  for (const key of requiredKeys(spec)) {
    if (given[key] === undefined || given[key] === '') refuse(400, `Missing required parameter "${onWire(spec, key)}"`)
  }
  for (const [key, value] of Object.entries(given)) {
    const schema = spec.params[key]
    const [issue] = schema ? issuesOf(schema, value, key) : []
    if (!schema || !issue) continue
    const usual = `The parameter "${onWire(spec, key)}" was malformed: ${usualWording(schema, value, issue)}`
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

/** Twitch's name for a parameter: the library has a better name for a list that is the whole body. */
const onWire = ({ data }: EndpointSpec, key: string): string => (key === data ? 'data' : key)

/** Converts a text of the query to the type of the schema. A text that cannot be converted stays. */
function convert(schema: FieldSchema, values: readonly string[]): unknown {
  const { type = '', choices = [] } = bare(schema) ?? {}
  const [text = ''] = values
  if (type === 'array') return values
  if (values.length > 1) return values
  if (type === 'boolean') return text === 'true' || (text === 'false' ? false : text)
  if (type === 'integer' || type === 'number') return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
  return choices.find(choice => `${choice}` === text) ?? text
}

/** The fields of the body, without the wrapper that Twitch wants. */
function bodyFields({ data }: EndpointSpec, body: unknown): Record<string, unknown> {
  const fields = isObject(body) ? body : {}
  if (data === true) return isObject(fields['data']) ? fields['data'] : {}
  return data === undefined || !('data' in fields) ? fields : { [data]: fields['data'] }
}
