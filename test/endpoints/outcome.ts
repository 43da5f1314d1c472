import { createClient, type Paginator } from 'tinyhelix'
import type { EndpointName } from './calls.ts'
import { clientsOf, endpoint, rowOf, validParams } from './endpoints.ts'

/** Calls an endpoint, or reads its first page, and returns the outcome of an answer. */
export async function outcome(
  name: EndpointName,
  answer: Response,
  validate: 'throw' | 'off' = 'throw',
): Promise<unknown> {
  const [kind] = clientsOf(name)
  const client = createClient({ kind, validate, retry: false, fetch: async () => answer.clone() })
  const ids = Object.fromEntries(rowOf(name).self.map(id => [id, '1']))
  const call = endpoint(name)(client, { ...ids, ...validParams(name, kind)[0] })
  return await (rowOf(name).result === 'page' ? (call as Paginator<unknown>).nextPage() : call)
}

/** An answer's body: JSON, or text as it is. */
export const json = (value: unknown) => (typeof value === 'string' ? new Response(value) : Response.json(value))

/** The value that a call must resolve to for an answer, by its kind of result. */
export function expected(name: EndpointName, answer: unknown): unknown {
  if (typeof answer === 'string') return answer
  const { data, pagination, ...beside } = Object(answer)
  switch (rowOf(name).result) {
    case 'one':
    case 'maybe':
      return data[0]
    case 'list':
    case 'object':
      return data
    case 'envelope':
      return name === 'getEventSubSubscriptionsSummary' ? beside : answer
    case 'page': {
      const cursor = (typeof pagination === 'string' ? pagination : pagination?.cursor) || null
      if (name !== 'getChannelStreamSchedule') return { data, cursor, ...beside }
      const { segments, ...details } = data
      return { data: segments, cursor, ...details }
    }
    default:
      return undefined
  }
}
