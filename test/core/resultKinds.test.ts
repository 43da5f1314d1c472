import { defineEndpoint, type NoParams } from 'tinyhelix/define'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { appClient, userClient } from './clients.ts'
import {
  checkUserSubscription,
  createPoll,
  type Endpoint,
  getBitsLeaderboard,
  getChannelFollowers,
  getChannelICalendar,
  getChannelStreamSchedule,
  getChannelTeams,
  getExtensionLiveChannels,
  getPolls,
  getSharedChatSession,
  getStreams,
  getTeamByName,
  getUserActiveExtensions,
  getUsers,
  type HelixClient,
  type PageEndpoint,
  unbanUser,
} from './entry.ts'
import { helixRejection } from './rejection.ts'
import { follower, poll, segment, stream, times, user } from './rows.ts'
import { type Answer, startServer } from './server.ts'

interface Thing {
  id: string
}

type ThingEndpoint<R> = Endpoint<NoParams, R, 'app'>

const item = v.object({ id: v.string() })
const things = { path: '/things', tokens: ['app'] } as const

const oneThing: ThingEndpoint<Thing> = defineEndpoint.one({ ...things, item })
const maybeThing: ThingEndpoint<Thing | null> = defineEndpoint.maybe({ ...things, item })
const listThings: ThingEndpoint<Thing[]> = defineEndpoint.list({ ...things, item })
const objectThing: ThingEndpoint<Thing> = defineEndpoint.object({ ...things, item })
const envelopeThings: ThingEndpoint<{ data: Thing[]; total: number }> = defineEndpoint.envelope({
  ...things,
  item: v.object({ data: v.array(item), total: v.number() }),
})
const pageThings: PageEndpoint<NoParams, Thing, 'app'> = defineEndpoint.page({ ...things, maxFirst: 100, item })
const textThing: ThingEndpoint<string> = defineEndpoint.text(things)
const voidThing: ThingEndpoint<void> = defineEndpoint.void(things)

/** Calls an endpoint of things on a server with one answer. */
async function call(run: (client: HelixClient<'app'>) => PromiseLike<unknown>, answer: Answer): Promise<unknown> {
  const server = await startServer()
  server.answer('GET /things', answer)
  return await run(appClient(server, { validate: 'off' }))
}

const rows = { json: { data: [{ id: 'a' }, { id: 'b' }] } }

describe('the result of a call', () => {
  it('"one" and "maybe" return the first row', async () => {
    expect(await call(oneThing, rows)).toEqual({ id: 'a' })
    expect(await call(maybeThing, rows)).toEqual({ id: 'a' })
  })

  it('"list" and "page" return the rows', async () => {
    expect(await call(listThings, rows)).toEqual([{ id: 'a' }, { id: 'b' }])
    expect(await call(pageThings, rows)).toEqual([{ id: 'a' }, { id: 'b' }])
  })

  it('"object" returns data, and "envelope" the whole answer', async () => {
    expect(await call(objectThing, { json: { data: { id: 'a' } } })).toEqual({ id: 'a' })
    const answer = { data: [{ id: 'a' }], total: 1, date_range: { started_at: '' } }
    expect(await call(envelopeThings, { json: answer })).toEqual(answer)
  })

  it('"envelope" leaves out the fields in `without`', async () => {
    const summary: ThingEndpoint<{ total: number }> = defineEndpoint.envelope({
      ...things,
      without: ['data', 'pagination'],
      item: v.object({ total: v.number() }),
    })
    expect(await call(summary, { json: { data: [{ id: 'a' }], total: 1, pagination: {} } })).toEqual({ total: 1 })
  })

  it('"text" returns the text as it came, and "void" undefined', async () => {
    const calendar = 'BEGIN:VCALENDAR\r\nSUMMARY:Grüße 🎉\r\nEND:VCALENDAR\r\n'
    expect(await call(textThing, { text: calendar })).toBe(calendar)
    expect(await call(voidThing, rows)).toBeUndefined()
  })

  it('the result is the parsed JSON itself, with unknown fields and odd values', async () => {
    const server = await startServer()
    const odd = { ...stream(1), tags: null, tag_ids: [], new_field: { deep: [1, null] }, title: '' }
    server.answer('GET /streams', { json: { data: [odd] } })
    expect(await getStreams(appClient(server, { validate: 'throw' }))).toEqual([odd])
  })
})

