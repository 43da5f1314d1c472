import { describe, expect, it } from 'vitest'
import { examples, list } from './facts.ts'
import { problemsOf } from './types.ts'

/** Documented events that differ from what Twitch sends. */
const wrong: readonly (readonly [name: string, because: string, problems: RegExp])[] = [
  ['automodMessageHoldV1', 'the message is text, with its fragments beside it', /^message: /],
  ['automodMessageUpdateV1', 'the message is text, with its fragments beside it', /^message: /],
  ['automodSettingsUpdate', 'the event is in a list, in an object', /^\w+: missing/],
  ['channelAdBreakBegin', 'the number and the boolean are in quotes', /^(duration_seconds|is_automatic): /],
  ['channelPredictionEnd', 'ids of some predictors are numbers', /^outcomes\.1\.top_predictors\.\d\.user_id: /],
  ['channelChatNotification', 'the tier has the name "sub_plan"', /^(shared_chat_)?resub\.sub_tier: /],
]

const isWrong = (name: string) => wrong.some(([of]) => of === name)
const byName = (name: string) => examples.filter(example => example.export === name)
const regular = examples.filter(({ name }) => name === 'Example')

describe('documented events', () => {
  it('53 of the 78 types have documented events', () => {
    expect(regular).toHaveLength(50)
    expect(new Set(examples.map(example => example.export)).size).toBe(53)
    expect(list).toHaveLength(78)
    expect(regular.filter(example => !isWrong(example.export))).toHaveLength(45)
  })

  it.each(examples.filter(example => !isWrong(example.export)))(
    'the documented event is accepted: $export, $name',
    example => {
      expect(problemsOf(example.export, example.event)).toEqual([])
    },
  )

  it.each(wrong)('the documented event of %s is wrong: %s', (name, _, problems) => {
    expect(byName(name).length).toBeGreaterThan(0)
    for (const { event } of byName(name)) {
      const found = problemsOf(name, event)
      expect(found.length).toBeGreaterThan(0)
      for (const problem of found) expect(problem).toMatch(problems)
    }
  })
})
