import { type HelixError, isHelixError, type TokenKind } from 'tinyhelix'
import { describe, expect, it } from 'vitest'
import type { EndpointName, Params } from './calls.ts'
import { clientsOf, endpoint, names, rowOf, validParams } from './endpoints.ts'
import { parameters } from './facts.ts'
import { limits } from './limits.ts'
import { startTwitch } from './twitch.ts'

const twitch = await startTwitch()

/** Makes a valid call with some other parameters. Returns the refusal, or `null` if it was sent. */
async function attempt(name: EndpointName, kind: TokenKind, params: Params): Promise<HelixError | null> {
  twitch.answer({ json: { data: [] } })
  const [fewest] = validParams(name, kind)
  const given = Object.entries({ ...fewest, ...params }).filter(
    ([key, value]) => value !== undefined || !(key in fewest),
  )
  const refusal = await endpoint(name)(twitch.client(kind, { validate: 'off' }), Object.fromEntries(given)).then(
    () => null,
    (error: unknown) => (isHelixError(error, 'parameter') ? error : null),
  )
  expect(twitch.take()).toHaveLength(refusal ? 0 : 1)
  return refusal
}

const rows = names.flatMap(name => (limits[name] ?? []).map(limit => ({ name, limit, of: limit.of })))

describe.each(rows)('$name: $of', ({ name, limit }) => {
  const { of, named = of, inside, outside, says = [], kind = clientsOf(name)[0] } = limit

  it('the limit itself is accepted', async () => {
    for (const params of inside) expect([params, await attempt(name, kind, params)]).toEqual([params, null])
  })

  it('a value beyond the limit rejects', async () => {
    for (const [index, params] of outside.entries()) {
      const message = (await attempt(name, kind, params))?.message ?? 'It was sent.'
      expect([params, message]).toEqual([params, expect.stringContaining(named)])
      expect([params, message]).toEqual([params, expect.stringContaining(says[index] ?? '')])
    }
  })
})

it.each([
  { method: 'webhook', callback: 'https://example.com', secret: 'hush' },
  { method: 'websocket', session_id: 's', secret: 'hush-hush-hush' },
])('the error for %o does not contain the secret', async transport => {
  const message = (await attempt('createEventSubSubscription', 'app', { transport }))?.message
  expect(message).toContain('transport.secret: expected')
  expect(message).not.toContain('hush')
})

describe('the table of limits', () => {
  /** Lists to which Twitch may add words, so no word is refused. */
  const open: Readonly<Record<string, readonly string[]>> = {
    'create-eventsub-subscription': ['type'],
    'get-eventsub-subscriptions': ['type', 'status'],
  }
  const limitsOf = (operation: string, parameter: string) =>
    names
      .filter(name => rowOf(name).operation === operation)
      .flatMap(name => limits[name] ?? [])
      .filter(({ of }) => of === parameter || /^[[.]/.test(of.replace(parameter, '')))

  it('the table has every endpoint that checks something', () => {
    expect(names.filter(name => rowOf(name).checks.length > 0 && !limits[name])).toEqual([])
  })

  it('the table has every parameter that accepts a list of words, with all words', () => {
    for (const { operation, name, enum: known = [] } of parameters) {
      if (open[operation]?.includes(name)) continue
      const sent = JSON.stringify(limitsOf(operation, name).flatMap(({ inside }) => inside))
      const missing = known.filter(word => !sent.includes(JSON.stringify(word).replace('<user-id>', '42')))
      expect([operation, name, missing]).toEqual([operation, name, []])
    }
  })

  it('the table has every repeated parameter and every list in a body', () => {
    const lists = parameters.filter(({ repeated, type }) => repeated || type === 'array')
    const named = lists.map(({ operation, name }) => [operation, name === 'data' ? 'messages' : name] as const)
    expect(named.length).toBeGreaterThan(30)
    expect(named.filter(([operation, name]) => limitsOf(operation, name).length === 0)).toEqual([])
  })
})
