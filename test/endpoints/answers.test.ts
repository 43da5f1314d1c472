import { describe, expect, it } from 'vitest'
import { answerFields, documentedAnswer } from './documentedAnswer.ts'
import { names, rowOf } from './endpoints.ts'
import { answers } from './facts.ts'
import { expected, json, outcome } from './outcome.ts'

/** Documented answers that are wrong, and the place of the mistake. */
const wrong: Readonly<Record<string, string>> = {
  // Numbers in quotes, and times as text. Twitch sends numbers, and times in seconds since 1970.
  'get-ad-schedule Example': 'data[0].snooze_count',
  // From before users had logins in this answer.
  'get-custom-reward-redemption Example 2': 'data[0].user_login',
}

const withOperation = (operation: string) => names.filter(name => rowOf(name).operation === operation)

describe('a documented answer', () => {
  const cases = answers.flatMap(({ operation, name: title, status, value }) =>
    withOperation(operation).map(name => ({ name, title: `${operation} ${title}`, status, value })),
  )

  it.each(cases.filter(({ title }) => !wrong[title]))(
    '$name returns the documented answer unchanged ($title)',
    async ({ name, value }) => {
      expect(await outcome(name, json(value))).toEqual(expected(name, value))
    },
  )

  it.each(cases.filter(({ title }) => wrong[title]))(
    '$name rejects a documented answer that is wrong ($title)',
    async ({ name, title, value }) => {
      await expect(outcome(name, json(value))).rejects.toMatchObject({
        code: 'schema',
        message: expect.stringContaining(wrong[title] ?? ''),
      })
      expect(await outcome(name, json(value), 'off')).toEqual(expected(name, value))
    },
  )
})

const described = names.filter(name => answerFields.has(rowOf(name).operation))

describe('an answer with all documented fields', () => {
  it('the tables have the fields of every endpoint with an answer of JSON', () => {
    const others = names.filter(name => !described.includes(name))
    expect(others.filter(name => !/void|text/.test(rowOf(name).result))).toEqual([])
    for (const name of described) expect(rowOf(name).result).not.toMatch(/void|text/)
  })

  it.each(described)('%s returns an answer with all fields unchanged', async name => {
    const answer = documentedAnswer(rowOf(name).operation)
    expect(await outcome(name, json(answer))).toEqual(expected(name, answer))
  })

  it.each(described)('%s returns unknown fields unchanged', async name => {
    const answer = grown(documentedAnswer(rowOf(name).operation))
    expect(await outcome(name, json(answer))).toEqual(expected(name, answer))
  })

  it.each(described)('%s returns empty texts and unknown words', async name => {
    const empty = JSON.parse(JSON.stringify(documentedAnswer(rowOf(name).operation)).replaceAll('"some text"', '""'))
    expect(await outcome(name, json(empty))).toEqual(expected(name, empty))
  })
})

/** Objects whose keys are data, not field names. */
const maps = ['icon_urls', 'condition', 'panel', 'overlay', 'component']

/** A value with an additional field in each of its objects. */
function grown(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map(item => grown(item, key))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, inner]) => [name, grown(inner, name)])
  return { ...Object.fromEntries(entries), ...(!maps.includes(key) && { new_field: { deep: [1, null] } }) }
}
