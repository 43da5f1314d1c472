import { type AnyEndpoint, isWrite } from './library.ts'
import type { PageText } from './texts.ts'
import { tokensInWords } from './words.ts'

/** How a call may fail. */
export interface DescribedError {
  readonly codes: readonly string[]
  /** What Twitch answers; `undefined` if nothing is sent, or nothing is answered. */
  readonly status?: number
  readonly words: readonly string[]
}

const codes: Readonly<Record<number, string>> = {
  400: 'bad_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  422: 'unprocessable',
  429: 'rate_limited',
  500: 'server_error',
}

/** The sentences of a description that say when a call rejects, by the code. */
function rejectionsOf({ paragraphs }: PageText): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  for (const sentence of paragraphs.join(' ').match(/[^.]*?(?:\.(?=\s|$)|$)/g) ?? []) {
    const text = sentence.trim()
    if (!/^(?:Also r|R)ejects with /.test(text)) continue
    for (const [, code = ''] of text.matchAll(/with `(\w+)`/g)) found.set(code, [...(found.get(code) ?? []), text])
  }
  return found
}

/** Codes of errors that have no status; what a description says of them, the list says, too. */
const before = ['parameter', 'token', 'scope', 'network', 'timeout']

const emptyAnswer = (result: AnyEndpoint['spec']['result']) => (result === 'maybe' ? '`null`' : 'an empty page')

/** How the calls of an endpoint may fail: before they are sent, at Twitch, and on the way. */
export function errorsOf({ spec }: AnyEndpoint, text: PageText): DescribedError[] {
  const { params, tokens, scopes, result, notFoundIsEmpty } = spec
  const refused = new Map(text.refused?.map(({ status, reasons }) => [status, reasons]))
  const rejections = rejectionsOf(text)
  // An error without a code of its own is `http`.
  const listed = new Set([...Object.values(codes), ...before, ...(refused.has(425) ? ['http'] : [])])
  const has = Object.keys(params).length > 0
  const at = (status: number, words: readonly string[]): DescribedError[] => {
    const code = codes[status] ?? 'http'
    const all = [...(rejections.get(code) ?? []), ...(refused.get(status) ?? []), ...words]
    return all.length ? [{ codes: [code], status, words: all }] : []
  }
  return [
    ...(has ? [{ codes: ['parameter'], words: ['A parameter is wrong or missing. Nothing was sent.'] }] : []),
    ...(tokens.length
      ? [
          {
            codes: ['token'],
            words: [`Nobody is signed in, or the token is of another kind: it takes that of ${tokensInWords(spec)}.`],
          },
        ]
      : []),
    ...(scopes.length
      ? [{ codes: ['scope'], words: ['The user has not granted the scope. `error.missing` names it.'] }]
      : []),
    ...at(400, has ? ['Twitch refuses a parameter that the library cannot check, such as an id.'] : []),
    ...at(401, tokens.length ? ['The token has ended or was revoked: sign in again.'] : []),
    ...at(403, []),
    ...at(404, notFoundIsEmpty ? [`This is not an error: the call returns ${emptyAnswer(result)}.`] : []),
    ...[409, 422, 425].flatMap(status => at(status, [])),
    ...[...rejections].filter(([code]) => !listed.has(code)).map(([code, words]) => ({ codes: [code], words })),
    ...at(429, ['Too many requests: `error.retryAt` says when to go on, where Twitch says so.']),
    ...at(500, ['Twitch could not answer.']),
    {
      codes: ['network', 'timeout'],
      words: [isWrite(spec) ? 'No answer. A write is not repeated by itself.' : 'No answer after three attempts.'],
    },
  ]
}
