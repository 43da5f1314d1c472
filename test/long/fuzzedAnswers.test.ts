import { createClient, HelixError, type Mismatch, type TokenKind, type Validate } from 'tinyhelix'
import { flattenPages } from 'tinyhelix/query'
import { expect, it } from 'vitest'
import { documentedAnswer } from '../endpoints/documentedAnswer.ts'
import { endpoint, isDocumented, library, rowOf, validParams } from '../endpoints/endpoints.ts'
import { someParams } from '../endpoints/someParams.ts'

const answersPerMode = 100_000

/** Numbers from 0 to 1, the same for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const deep = (depth: number) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`)

const odd: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1e308, 0.5, '', 'text', '\ud800', '💥'.repeat(300), '0', 'NaN', [], {}, [null], [[]]],
  ...[{ toString: 1 }, { valueOf: null }, { then: 'no' }, { length: -1 }, { cursor: {} }, { data: null }, deep(500)],
  JSON.parse('{"__proto__":{"data":[1]},"constructor":5,"hasOwnProperty":1}'),
]

const texts: readonly string[] = [
  ...['', ' ', 'null', '[]', '7', '"text"', '{', '{"data":[{"id":"1"', '<!doctype html>', '\u0000', '{"data":{}}{}'],
  `{"data":[${'['.repeat(20_000)}${']'.repeat(20_000)}],"pagination":{"cursor":"a"}}`,
]

const statuses = [200, 200, 200, 200, 200, 200, 201, 202, 204, 301, 302, 400, 401, 403, 404, 409, 425, 429, 500, 503]

/** Changes some values at random. */
function mutated(value: unknown, random: () => number): unknown {
  const any = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  if (random() < 0.04) return any(odd)
  if (Array.isArray(value)) {
    const items = value.map(item => mutated(item, random))
    if (random() < 0.05) items.push(any(odd))
    if (random() < 0.03) return items[0]
    return items
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(() => random() > 0.03)
  if (random() < 0.05) entries.push([any(['', 'id', 'data', '__proto__', 'toString', '0', 'pagination']), any(odd)])
  return Object.fromEntries(entries.map(([key, part]) => [key, mutated(part, random)]))
}

/** An answer of a broken or hostile Twitch. */
function answerOf(documented: unknown, random: () => number): Response {
  const any = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const status = any(statuses)
  const error = { error: any(odd), status: any(odd), message: any(odd) }
  const value = mutated(status < 300 ? documented : error, random)
  const text = random() < 0.05 ? any(texts) : (JSON.stringify(value) ?? '')
  const headers = random() < 0.1 ? { 'ratelimit-remaining': `${random() < 0.5}`, 'ratelimit-reset': 'soon' } : {}
  return new Response(status === 204 ? null : random() < 0.02 ? text.slice(0, text.length / 2) : text, {
    status,
    headers: { ...headers, 'content-type': any(['application/json', 'text/html', 'application/octet-stream', '']) },
  })
}

/** Every endpoint with a valid call and its documented answer, if Twitch has one. */
const calls = [...library].map(([name, { spec }]) => {
  const kind: TokenKind = spec.tokens.find(token => token !== 'user') ?? 'user'
  const ids = Object.fromEntries(Object.keys(spec.params).flatMap(key => (/_id$/.test(key) ? [[key, '21']] : [])))
  const params = isDocumented(name) ? validParams(name, kind)[0] : someParams(spec)
  const documented = isDocumented(name) ? documentedAnswer(rowOf(name).operation) : { data: [] }
  // A token without a known user.
  const own = spec.tokens.includes('user') && kind === 'user' && isDocumented(name) ? rowOf(name).self : []
  const given = { ...Object.fromEntries(own.map(key => [key, ids[key] ?? '21'])), ...params }
  return { name, kind, params: given, documented }
})

it.each<Validate>(['report', 'throw', 'off'])(
  '100,000 fuzzed answers cause only HelixErrors with messages of limited length (validate: %s)',
  async validate => {
    expect(calls.length).toBeGreaterThan(150)
    const outcomes = { resolved: 0, refused: 0, mismatches: 0 }
    for (let count = 0; count < answersPerMode; ) {
      const seed = count + 1
      const random = randomOf(seed)
      const { name, kind, params, documented } = calls[seed % calls.length] ?? calls[0] ?? expect.fail()
      let [answers, told] = [0, 0]
      const fetch = async () => {
        answers++
        return answers > 3 ? new Response('{"data":[]}') : answerOf(documented, random)
      }
      const onMismatch = ({ path, message }: Mismatch) => {
        told++
        if (path.length > 200 || message.length > 200) expect.fail(`${name}, ${seed}: ${path} ${message}`)
      }
      const client = createClient({ kind, fetch, validate, onMismatch, retry: false })
      const options = endpoint(name).spec.result === 'page' && random() < 0.5 ? { limit: Infinity } : {}
      try {
        const result = await endpoint(name)(client, params, options)
        if (Array.isArray(result)) flattenPages({ pages: [{ data: result }, { data: [...result] }] })
        outcomes.resolved++
      } catch (error) {
        if (!(error instanceof HelixError)) expect.fail(`${name}, seed ${seed}: ${Object(error).stack ?? error}`)
        // A cursor may be a text that no URL can carry. Nothing else is wrong with the request.
        const isCursor = error.issues?.every(({ path }) => path === 'after')
        if ((error.code === 'parameter' && !isCursor) || error.code === 'token')
          expect.fail(`${name}: ${error.message}`)
        if (error.message.length > 2500 || Number(error.issues?.length ?? 0) > 200) expect.fail(`${name}: ${seed}`)
        outcomes.refused++
      }
      // Rows and the other fields of up to four answers.
      if (told > 4 * 3 * 100) expect.fail(`${name}, seed ${seed}: told of ${told} fields`)
      outcomes.mismatches += told
      count += Math.max(answers, 1)
    }
    console.log(`validate: ${validate}: ${JSON.stringify(outcomes)}`)
    expect(outcomes.resolved).toBeGreaterThan(answersPerMode / 20)
    expect(outcomes.refused).toBeGreaterThan(answersPerMode / 20)
  },
)