describe('an empty answer', () => {
  const empty: Record<string, Answer> = {
    'data: []': { json: { data: [] } },
    'data: null': { json: { data: null } },
    'a 204': { status: 204 },
  }

  it.each(Object.entries(empty))(
    '%s returns null or [] or rejects with `not_found`, as the kind says',
    async (_, answer) => {
      const error = await helixRejection(call(oneThing, answer))
      expect(error).toMatchObject({ code: 'not_found', message: 'GET /things answered with no row.' })
      expect(await call(maybeThing, answer)).toBeNull()
      expect(await call(listThings, answer)).toEqual([])
      expect(await call(pageThings, answer)).toEqual([])
      expect(await call(voidThing, answer)).toBeUndefined()
    },
  )

  it.each(Object.entries(empty))('%s rejects with `schema` for "object"', async (_, answer) => {
    expect(await helixRejection(call(objectThing, answer))).toMatchObject({ code: 'schema', endpoint: 'GET /things' })
  })

  it('an envelope without a body rejects with `schema`', async () => {
    for (const answer of [{ status: 200, text: '' }, { status: 204 }]) {
      const error = await helixRejection(call(envelopeThings, answer))
      expect(error).toMatchObject({ code: 'schema', endpoint: 'GET /things' })
    }
  })

  it('an envelope has [] when Twitch sends null for its list', async () => {
    const json = { data: null, total: 0 }
    expect(await call(envelopeThings, { json })).toEqual({ data: [], total: 0 })
  })

  it('"text" returns an empty text', async () => {
    expect(await call(textThing, { text: '' })).toBe('')
    expect(await call(textThing, { status: 204 })).toBe('')
  })
})

describe('an answer of another shape', () => {
  it('a text rejects with `schema`', async () => {
    for (const endpoint of [oneThing, maybeThing, listThings, objectThing, envelopeThings, pageThings]) {
      const error = await helixRejection(call(endpoint, { json: 'done' }))
      expect(error).toMatchObject({ code: 'schema', message: 'GET /things answered with an unusable body.' })
    }
  })

  it("a list without `data`, as Twitch's mock server sends it, is accepted", async () => {
    const json = [{ id: 'a' }]
    expect(await call(oneThing, { json })).toEqual({ id: 'a' })
    expect(await call(maybeThing, { json })).toEqual({ id: 'a' })
    for (const endpoint of [listThings, pageThings]) expect(await call(endpoint, { json })).toEqual(json)
    expect(await helixRejection(call(objectThing, { json }))).toMatchObject({ code: 'schema' })
  })

  it('an object in place of a list rejects with `schema`', async () => {
    for (const endpoint of [oneThing, maybeThing, listThings, pageThings]) {
      const error = await helixRejection(call(endpoint, { json: { data: { id: 'a' } } }))
      expect(error).toMatchObject({ code: 'schema', message: 'GET /things answered with an unusable data.' })
    }
  })

  it('a list in place of an object rejects with `schema`', async () => {
    expect(await helixRejection(call(objectThing, rows))).toMatchObject({ code: 'schema' })
  })

  it.each([
    ['HTML', '<!doctype html><title>Twitch</title>'],
    ['half of a JSON text', '{"data":[{"id":"a"'],
  ])('%s in a success rejects with `schema`', async (_, text) => {
    for (const endpoint of [oneThing, maybeThing, listThings, objectThing, envelopeThings, pageThings]) {
      expect(await helixRejection(call(endpoint, { text }))).toMatchObject({ code: 'schema', endpoint: 'GET /things' })
    }
  })

  it('"void" accepts every 2xx', async () => {
    for (const answer of [
      { text: 'OK' },
      { status: 202, text: '<html>' },
      { status: 207, json: [1] },
      { status: 204 },
    ]) {
      expect(await call(voidThing, answer)).toBeUndefined()
    }
  })

  it.each(['application/json', 'application/json; charset=utf-8', 'text/plain', 'application/octet-stream', ''])(
    'the content type "%s" does not matter',
    async type => {
      const text = JSON.stringify(rows.json)
      expect(await call(listThings, { text, headers: { 'Content-Type': type } })).toEqual(rows.json.data)
    },
  )

  it.each([200, 201, 202, 206])('status %d is read as JSON', async status => {
    expect(await call(listThings, { status, ...rows })).toEqual(rows.json.data)
  })
})

