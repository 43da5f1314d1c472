/** A request as the fake sees it; header names are in lower case. */
export interface FakeRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The maximum length of a body in bytes. */
export const maxBodyBytes = 1_000_000

const encoder = new TextEncoder()

export const isTooLong = ({ body }: FakeRequest): boolean => encoder.encode(body).length > maxBodyBytes

/** Where a connection ends: before the answer, or in the middle of its body. */
export type Cut = 'before' | 'middle'

/** An answer of the fake; header names are in lower case. */
export interface FakeAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly cut?: Cut | undefined
}

const hasNoBody = (status: number) => status === 204 || status === 304

/** Reads a platform request. Browsers leave out headers that a page may not set, such as cookies. */
export async function fromRequest(request: Request): Promise<FakeRequest> {
  const { method, url, headers } = request
  return {
    method: method.toUpperCase(),
    url: new URL(url),
    headers: Object.fromEntries([...headers].map(([name, value]) => [name.toLowerCase(), value])),
    body: method === 'GET' || method === 'HEAD' ? '' : await request.text(),
  }
}

/** The error of a page's `fetch` without an answer. A page learns no more, and the browser's console shows the cause. */
export const unreachable = (reason: string): TypeError => new TypeError('Failed to fetch', { cause: new Error(reason) })

/** Creates the platform's response. A body that is cut rejects where the connection ended. */
export function toResponse({ status, headers, body, cut }: FakeAnswer): Response {
  if (cut === 'before') throw unreachable('The connection was lost, as a fault of the fake wants it.')
  const init = { status, headers: { ...headers } }
  if (cut === 'middle') {
    const half = new TextEncoder().encode(body.slice(0, Math.ceil(body.length / 2)))
    let sent = false
    const broken = new ReadableStream<Uint8Array>({
      pull: controller => {
        if (sent) controller.error(new TypeError('network error'))
        else controller.enqueue(half)
        sent = true
      },
    })
    return new Response(broken, init)
  }
  return new Response(hasNoBody(status) ? null : body, init)
}
