import type { EndpointSpec } from 'tinyhelix'

const answers = new Map<string, string>()
const changes = new EventTarget()

/** An answer as it came, of whose rows the first has to do. */
function shortened(status: string, text: string): string {
  if (!text) return status
  const { data, ...others } = JSON.parse(text)
  if (!Array.isArray(data) || data.length < 2) return JSON.stringify({ data, ...others }, null, 2)
  const [first] = data
  return `${JSON.stringify({ data: [first], ...others }, null, 2)}\n// and ${data.length - 1} more in "data"`
}

/** A `fetch` for the client that keeps what Twitch answered last, to show it. */
export const keepingAnswers: typeof fetch = async (input, init) => {
  const response = await fetch(input, init)
  const method = init?.method ?? (input instanceof Request ? input.method : 'GET')
  const [, path] = new URL(response.url).pathname.split('/helix')
  if (response.ok && path) {
    const keep = (text: string) => {
      answers.set(`${method} ${path}`, shortened(`${response.status} ${response.statusText}`, text))
      changes.dispatchEvent(new Event('change'))
    }
    // An answer that breaks off is the client's business.
    response
      .clone()
      .text()
      .then(keep, () => {})
  }
  return response
}

/** What an endpoint answered last, if anything. */
export const lastAnswer = ({ method, path }: EndpointSpec): string | undefined => answers.get(`${method} ${path}`)

/** Calls back at each answer. */
export const onAnswer = (listener: () => void, signal: AbortSignal): void =>
  changes.addEventListener('change', listener, { signal })
