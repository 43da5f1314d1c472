import { type Answer, bodyOf, newScript, type Scripted } from './script.ts'

/** A scripted Twitch without a network. */
export interface ScriptedFetch extends Scripted {
  readonly fetch: typeof globalThis.fetch
}

const failed = () => new TypeError('Failed to fetch')

/** The request headers that Twitch's hosts allow pages. A request with others never leaves the browser. */
const allowedHeaders = (host: string): readonly string[] =>
  host === 'id.twitch.tv' ? ['authorization', 'accept'] : ['authorization', 'accept', 'client-id', 'content-type']

/** Creates a scripted Twitch that is reached through `fetch`. */
export function scriptedFetch(): ScriptedFetch {
  const { reply, ...scripted } = newScript()
  return {
    ...scripted,
    fetch: async (input, { method = 'GET', headers: given, body, signal } = {}) => {
      const url = new URL(String(input))
      const headers = Object.fromEntries([...new Headers(given)].map(([name, value]) => [name.toLowerCase(), value]))
      const allowed = allowedHeaders(url.host)
      if (Object.keys(headers).some(name => !allowed.includes(name))) throw failed()
      const patience = signal ?? new AbortController().signal
      patience.throwIfAborted()
      return await new Promise((resolve, reject) => {
        patience.addEventListener('abort', () => reject(patience.reason))
        reply({ method, url, headers, body: String(body ?? ''), signal: patience }).then(answer => {
          if (answer.drop === 'before') reject(failed())
          else if (answer.stall !== 'before') resolve(responseWith(answer))
        }, reject)
      })
    },
  }
}

function responseWith(answer: Answer): Response {
  const { status = 200, headers, json, drop, stall } = answer
  const { sent } = bodyOf(answer)
  const type = json === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' }
  const init = { status, headers: { ...type, ...headers } }
  if (!sent.length) return new Response(null, init)
  if (!drop && !stall) return new Response(sent.toString(), init)
  const half = new ReadableStream({
    start: controller => {
      controller.enqueue(new Uint8Array(sent))
      if (drop) controller.error(failed())
    },
  })
  return new Response(half, init)
}
