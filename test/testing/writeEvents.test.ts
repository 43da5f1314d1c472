import { createClient } from 'tinyhelix'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { endpoint, isDocumented } from '../endpoints/endpoints.ts'
import { jsonLines } from '../tools/jsonLines.ts'
import { type Heard, type Listened, listen } from './listeners.ts'
import { realParams } from './realParams.ts'
import { type Scenario, scenarios } from './writeScenarios.ts'

/** The events that each write causes at Twitch, in order. Some have conditions. */
const facts = jsonLines<{ readonly write: string; readonly events: readonly string[] }>(
  new URL('data/writeEvents.jsonl', import.meta.url),
)
const silent = facts.filter(({ events }) => !events.length)

beforeAll(async () => {
  vi.useFakeTimers({ now: Date.parse('2026-05-01T12:00:00Z') })
  const twitch = await listen()
  // The scenarios run in the order of the table, whichever test runs first, because they share a fake.
  for (const scenario of scenarios) await keep(scenario, play(twitch, scenario))
  for (const { write } of silent) await keep(write, playSilent(twitch, write))
})
afterAll(() => {
  vi.useRealTimers()
})

/** Only the last progress counts, because viewers take part at random. */
const withLastProgress = (all: readonly Heard[]) =>
  all.filter(({ on }, index) => !on.endsWith('Progress') || all[index + 1]?.on !== on)

const typesOf = (heard: readonly Heard[]) => [...new Set(heard.map(({ on }) => on))]

interface Outcome {
  readonly heard: readonly Heard[]
  readonly expected: readonly unknown[]
}

async function play(twitch: Listened, { given, run, wait = 0, events }: Scenario): Promise<Outcome> {
  // Limits of earlier writes have ended.
  await twitch.pass(3700)
  const before = await given?.(twitch)
  await twitch.heard()
  const answer = await run(twitch, before)
  await twitch.pass(wait)
  const heard = await twitch.heard()
  return { heard, expected: events(twitch, answer, before) }
}

/** Makes a call that causes no event at Twitch. */
async function playSilent({ fake, heard, pass }: Listened, write: string): Promise<Outcome> {
  if (!isDocumented(write)) throw new Error(`The library has no endpoint ${write}.`)
  await pass(3700)
  const given = realParams(write, fake, seconds => vi.advanceTimersByTime(seconds * 1000))
  await pass(0.1)
  const params = await given
  await heard()
  const run = endpoint(write)
  const [kind = 'user'] = run.spec.tokens.includes('user') ? [] : run.spec.tokens
  const { auth } = fake.client({ kind })
  if (!auth) throw new Error('A client of the fake has an auth.')
  await run(createClient({ ...fake.network, auth }), params)
  return { heard: await heard(), expected: [] }
}

const outcomes = new Map<Scenario | string, Outcome | Error>()

/** Stores an outcome or an error for its test. */
const keep = async (played: Scenario | string, outcome: Promise<Outcome>) =>
  outcomes.set(played, await outcome.catch((error: unknown) => new Error('This cannot be played.', { cause: error })))

function outcomeOf(played: Scenario | string): Outcome {
  const outcome = outcomes.get(played) ?? new Error('This has not been played.')
  if (outcome instanceof Error) throw outcome
  return outcome
}

describe('the events of a write are those of Twitch', () => {
  it.for(scenarios)('$write causes its events: $what', scenario => {
    const { heard, expected } = outcomeOf(scenario)
    expect(withLastProgress(heard)).toEqual(expected)
    const order = facts.find(({ write }) => write === scenario.write)?.events ?? []
    let last = -1
    for (const on of typesOf(heard)) {
      const place = order.indexOf(on, last + 1)
      expect(place, `${on} comes after ${order[last] ?? 'nothing'}`).toBeGreaterThan(last)
      last = place
    }
  })

  it('the scenarios cover every write that causes events, and all types of them', () => {
    const caused: Record<string, Set<string>> = {}
    for (const scenario of scenarios) {
      const types = typesOf(outcomeOf(scenario).heard)
      caused[scenario.write] = new Set([...(caused[scenario.write] ?? []), ...types])
    }
    const all = facts.filter(({ events }) => events.length)
    expect(caused).toEqual(Object.fromEntries(all.map(({ write, events }) => [write, new Set(events)])))
  })

  it.for(silent)('$write causes no event', ({ write }) => {
    const { heard, expected } = outcomeOf(write)
    expect(heard).toEqual(expected)
  })
})
