import { QueryClient } from '@tanstack/query-core'
import * as tinyhelix from 'tinyhelix'
import { createEventSub } from 'tinyhelix/eventsub'
import { helixQuery, type Queryable } from 'tinyhelix/query'
import * as live from 'tinyhelix/query/live'
import { type LiveFamily, syncQueries } from 'tinyhelix/query/live'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, settle } from '../../eventsub/scriptedPage.ts'
import { specOf } from '../../eventsub/types.ts'
import { believable } from '../../testing/believableEvent.ts'
import { type LiveFact, liveFacts } from './facts.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') }))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

type Fields = Readonly<Record<string, unknown>>

/** Values in place of an event, none of which is documented. */
const oddOnes = (good: Fields): readonly unknown[] => [
  undefined,
  null,
  'text',
  7,
  [],
  [good],
  {},
  Object.fromEntries(Object.keys(good).map(name => [name, null])),
  Object.fromEntries(Object.keys(good).map(name => [name, 7])),
  Object.fromEntries(Object.keys(good).map(name => [name, []])),
]

const families: Readonly<Record<string, unknown>> = { ...live }
const endpoints: Readonly<Record<string, unknown>> = { ...tinyhelix }

/** A page that shows an answer with the row of each event of a type, and listens to that type. */
async function showing({ live: name, endpoints: [endpoint = ''], path, about }: LiveFact, on: string) {
  const family = families[name] as LiveFamily
  const spec = specOf(on)
  const effect = family.rules.find(rule => rule.path === path && rule.type === spec)?.effect
  const made = page({ validate: 'report', onMismatch: () => {} })
  const events = createEventSub(made.client, { onError: () => {} })
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  syncQueries(queryClient, events, [family])
  events.on({ spec }, {} as never, () => {})
  await settle()
  made.socket().welcome()
  await settle()
  const [post] = made.take('POST')
  const condition = post?.body.condition ?? {}
  await made.agree()

  const parameters = Object.values(about).flatMap(parameter => parameter ?? [])
  const params = Object.fromEntries(parameters.map(parameter => [parameter, 'ada']))
  const query = helixQuery(made.client, endpoints[endpoint] as Queryable<Fields, unknown, 'user'>, params)
  const good = Object(believable(spec.event))
  const row = { id: 'row', ...(effect?.row && { [effect.row]: good[effect.from ?? ''] }) }
  const isList = /page|list|rows/.test(`${query.queryKey[2]}`)
  const answer = isList ? [row] : row
  queryClient.setQueryData(query.queryKey, answer as never)
  return {
    good,
    answer,
    send: (event: unknown) =>
      made.socket().notify('early', event as object, { type: spec.type, version: spec.version, condition }),
    state: () => queryClient.getQueryState(query.queryKey),
  }
}

describe.each(liveFacts)('$live: $path', fact => {
  it.each(fact.events)('an invalid event of $on refetches and changes nothing by itself', async ({ on }) => {
    const uncaught: unknown[] = []
    vi.stubGlobal('queueMicrotask', (run: () => void) =>
      Promise.resolve()
        .then(run)
        .catch(error => uncaught.push(error)),
    )
    for (const odd of oddOnes(Object(believable(specOf(on).event)))) {
      const { send, state, answer } = await showing(fact, on)
      expect(state()?.isInvalidated).toBe(false)
      send(odd)
      await settle()
      expect([odd, uncaught]).toEqual([odd, []])
      expect(state()?.data).toBe(answer)
      expect(state()?.isInvalidated, JSON.stringify(odd)).toBe(true)
    }
  })
})
