import { describe, expect, it } from 'vitest'
import type { EndpointName } from './calls.ts'
import { documentedAnswer } from './documentedAnswer.ts'
import { names, rowOf } from './endpoints.ts'
import type { Row } from './facts.ts'
import { json, outcome } from './outcome.ts'

/** Twitch's forms of an empty answer. */
const empty: readonly Response[] = [
  Response.json({ data: [] }),
  Response.json({ data: [], pagination: {} }),
  Response.json({ data: null }),
  Response.json({ data: null, pagination: null }),
  new Response(null, { status: 204 }),
]

/** Answers without content. If they counted as empty, they would show that nobody is live. */
const hollow: readonly Response[] = [
  Response.json({ pagination: { cursor: '' } }),
  Response.json({}),
  Response.json({ error: 'Internal Server Error', status: 500, message: '' }),
  Response.json(false),
  Response.json(0),
  Response.json(''),
  Response.json(null),
  new Response('', { status: 200 }),
  new Response('', { status: 202 }),
]

/** The outcome of a call for each of these answers. */
const outcomes = async (name: EndpointName, answers: readonly Response[]) =>
  await Promise.all(answers.map(answer => outcome(name, answer, 'off').catch((error: unknown) => error)))

const ofKind = (...kinds: readonly Row['result'][]) => names.filter(name => kinds.includes(rowOf(name).result))

/** The endpoint whose `data` is an object that contains the rows. */
const isSchedule = (name: EndpointName) => name === 'getChannelStreamSchedule'

describe('an empty answer', () => {
  it.each(ofKind('one'))('an empty answer of %s rejects', async name => {
    for (const result of await outcomes(name, empty)) expect(result).toMatchObject({ code: 'not_found' })
  })

  it.each(ofKind('maybe'))('an empty answer of %s resolves to null', async name => {
    for (const result of await outcomes(name, empty)) expect(result).toBeNull()
  })

  it.each(ofKind('list'))('an empty answer of %s resolves to []', async name => {
    for (const result of await outcomes(name, empty)) expect(result).toEqual([])
  })

  it.each(ofKind('page'))('an empty answer of %s resolves to an empty last page', async name => {
    const answers = isSchedule(name) ? [json({ data: { segments: null } }), ...empty.slice(2)] : empty
    for (const result of await outcomes(name, answers)) expect(result).toEqual({ data: [], cursor: null })
  })

  it.each(names.filter(name => !ofKind('void', 'text', 'envelope').includes(name)))(
    'an answer to %s without `data` rejects with `schema`',
    async name => {
      for (const result of await outcomes(name, hollow)) expect(result).toMatchObject({ code: 'schema' })
    },
  )

  it.each(ofKind('void'))('an empty answer of %s is a success', async name => {
    for (const result of await outcomes(name, [...empty, ...hollow])) expect(result).toBeUndefined()
  })

  it.each(ofKind('object'))('an empty answer of %s rejects, because an object is required', async name => {
    for (const result of await outcomes(name, empty)) expect(result).toMatchObject({ code: 'schema' })
  })

  it.each(ofKind('envelope'))('an empty answer of %s resolves to an object with an empty list', async name => {
    const answer = documentedAnswer(rowOf(name).operation)
    const data = name === 'getEventSubSubscriptionsSummary' ? {} : { data: [] }
    expect(await outcome(name, json({ ...answer, data: null }))).toMatchObject(data)
  })

  it.each(ofKind('envelope'))('an answer to %s without fields rejects with `schema`', async name => {
    for (const answer of [json({}), new Response(null, { status: 204 }), new Response('')]) {
      await expect(outcome(name, answer)).rejects.toMatchObject({ code: 'schema' })
    }
  })
})

describe('the end of a list', () => {
  it.each(ofKind('page'))('a page of %s without a cursor in any form is the last one', async name => {
    const cursorOf = async (beside: object) => {
      const answer = documentedAnswer(rowOf(name).operation)
      const { pagination: _, ...bare } = answer
      return await outcome(name, json({ ...bare, ...beside }))
    }
    for (const pagination of [{ cursor: 'c' }, 'c']) {
      expect(await cursorOf({ pagination })).toMatchObject({ cursor: 'c' })
    }
    for (const end of [
      {},
      { pagination: {} },
      { pagination: null },
      { pagination: { cursor: '' } },
      { pagination: '' },
    ]) {
      expect(await cursorOf(end)).toMatchObject({ cursor: null })
    }
  })
})

describe('a 404', () => {
  const answer = Response.json({ error: 'Not Found', status: 404, message: 'no such thing' }, { status: 404 })
  const none: readonly EndpointName[] = ['checkUserSubscription', 'getTeamById', 'getTeamByName']

  it.each(none)('a 404 of %s resolves to null', async name => {
    expect(await outcome(name, answer)).toBeNull()
  })

  it('a 404 of getChannelStreamSchedule resolves to an empty schedule', async () => {
    expect(await outcome('getChannelStreamSchedule', answer)).toEqual({ data: [], cursor: null })
  })

  it.each(names.filter(name => !none.includes(name) && !isSchedule(name)))('a 404 of %s rejects', async name => {
    await expect(outcome(name, answer)).rejects.toMatchObject({
      code: 'not_found',
      status: 404,
      detail: 'no such thing',
    })
  })
})
