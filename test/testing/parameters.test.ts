import { createFakeTwitch } from 'tinyhelix/testing'
import { expect, it } from 'vitest'
import { call, refusal } from './wire.ts'

const fake = createFakeTwitch()
const bad = (message: string) => refusal(400, 'Bad Request', message)

const poll = { broadcaster_id: '1001', title: 'Tea?', choices: [{ title: 'Yes' }, { title: 'No' }], duration: 60 }

it.for([
  ['GET /channels', 'Missing required parameter "broadcaster_id"'],
  ['GET /channels?broadcaster_id=', 'Missing required parameter "broadcaster_id"'],
  ['GET /chat/chatters?broadcaster_id=1001', 'Missing required parameter "moderator_id"'],
  ['GET /games', 'Missing required parameter "id" or "name" or "igdb_id"'],
  ['GET /videos', 'Missing required parameter "game_id" or "id" or "user_id"'],
  ['GET /videos?id=1&user_id=2', 'The parameters "id" or "user_id" exclude each other.'],
  ['GET /streams?first=101', 'The parameter "first" was malformed: the value must be less than or equal to 100'],
  ['GET /streams?first=0', 'The parameter "first" was malformed: the value must be greater than or equal to 1'],
] as const)('%s is refused with a message', async ([line, message]) => {
  await expect(call(fake, line)).resolves.toMatchObject(bad(message))
})

it.for([
  ['title', 'x'.repeat(61), 'the length must be less than or equal to 60'],
  ['title', 5, 'expected text'],
  ['choices', [{ title: 'Only one' }], 'the number of entries must be greater than or equal to 2'],
  ['choices', [{ title: 'Yes' }, { title: 'x'.repeat(26) }], 'the length must be less than or equal to 25'],
  ['choices', 'Yes', 'expected a list'],
  ['choices', ['Yes', 'No'], 'expected an object'],
  ['duration', 1801, 'the value must be less than or equal to 1800'],
  ['duration', '60', 'expected a whole number'],
  ['channel_points_voting_enabled', 'yes', 'expected true or false'],
] as const)('a poll’s %s of %j is refused with its limit', async ([key, value, words]) => {
  await expect(call(fake, 'POST /polls', { body: { ...poll, [key]: value } })).resolves.toMatchObject(
    bad(`The parameter "${key}" was malformed: ${words}`),
  )
})

it('the error lists the accepted words', async () => {
  await expect(call(fake, 'GET /streams?type=recorded')).resolves.toMatchObject(
    bad('The parameter "type" was malformed: the value must be one of all, live'),
  )
})

it.for([
  'GET /streams?first=many',
  'GET /streams?type=recorded',
  'GET /streams?first=1&first=2',
  'GET /clips?broadcaster_id=1001&started_at=yesterday',
  `GET /users?${Array.from({ length: 101 }, (_, index) => `id=${index + 1}`).join('&')}`,
])('%s is malformed', async line => {
  await expect(call(fake, line)).resolves.toMatchObject({
    status: 400,
    body: { message: expect.stringMatching(/^The parameter "(first|type|started_at|id)" was malformed: /) },
  })
})

it('a list is sent as repeated keys, not with commas', async () => {
  const repeated = await call(fake, 'GET /users?id=1001&id=1002')
  expect(repeated.body.data).toHaveLength(2)
  const commas = await call(fake, 'GET /users?id=1001,1002')
  expect(commas.status).toBe(400)
})

it('unknown keys are ignored', async () => {
  await expect(call(fake, 'GET /streams?colour=green')).resolves.toMatchObject({ status: 200 })
})

it('an empty cursor counts as none', async () => {
  await expect(call(fake, 'GET /streams?after=')).resolves.toMatchObject({ status: 200 })
})

it('a body needs the JSON content type, and its parameters do not count in the query', async () => {
  const plain = await call(fake, 'POST /polls', { body: poll, headers: { 'content-type': 'text/plain' } })
  expect(plain).toMatchObject(bad('Missing required parameter "broadcaster_id"'))
  const query = await call(fake, 'POST /polls?broadcaster_id=1001', { body: { ...poll, broadcaster_id: undefined } })
  expect(query).toMatchObject(bad('Missing required parameter "broadcaster_id"'))
  for (const body of ['{"broadcaster_id":', '[]', '"text"', 'null']) {
    const broken = await call(fake, 'PATCH /chat/settings?broadcaster_id=1001&moderator_id=1001', { body })
    expect(broken).toMatchObject(bad('The request body is not valid JSON.'))
  }
})

it.for([
  ['title', null],
  ['title', 'x'.repeat(61)],
  ['duration', '60'],
  ['duration', 14],
  ['choices', [{ title: 'Only one' }]],
] as const)('a poll with %s %j is refused', async ([key, value]) => {
  await expect(call(fake, 'POST /polls', { body: { ...poll, [key]: value } })).resolves.toMatchObject({
    status: 400,
    body: { message: expect.stringContaining(`"${key}"`) },
  })
})

it('a body that must be wrapped in `data` is refused without it', async () => {
  const line = 'POST /moderation/bans?broadcaster_id=1001&moderator_id=1001'
  await expect(call(fake, line, { body: { user_id: '8600' } })).resolves.toMatchObject(
    bad('Missing required parameter "user_id"'),
  )
  await expect(call(fake, line, { body: { data: { user_id: '8600' } } })).resolves.toMatchObject({ status: 200 })
})

it('rules between parameters are checked', async () => {
  const line = 'PATCH /chat/settings?broadcaster_id=1001&moderator_id=1001'
  await expect(call(fake, line, { body: { slow_mode_wait_time: 10 } })).resolves.toMatchObject({ status: 400 })
  await expect(call(fake, line, { body: { slow_mode: true, slow_mode_wait_time: 10 } })).resolves.toMatchObject({
    status: 200,
  })
})
