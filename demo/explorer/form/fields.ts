import type { EndpointSpec, TokenKind } from 'tinyhelix'
import type { Params } from '../facts/library.ts'
import type { FieldText } from '../facts/texts.ts'

type FieldSchema = EndpointSpec['params'][string]

/** What can be read of a schema. Which members it has depends on its type. */
interface Readable extends FieldSchema {
  readonly min?: number
  readonly max?: number
  readonly choices?: readonly (string | number)[]
  readonly wrapped?: Readable
  readonly entries?: Readonly<Record<string, Readable>>
  readonly item?: Readable
  readonly value?: Readable
}

/** A field of a form. */
export interface FormField {
  readonly name: string
  readonly kind: 'text' | 'ids' | 'number' | 'choice' | 'switch' | 'time' | 'object' | 'list' | 'json'
  readonly isRequired: boolean
  /** Whether it is the signed-in user if it is left out. */
  readonly isMe: boolean
  readonly min: number | undefined
  readonly max: number | undefined
  readonly choices: readonly (string | number)[]
  /** The fields of an object. */
  readonly fields: readonly FormField[]
  /** What the entries of a list are. */
  readonly item: FormField | undefined
  readonly text: FieldText | undefined
  readonly schema: FieldSchema
}

const kinds: Readonly<Record<string, FormField['kind']>> = {
  text: 'text',
  string: 'text',
  custom: 'text',
  ids: 'ids',
  integer: 'number',
  number: 'number',
  choice: 'choice',
  boolean: 'switch',
  time: 'time',
}

const isOptional = ({ type }: FieldSchema) => /optional|nullish/.test(type)

function fieldOf(name: string, schema: Readable, text: FieldText | undefined, isRequired: boolean): FormField {
  const bare = schema.wrapped ?? schema
  const { type, min, max, choices = [], entries, item } = bare
  return {
    name,
    kind: entries ? 'object' : item ? 'list' : (kinds[type] ?? 'json'),
    isRequired,
    isMe: /the signed-in user/.test(text?.default ?? ''),
    min,
    max: max === Infinity ? undefined : max,
    choices,
    fields: entries ? fieldsOf(entries, text?.fields) : [],
    item: item && fieldOf(name, item, text, true),
    text,
    schema,
  }
}

/** The fields of a form for the parameters of an endpoint, or for the ids of a condition. */
export function fieldsOf(
  schemas: Readonly<Record<string, FieldSchema>>,
  texts: readonly FieldText[] = [],
): readonly FormField[] {
  const all = Object.entries(schemas).map(([name, schema]) =>
    fieldOf(
      name,
      schema,
      texts.find(text => text.name === name),
      !isOptional(schema),
    ),
  )
  // What has to be given comes first, ids that are "me" last but for pages.
  const place = ({ name, isRequired, isMe }: FormField) =>
    isRequired ? 0 : /^(first|after|before)$/.test(name) ? 3 : isMe ? 2 : 1
  return all.sort((a, b) => place(a) - place(b))
}

const said = (message: string) => `${message.replace(/^e/, 'E')}.`

/** What is wrong with a value; `''` if nothing is. */
export function problemOf({ schema, isRequired }: FormField, value: unknown): string {
  if (value === undefined) return isRequired ? 'This is needed.' : ''
  const { issues = [] } = Object(schema['~standard'].validate(value)) as { issues?: readonly SchemaIssue[] }
  const [first] = issues
  if (!first) return ''
  const path = (first.path ?? []).map(step => (typeof step === 'object' ? step.key : step)).join('.')
  return said(path ? `${path}: ${first.message}` : first.message)
}

interface SchemaIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[]
}

/** What is wrong with the parameters, by their names. */
export function problemsOf(
  fields: readonly FormField[],
  rules: EndpointSpec['rules'],
  params: Params,
  kind: TokenKind,
): ReadonlyMap<string, string> {
  const problems = new Map<string, string>()
  for (const field of fields) {
    const problem = problemOf(field, params[field.name])
    if (problem) problems.set(field.name, problem)
  }
  for (const { keys, expected, test } of rules) {
    if (keys.some(key => problems.has(key)) || test(params, kind)) continue
    const [key = ''] = keys.filter(key => params[key] !== undefined).concat(keys)
    problems.set(key, `${keys.join(', ')}: expected ${keys.length > 1 ? 'them' : 'it'} ${expected}.`)
  }
  return problems
}

/** The limits of a field, in a few words. */
export function limitOf({ kind, min, max, choices, item, text }: FormField): string {
  if (kind === 'choice' || kind === 'switch' || choices.length) return ''
  // The text says it, mostly with a reason.
  if (max !== undefined && max !== Infinity && text?.text.includes(number(max))) return ''
  const range = (unit: string) =>
    max !== undefined && min
      ? `${number(min)}–${number(max)}${unit}`
      : max !== undefined
        ? `up to ${number(max)}${unit}`
        : min && min > 1
          ? `from ${number(min)}${unit}`
          : ''
  if (kind === 'number') return range('')
  if (kind === 'text') return range(' characters')
  if (kind === 'ids') return range('')
  if (kind === 'list' && item) return range(' entries')
  if (kind === 'time') return 'RFC 3339'
  return ''
}

const number = (value: number) => value.toLocaleString('en')

/** A new entry of a list, or a new object. */
export const emptyValue = ({ kind, fields, item, min = 0, choices }: FormField): unknown =>
  kind === 'object'
    ? Object.fromEntries(fields.filter(({ isRequired }) => isRequired).map(field => [field.name, emptyValue(field)]))
    : kind === 'list' && item
      ? Array.from({ length: Math.max(min, 1) }, () => emptyValue(item))
      : kind === 'number'
        ? min
        : kind === 'switch'
          ? false
          : kind === 'choice'
            ? choices[0]
            : kind === 'json'
              ? {}
              : ''
