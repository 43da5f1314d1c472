import type { Params } from '../facts/library.ts'
import type { FormField } from './fields.ts'

/** Secrets stay out of addresses, lists and samples. */
const isSecret = (name: string) => /secret|token/.test(name)

/** A copy without secrets, wherever they are inside; `place` stands for them. */
export function withoutSecrets(value: unknown, place?: string): unknown {
  if (Array.isArray(value)) return value.map(entry => withoutSecrets(entry, place))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inside]) => {
      if (!isSecret(key)) return [[key, withoutSecrets(inside, place)]]
      return place === undefined ? [] : [[key, place]]
    }),
  )
}

const isPlain = ({ kind }: FormField) => kind === 'text' || kind === 'time' || kind === 'choice'

/** Parameters as the query of an address. Text stands there as it is, the rest as JSON. */
export function toQuery(fields: readonly FormField[], params: Params): string {
  const query = new URLSearchParams()
  for (const field of fields) {
    const value = params[field.name]
    if (value === undefined || isSecret(field.name)) continue
    const text = isPlain(field) && typeof value === 'string' ? value : JSON.stringify(withoutSecrets(value))
    query.set(field.name, text)
  }
  return `${query}`
}

/** The parameters of an address. What makes no sense stays text, so that the form shows it with its message. */
export function fromQuery(fields: readonly FormField[], text: string): Params {
  const params: Record<string, unknown> = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const field = fields.find(field => field.name === name)
    if (field && !isSecret(name)) params[name] = isPlain(field) && !isChoiceOfNumbers(field) ? value : parsed(value)
  }
  return params
}

const isChoiceOfNumbers = ({ choices }: FormField) => choices.some(choice => typeof choice === 'number')

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
