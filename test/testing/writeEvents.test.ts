import { createClient } from 'tinyhelix'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { endpoint, isDocumented } from '../endpoints/endpoints.ts'
import { jsonLines } from '../tools/jsonLines.ts'
import { type Heard, type Listened, listen } from './listeners.ts'
import { realParams } from './realParams.ts'
import { type Scenario, scenarios } from './writeScenarios.ts'

/** Which types of events each write causes at Twitch, in their order; some only if something is so. */
const facts = jsonLines<{ readonly write: string; readonly events: readonly string[] }>(
  new URL('data/writeEvents.jsonl', import.meta.url),
)

let twitch: Listened
beforeAll(async () => {
  vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') })
  twitch = await listen()
})
afterAll(() => {
  vi.useRealTimers()
})

/** As viewers take part, only the last of what is told of them. */
const withLastProgress = (all: readonly Heard[]) =>
  all.filter(({ on }, index) => !on.endsWith('Progress') || all[index + 1]?.on !== on)

const typesOf = (heard: readonly Heard[]) => [...new Set(heard.map(({ on }) => on))]

interface Played {
  readonly before: unknown
  readonly answer: unknown
  readonly heard: readonly Heard[]
}

async function play({ given, run, wait = 0 }: Scenario): Promise<Played> {
  // Limits of earlier writes are over.
  await twitch.pass(3700)
  const before = await given?.(twitch)
  await twitch.heard()
  const answer = await run(twitch, before)
  await twitch.pass(wait)
  return { before, answer, heard: await twitch.heard() }
}

const played = new Map<Scenario, Promise<Played>>()

/** What comes of a scenario. Each is played once, whichever tests ask. */
function outcomeOf(scenario: Scenario): Promise<Played> {
  const outcome = played.get(scenario) ?? play(scenario)
  played.set(scenario, outcome)
  return outcome
}

describe('a write causes what it causes at Twitch', () => {
  it.for(scenarios)('$write: $what', async scenario => {
    const { before, answer, heard } = await outcomeOf(scenario)
    expect(withLastProgress(heard)).toEqual(scenario.events(twitch, answer, before))
    const order = facts.find(({ write }) => write === scenario.write)?.events ?? []
    let last = -1
    for (const on of typesOf(heard)) {
      const place = order.indexOf(on, last + 1)
      expect(place, `${on} comes after ${order[last] ?? 'nothing'}`).toBeGreaterThan(last)
      last = place
    }
  })

  it('scenarios cover every write that causes events, and all types of them', async () => {
    const caused: Record<string, Set<string>> = {}
    for (const scenario of scenarios) {
      const types = typesOf((await outcomeOf(scenario)).heard)
      caused[scenario.write] = new Set([...(caused[scenario.write] ?? []), ...types])
    }
    const all = facts.filter(({ events }) => events.length)
    expect(caused).toEqual(Object.fromEntries(all.map(({ write, events }) => [write, new Set(events)])))
  })

  it.for(facts.filter(({ events }) => !events.length))('nothing: $write', async ({ write }) => {
    if (!isDocumented(write)) throw new Error(`The library has no endpoint ${write}.`)
    const { fake, heard } = twitch
    await twitch.pass(3700)
    const given = realParams(write, fake, seconds => vi.advanceTimersByTime(seconds * 1000))
    await twitch.pass(0.1)
    const params = await given
    await heard()
    const run = endpoint(write)
    const [kind = 'user'] = run.spec.tokens.includes('user') ? [] : run.spec.tokens
    const { auth } = fake.client({ kind })
    if (!auth) throw new Error('A client of the fake has an auth.')
    await run(createClient({ ...fake.network, auth }), params)
    expect(await heard()).toEqual([])
  })
})
