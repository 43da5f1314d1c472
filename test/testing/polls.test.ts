import { createPoll, endPoll, getPolls, type HelixClient } from 'tinyhelix'
import { createFakeTwitch } from 'tinyhelix/testing'
import { expect, it } from 'vitest'
import { call } from './wire.ts'

const setUp = () => {
  let now = Date.parse('2026-05-01T12:00:00Z')
  const fake = createFakeTwitch({ now: () => now })
  const pass = (seconds: number) => {
    now += seconds * 1000
  }
  return { fake, ada: fake.client(), pass }
}

const start = (client: HelixClient) =>
  createPoll(client, { title: 'Tea?', choices: [{ title: 'Yes' }, { title: 'No' }], duration: 60 })

it('a poll gains votes until it ends', async () => {
  const { ada, pass } = setUp()
  const poll = await start(ada)
  expect(poll).toMatchObject({
    title: 'Tea?',
    status: 'ACTIVE',
    started_at: '2026-05-01T12:00:00Z',
    broadcaster_login: 'ada',
  })
  expect(poll).not.toHaveProperty('ended_at')
  const look = async () => (await getPolls(ada, { id: poll.id }))[0]
  const votes = async () => (await look())?.choices.reduce((sum, choice) => sum + choice.votes, 0)
  await expect(votes()).resolves.toBe(0)
  pass(30)
  const half = await votes()
  expect(half).toBeGreaterThan(0)
  pass(30)
  await expect(look()).resolves.toMatchObject({ status: 'COMPLETED', ended_at: '2026-05-01T12:01:00Z' })
  const all = await votes()
  expect(all).toBeGreaterThan(half ?? 0)
  pass(600)
  await expect(votes()).resolves.toBe(all)
})

it('a channel has one active poll at a time', async () => {
  const { ada, pass } = setUp()
  await start(ada)
  await expect(start(ada)).rejects.toMatchObject({ status: 400 })
  pass(60)
  await expect(start(ada)).resolves.toMatchObject({ status: 'ACTIVE' })
})

it.for(['TERMINATED', 'ARCHIVED'] as const)('a poll can be ended as %s', async status => {
  const { ada, pass } = setUp()
  const { id } = await start(ada)
  pass(10)
  await expect(endPoll(ada, { id, status })).resolves.toMatchObject({ id, status, ended_at: '2026-05-01T12:00:10Z' })
  await expect(endPoll(ada, { id, status })).rejects.toMatchObject({ status: 400 })
  await expect(endPoll(ada, { id: 'other', status })).rejects.toMatchObject({ status: 404 })
})

it('a channel lists its polls newest first', async () => {
  const { ada } = setUp()
  const before = await getPolls(ada, {}, { limit: Infinity })
  expect(before).toHaveLength(24)
  const { id } = await start(ada)
  const after = await getPolls(ada, {}, { limit: Infinity })
  expect(after.map(poll => poll.id)).toEqual([id, ...before.map(poll => poll.id)])
  const times = after.map(({ started_at }) => started_at)
  expect(times).toEqual([...times].sort().reverse())
})

it('polls by id come in the order of the ids, and unknown ids are a 404 only if all are', async () => {
  const { ada } = setUp()
  const [first, second] = await getPolls(ada)
  const ids = [second?.id ?? '', 'unknown', first?.id ?? '']
  await expect(getPolls(ada, { id: ids })).resolves.toEqual([second, first])
  await expect(getPolls(ada, { id: 'unknown' })).rejects.toMatchObject({ status: 404 })
})

it('a channel that never had a poll has null', async () => {
  const { fake } = setUp()
  const { id } = fake.user('lurkingmoth')
  const someone = fake.user('9000')
  const { body } = await call(fake, `GET /polls?broadcaster_id=${someone.id}`, { token: { user: someone.login } })
  expect(body).toEqual({ data: null, pagination: {} })
  await expect(getPolls(fake.client({ user: someone.login }))).resolves.toEqual([])
  expect(id).not.toBe(someone.id)
})

it('only affiliates and partners may create polls', async () => {
  const { fake } = setUp()
  await expect(start(fake.client({ user: '9000' }))).rejects.toMatchObject({ status: 403 })
})
