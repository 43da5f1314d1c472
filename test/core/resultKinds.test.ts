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

/** Calls an endpoint of things on a server that gives one answer. */
async function call(run: (client: HelixClient<'app'>) => PromiseLike<unknown>, answer: Answer): Promise<unknown> {
  const server = await startServer()
  server.answer('GET /things', answer)
  return await run(appClient(server, { validate: 'off' }))
}

const rows = { json: { data: [{ id: 'a' }, { id: 'b' }] } }

describe('the value that a call resolves to', () => {
  it('is the first row for "one" and "maybe"', async () => {
    expect(await call(oneThing, rows)).toEqual({ id: 'a' })
    expect(await call(maybeThing, rows)).toEqual({ id: 'a' })
  })

  it('is all rows for "list", and those of a page for "page"', async () => {
    expect(await call(listThings, rows)).toEqual([{ id: 'a' }, { id: 'b' }])
    expect(await call(pageThings, rows)).toEqual([{ id: 'a' }, { id: 'b' }])
  })

  it('is data itself for "object", and the whole answer for "envelope"', async () => {
    expect(await call(objectThing, { json: { data: { id: 'a' } } })).toEqual({ id: 'a' })
    const answer = { data: [{ id: 'a' }], total: 1, date_range: { started_at: '' } }
    expect(await call(envelopeThings, { json: answer })).toEqual(answer)
  })

  it('leaves out of an envelope what its description says', async () => {
    const summary: ThingEndpoint<{ total: number }> = defineEndpoint.envelope({
      ...things,
      without: ['data', 'pagination'],
      item: v.object({ total: v.number() }),
    })
    expect(await call(summary, { json: { data: [{ id: 'a' }], total: 1, pagination: {} } })).toEqual({ total: 1 })
  })

  it('is the text as it came for "text", and nothing for "void"', async () => {
    const calendar = 'BEGIN:VCALENDAR\r\nSUMMARY:Grüße 🎉\r\nEND:VCALENDAR\r\n'
    expect(await call(textThing, { text: calendar })).toBe(calendar)
    expect(await call(voidThing, rows)).toBeUndefined()
  })

  it('is the parsed JSON itself, unknown fields, odd values and all', async () => {
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

  it.each(Object.entries(empty))('(%s) is not_found, null, [] or nothing', async (_, answer) => {
    const error = await helixRejection(call(oneThing, answer))
    expect(error).toMatchObject({ code: 'not_found', message: 'GET /things answered with no row.' })
    expect(await call(maybeThing, answer)).toBeNull()
    expect(await call(listThings, answer)).toEqual([])
    expect(await call(pageThings, answer)).toEqual([])
    expect(await call(voidThing, answer)).toBeUndefined()
  })

  it.each(Object.entries(empty))('(%s) rejects with `schema` for an object', async (_, answer) => {
    expect(await helixRejection(call(objectThing, answer))).toMatchObject({ code: 'schema', endpoint: 'GET /things' })
  })

  it('rejects with `schema` for an envelope without a body', async () => {
    for (const answer of [{ status: 200, text: '' }, { status: 204 }]) {
      const error = await helixRejection(call(envelopeThings, answer))
      expect(error).toMatchObject({ code: 'schema', endpoint: 'GET /things' })
    }
  })

  it('has [] in an envelope where Twitch sends null for its list', async () => {
    const json = { data: null, total: 0 }
    expect(await call(envelopeThings, { json })).toEqual({ data: [], total: 0 })
  })

  it('is an empty text for "text"', async () => {
    expect(await call(textThing, { text: '' })).toBe('')
    expect(await call(textThing, { status: 204 })).toBe('')
  })
})

describe('an answer of another shape', () => {
  it('rejects with code schema where it is a text', async () => {
    for (const endpoint of [oneThing, maybeThing, listThings, objectThing, envelopeThings, pageThings]) {
      const error = await helixRejection(call(endpoint, { json: 'done' }))
      expect(error).toMatchObject({ code: 'schema', message: 'GET /things answered with an unusable body.' })
    }
  })

  it("takes the bare list for its data, which Twitch's mock server sends", async () => {
    const json = [{ id: 'a' }]
    expect(await call(oneThing, { json })).toEqual({ id: 'a' })
    expect(await call(maybeThing, { json })).toEqual({ id: 'a' })
    for (const endpoint of [listThings, pageThings]) expect(await call(endpoint, { json })).toEqual(json)
    expect(await helixRejection(call(objectThing, { json }))).toMatchObject({ code: 'schema' })
  })

  it('rejects with code schema where data is an object instead of a list', async () => {
    for (const endpoint of [oneThing, maybeThing, listThings, pageThings]) {
      const error = await helixRejection(call(endpoint, { json: { data: { id: 'a' } } }))
      expect(error).toMatchObject({ code: 'schema', message: 'GET /things answered with an unusable data.' })
    }
  })

  it('rejects with code schema where data is a list instead of an object', async () => {
    expect(await helixRejection(call(objectThing, rows))).toMatchObject({ code: 'schema' })
  })

  it.each([
    ['HTML', '<!doctype html><title>Twitch</title>'],
    ['half of a JSON text', '{"data":[{"id":"a"'],
  ])('rejects with code schema if a success brings %s', async (_, text) => {
    for (const endpoint of [oneThing, maybeThing, listThings, objectThing, envelopeThings, pageThings]) {
      expect(await helixRejection(call(endpoint, { text }))).toMatchObject({ code: 'schema', endpoint: 'GET /things' })
    }
  })

  it('does not matter to "void": any 2xx is success', async () => {
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
    'does not depend on the content type "%s"',
    async type => {
      const text = JSON.stringify(rows.json)
      expect(await call(listThings, { text, headers: { 'Content-Type': type } })).toEqual(rows.json.data)
    },
  )

  it.each([200, 201, 202, 206])('is read as JSON with status %d', async status => {
    expect(await call(listThings, { status, ...rows })).toEqual(rows.json.data)
  })
})

describe('the odd answers that Twitch is known for', () => {
  it('getChannelTeams, getPolls: data is null where there is none', async () => {
    const server = await startServer()
    server.answer('GET /teams/channel', { json: { data: null } })
    server.answer('GET /polls', { json: { data: null, pagination: {} } })
    const client = userClient(server, { validate: 'throw' })
    expect(await getChannelTeams(client, { broadcaster_id: '1' })).toEqual([])
    expect(await getPolls(client)).toEqual([])
  })

  it('createPoll answers with a row', async () => {
    const server = await startServer()
    server.answer('POST /polls', { json: { data: [poll] } })
    const params = { title: 'What is next?', choices: [{ title: 'Chess' }, { title: 'Go' }], duration: 60 }
    expect(await createPoll(userClient(server, { validate: 'throw' }), params)).toEqual(poll)
  })

  it('checkUserSubscription, getTeamByName: a 404 means that there is none', async () => {
    const server = await startServer()
    const json = { error: 'Not Found', status: 404, message: 'ada has no subscription to bob' }
    server.answer('GET /subscriptions/user', { status: 404, json })
    server.answer('GET /teams', { status: 404, json })
    const client = userClient(server)
    expect(await checkUserSubscription(client, { broadcaster_id: '2' })).toBeNull()
    expect(await getTeamByName(client, { name: 'nobody' })).toBeNull()
  })

  it('getSharedChatSession: an empty list means that there is none, a 404 is an error', async () => {
    const server = await startServer()
    server.answer('GET /shared_chat/session', { json: { data: [] } }, { status: 404, json: { message: 'no channel' } })
    const client = appClient(server)
    expect(await getSharedChatSession(client, { broadcaster_id: '1' })).toBeNull()
    expect(await helixRejection(getSharedChatSession(client, { broadcaster_id: '1' }))).toMatchObject({
      code: 'not_found',
      status: 404,
    })
  })

  it('getChannelStreamSchedule: rows are in data.segments, null without any, and a 404 means no schedule', async () => {
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

  it('getExtensionLiveChannels: pagination is the cursor itself, an empty text at the end', async () => {
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
    expect([list.cursor, list.done]).toEqual([null, true])
  })

  it('getUserActiveExtensions: data is an object', async () => {
    const server = await startServer()
    const data = { panel: { 1: { active: false } }, overlay: { 1: { active: false } }, component: {} }
    server.answer('GET /users/extensions', { json: { data } })
    expect(await getUserActiveExtensions(appClient(server), { user_id: '1' })).toEqual(data)
  })

  it('getBitsLeaderboard: the answer carries more than data', async () => {
    const server = await startServer()
    const answer = { data: [], date_range: { started_at: '', ended_at: '' }, total: 0 }
    server.answer('GET /bits/leaderboard', { json: answer })
    expect(await getBitsLeaderboard(userClient(server, { validate: 'throw' }))).toEqual(answer)
  })

  it('getChannelICalendar: text, for any client', async () => {
    const server = await startServer()
    server.answer('GET /schedule/icalendar', { text: 'BEGIN:VCALENDAR', headers: { 'Content-Type': 'text/calendar' } })
    for (const client of [appClient(server), userClient(server)]) {
      expect(await getChannelICalendar(client, { broadcaster_id: '1' })).toBe('BEGIN:VCALENDAR')
    }
  })

  it('unbanUser: a 204 without a body', async () => {
    const server = await startServer()
    server.answer('DELETE /moderation/bans', { status: 204 })
    expect(await unbanUser(userClient(server), { user_id: '42' })).toBeUndefined()
  })

  it('getUsers: rows in any order, unknown users left out', async () => {
    const server = await startServer()
    server.answer('GET /users', { json: { data: [user(3), user(1)] } })
    const users = await getUsers(appClient(server, { validate: 'throw' }), { id: ['1', '2', '3'] })
    expect(users.map(({ id }) => id)).toEqual(['3', '1'])
  })

  it('getChannelFollowers: nothing but the total where the caller may not see more', async () => {
    const server = await startServer()
    server.answer('GET /channels/followers', { json: { total: 5000, data: [], pagination: {} } })
    const page = await getChannelFollowers(userClient(server), { broadcaster_id: '2' }).nextPage()
    expect(page).toEqual({ total: 5000, data: [], cursor: null })
  })

  it('lists come as large as Twitch makes them', async () => {
    const server = await startServer()
    const data = times(100, follower)
    server.answer('GET /channels/followers', { json: { total: 100, data } })
    expect(await getChannelFollowers(userClient(server))).toEqual(data)
  })
})