describe('the odd answers that Twitch is known for', () => {
  it('getChannelTeams and getPolls return [] for data of null', async () => {
    const server = await startServer()
    server.answer('GET /teams/channel', { json: { data: null } })
    server.answer('GET /polls', { json: { data: null, pagination: {} } })
    const client = userClient(server, { validate: 'throw' })
    expect(await getChannelTeams(client, { broadcaster_id: '1' })).toEqual([])
    expect(await getPolls(client)).toEqual([])
  })

  it('createPoll returns a row', async () => {
    const server = await startServer()
    server.answer('POST /polls', { json: { data: [poll] } })
    const params = { title: 'What is next?', choices: [{ title: 'Chess' }, { title: 'Go' }], duration: 60 }
    expect(await createPoll(userClient(server, { validate: 'throw' }), params)).toEqual(poll)
  })

  it('checkUserSubscription and getTeamByName return null for a 404', async () => {
    const server = await startServer()
    const json = { error: 'Not Found', status: 404, message: 'ada has no subscription to bob' }
    server.answer('GET /subscriptions/user', { status: 404, json })
    server.answer('GET /teams', { status: 404, json })
    const client = userClient(server)
    expect(await checkUserSubscription(client, { broadcaster_id: '2' })).toBeNull()
    expect(await getTeamByName(client, { name: 'nobody' })).toBeNull()
  })

  it('getSharedChatSession returns null for an empty list, and rejects for a 404', async () => {
    const server = await startServer()
    server.answer('GET /shared_chat/session', { json: { data: [] } }, { status: 404, json: { message: 'no channel' } })
    const client = appClient(server)
    expect(await getSharedChatSession(client, { broadcaster_id: '1' })).toBeNull()
    expect(await helixRejection(getSharedChatSession(client, { broadcaster_id: '1' }))).toMatchObject({
      code: 'not_found',
      status: 404,
    })
  })

  it('getChannelStreamSchedule returns the rows of data.segments, and [] for null and for a 404', async () => {
    const server = await startServer()
    const details = { broadcaster_id: '1', broadcaster_name: 'Ada', broadcaster_login: 'ada', vacation: null }
    server.answer(
      'GET /schedule',
      { json: { data: { segments: [segment(1)], ...details }, pagination: {} } },
      { json: { data: { segments: null, ...details }, pagination: {} } },
      { status: 404, json: { error: 'Not Found', status: 404, message: 'segments were not found' } },
    )
    const client = appClient(server, { validate: 'throw' })
    const read = () => getChannelStreamSchedule(client, { broadcaster_id: '1' }).nextPage()
    expect(await read()).toEqual({ ...details, data: [segment(1)], cursor: null })
    expect(await read()).toEqual({ ...details, data: [], cursor: null })
    expect(await read()).toEqual({ data: [], cursor: null })
  })

  it('getExtensionLiveChannels reads pagination as a cursor, and ends with an empty text', async () => {
    const server = await startServer()
    const row = { broadcaster_id: '1', broadcaster_name: 'Ada', game_name: '', game_id: '', title: '' }
    server.answer(
      'GET /extensions/live',
      { json: { data: [row], pagination: 'YVc1' } },
      { json: { data: [{ ...row, broadcaster_id: '2' }], pagination: '' } },
    )
    const ids: string[] = []
    for await (const channel of getExtensionLiveChannels(appClient(server), { extension_id: 'x' })) {
      ids.push(channel.broadcaster_id)
    }
    expect(ids).toEqual(['1', '2'])
    expect(server.received().map(request => request.query.get('after'))).toEqual([null, 'YVc1'])
  })

  it.each([
    ['absent', {}],
    ['{}', { pagination: {} }],
    ['null', { pagination: null }],
    ['an empty cursor', { pagination: { cursor: '' } }],
    ['an empty text', { pagination: '' }],
  ])('pagination that is %s ends a list', async (_, end) => {
    const server = await startServer()
    const pagination = { cursor: 'next' }
    server.answer('GET /streams', { json: { data: [stream(1)], pagination } }, { json: { data: [stream(2)], ...end } })
    const client = appClient(server)
    expect(await getStreams(client, {}, { limit: Infinity })).toEqual([stream(1), stream(2)])
    expect(server.received()).toHaveLength(2)
    const list = getStreams(client)
    expect(await list.nextPage()).toEqual({ data: [stream(2)], cursor: null })
    expect({ cursor: list.cursor, done: list.done }).toEqual({ cursor: null, done: true })
  })

  it('getUserActiveExtensions returns the object in data', async () => {
    const server = await startServer()
    const data = { panel: { 1: { active: false } }, overlay: { 1: { active: false } }, component: {} }
    server.answer('GET /users/extensions', { json: { data } })
    expect(await getUserActiveExtensions(appClient(server), { user_id: '1' })).toEqual(data)
  })

  it('getBitsLeaderboard returns all fields of the answer', async () => {
    const server = await startServer()
    const answer = { data: [], date_range: { started_at: '', ended_at: '' }, total: 0 }
    server.answer('GET /bits/leaderboard', { json: answer })
    expect(await getBitsLeaderboard(userClient(server, { validate: 'throw' }))).toEqual(answer)
  })

  it('getChannelICalendar returns text, for every kind of client', async () => {
    const server = await startServer()
    server.answer('GET /schedule/icalendar', { text: 'BEGIN:VCALENDAR', headers: { 'Content-Type': 'text/calendar' } })
    for (const client of [appClient(server), userClient(server)]) {
      expect(await getChannelICalendar(client, { broadcaster_id: '1' })).toBe('BEGIN:VCALENDAR')
    }
  })

  it('unbanUser accepts a 204 without a body', async () => {
    const server = await startServer()
    server.answer('DELETE /moderation/bans', { status: 204 })
    expect(await unbanUser(userClient(server), { user_id: '42' })).toBeUndefined()
  })

  it('getUsers returns rows in any order, without unknown users', async () => {
    const server = await startServer()
    server.answer('GET /users', { json: { data: [user(3), user(1)] } })
    const users = await getUsers(appClient(server, { validate: 'throw' }), { id: ['1', '2', '3'] })
    expect(users.map(({ id }) => id)).toEqual(['3', '1'])
  })

  it('getChannelFollowers returns only the total when the caller may not see more', async () => {
    const server = await startServer()
    server.answer('GET /channels/followers', { json: { total: 5000, data: [], pagination: {} } })
    const page = await getChannelFollowers(userClient(server), { broadcaster_id: '2' }).nextPage()
    expect(page).toEqual({ total: 5000, data: [], cursor: null })
  })

  it('lists are as long as Twitch makes them', async () => {
    const server = await startServer()
    const data = times(100, follower)
    server.answer('GET /channels/followers', { json: { total: 100, data } })
    expect(await getChannelFollowers(userClient(server))).toEqual(data)
  })
})
