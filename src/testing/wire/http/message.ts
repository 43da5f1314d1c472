/** A request as the fake sees it; header names are in lower case. */
export interface FakeRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The most bytes of a body. */
export const maxBodyBytes = 1_000_000

const encoder = new TextEncoder()

export const isTooLong = ({ body }: FakeRequest): boolean => encoder.encode(body).length > maxBodyBytes

/** Where a connection is lost: before anything of the answer, or in the middle of its body. */
export type Cut = 'before' | 'middle'

/** An answer of the fake; header names are in lower case. */
export interface FakeAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly cut?: Cut | undefined
}

const hasNoBody = (status: number) => status === 204 || status === 304

/** Reads a platform request. A browser leaves out of it what a page may not set, such as cookies. */
export async function fromRequest(request: Request): Promise<FakeRequest> {
  const { method, url, headers } = request
  return {
    method: method.toUpperCase(),
    url: new URL(url),
    headers: Object.fromEntries([...headers].map(([name, value]) => [name.toLowerCase(), value])),
    body: method === 'GET' || method === 'HEAD' ? '' : await request.text(),
  }
}

/**
 * The error that a page's `fetch` ends with when it got no answer. A page learns no more than that; what a browser writes
 * to its console is the cause here.
 */
export const unreachable = (reason: string): TypeError => new TypeError('Failed to fetch', { cause: new Error(reason) })

/** Makes the platform's answer. One that is cut off fails where the connection was lost. */
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
