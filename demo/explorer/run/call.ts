import type { ResponseEvent } from 'tinyhelix'
import { isHelixError } from 'tinyhelix'
import { type AnyEndpoint, kindFor, type Params } from '../facts/library.ts'
import type { Connection } from '../world/worlds.svelte.ts'

/** A page of a list. */
interface ListPage {
  readonly data: readonly unknown[]
}

/** A list that is read page by page. */
interface Reader {
  readonly nextPage: () => Promise<ListPage>
  readonly previousPage: () => Promise<ListPage>
  readonly done: boolean
}

/** How a call ended. */
export interface Outcome {
  readonly answer?: unknown
  readonly error?: unknown
  /** What was seen of the last attempt; `null` if nothing was sent. */
  readonly response: ResponseEvent | null
  /** To read on, if the answer is a page of a list. */
  readonly reader: Reader | null
  /** The number of the page, from 1. */
  readonly page: number
}

const isReader = (value: unknown): value is Reader => typeof Object(value).nextPage === 'function'

/** Waits for what is done with an endpoint, and what is seen of it on the wire. */
async function watched(
  { onResponse }: Connection,
  path: string,
  act: () => PromiseLike<unknown>,
): Promise<Pick<Outcome, 'answer' | 'error' | 'response'>> {
  let response: ResponseEvent | null = null
  const unwatch = onResponse(event => {
    if (event.path === path) response = event
  })
  try {
    return { answer: await act(), response }
  } catch (error) {
    return { error, response }
  } finally {
    unwatch()
  }
}

/** Makes a call; of a list, its first page. */
export async function call(
  connection: Connection,
  endpoint: AnyEndpoint,
  params: Params,
  signal: AbortSignal,
): Promise<Outcome> {
  const { spec } = endpoint
  const client = connection.clientOf(kindFor(spec))
  if (!client) {
    const error = new Error(
      `This takes a token of kind ${spec.tokens.join(' or ')}, which belongs on a server. Try it on the fake Twitch, which has one.`,
    )
    return { error, response: null, reader: null, page: 1 }
  }
  let reader: Reader | null = null
  const seen = await watched(connection, spec.path, () => {
    const called = endpoint(client, params, { signal })
    if (!isReader(called)) return called
    reader = called
    return called.nextPage()
  })
  return { ...seen, reader, page: 1 }
}

/** Reads the next or the previous page. */
export async function turn(
  connection: Connection,
  { spec }: AnyEndpoint,
  outcome: Outcome,
  step: 1 | -1,
): Promise<Outcome> {
  const { reader, page } = outcome
  if (!reader) return outcome
  const seen = await watched(connection, spec.path, () => (step > 0 ? reader.nextPage() : reader.previousPage()))
  return seen.error ? { ...outcome, ...seen } : { ...seen, reader, page: page + step }
}

/** The status of an outcome in a word. */
export function statusOf({ error, response }: Outcome): string {
  if (response?.status) return `${response.status}`
  if (isHelixError(error)) return error.code
  return error ? 'failed' : 'done'
}
