import type { EndpointName, Params } from './calls.ts'
import { rowOf } from './endpoints.ts'
import { fields } from './facts.ts'

/** A field's name, such as `data[]/views/panel`, with its type. */
export type FieldTypes = Readonly<Record<string, string>>

const renamed = (types: FieldTypes, rename: (name: string) => string): FieldTypes =>
  Object.fromEntries(Object.entries(types).map(([name, type]) => [rename(name), type]))

/** Fields for which the reference differs from its examples and from Twitch. */
const corrections: Readonly<Record<string, (types: FieldTypes) => FieldTypes>> = {
  // The train's own fields are one level too deep, its records one too high. One of two fields "type" remains.
  'get-hype-train-status': types => ({
    ...renamed(types, name =>
      name
        .replace(/top_contributions\[\]\/(shared_train_participants|started_at|expires_at|is_shared_train)/, '$1')
        .replace(/^(shared_)?all_time_high/, 'data[]/$&'),
    ),
    'data[]/current/type': 'string',
  }),
  // Listed as if there were no `data`.
  'get-channel-guest-star-settings': types => ({ data: 'array', ...renamed(types, name => `data[]/${name}`) }),
  // The reference has it inside `data`, Twitch sends it outside.
  'get-channel-stream-schedule': types => renamed(types, name => name.replace('data/pagination', 'pagination')),
}

/** The fields of each operation's answer. */
export const answerFields: ReadonlyMap<string, FieldTypes> = new Map(
  fields.map(({ operation, fields: types }) => [operation, corrections[operation]?.(types) ?? types]),
)

const sample = (type: string | undefined): unknown =>
  ({ string: 'some text', integer: 1, number: 1.5, boolean: true, array: [] })[type ?? ''] ?? {}

/** Sets the field at a path; `undefined` removes it. */
export function put(answer: object, name: string, value: unknown): void {
  const steps = name.split('/').flatMap(step => (step.endsWith('[]') ? [step.slice(0, -2), '0'] : [step]))
  const last = steps.pop() ?? ''
  let at: object = answer
  for (const [index, step] of steps.entries()) {
    const next = Reflect.get(at, step) ?? ((steps[index + 1] ?? last) === '0' ? [] : {})
    Reflect.set(at, step, next)
    at = next
  }
  if (value === undefined) Reflect.deleteProperty(at, last)
  else Reflect.set(at, last, value)
}

const texts = new Map(
  [...answerFields].map(([operation, types]) => {
    const answer = {}
    for (const [name, type] of Object.entries(types)) put(answer, name, sample(type))
    return [operation, JSON.stringify(answer)]
  }),
)

/** An answer with all of its documented fields, each list with one row. */
export const documentedAnswer = (operation: string): Record<string, unknown> => JSON.parse(texts.get(operation) ?? '{}')

/** A documented answer with some fields in their real form; `undefined` removes a field. */
export function answerWith(name: EndpointName, fields: Params): Record<string, unknown> {
  const answer = documentedAnswer(rowOf(name).operation)
  for (const [field, value] of Object.entries(fields)) put(answer, field, value)
  return answer
}
