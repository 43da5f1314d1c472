import { defineEndpoint, type NoParams } from 'tinyhelix/define'
import { batched, flattenPages } from 'tinyhelix/query'
import * as v from 'valibot'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { appClient, userClient } from './clients.ts'
import {
  type Endpoint,
  getStreams,
  getTopGames,
  getUsers,
  isHelixError,
  type Mismatch,
  modifyChannelInformation,
} from './entry.ts'
import { helixRejection } from './rejection.ts'
import { stream, times } from './rows.ts'
import { startServer } from './server.ts'

const many = 200_000

/** A deeply nested list, which engines can parse but not serialize. */
const deep = `${'['.repeat(many)}${']'.repeat(many)}`

const odd: readonly unknown[] = [{ toString: 1 }, ['a'], [[]], 5, 0, true, false, null, '', {}, [null]]

function watchConsole() {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  onTestFinished(() => warn.mockRestore())
  return warn
}

describe('200,000 wrong entries in a row', () => {
  const tags = times(many, Number)

  it('onMismatch reports at most a hundred entries', async () => {
    const server = await startServer()
    server.answer('GET /streams', { json: { data: [{ ...stream(1), tags }] } })
    const onMismatch = vi.fn<(mismatch: Mismatch) => void>()
    const [row] = await getStreams(appClient(server, { onMismatch }))
    expect(row?.tags).toHaveLength(many)
    expect(onMismatch).toHaveBeenCalledTimes(100)
    const error = await helixRejection(getStreams(appClient(server, { validate: 'throw' })))
    expect(error).toMatchObject({ code: 'schema' })
    expect(error.issues).toHaveLength(100)
    expect(error.message.length).toBeLessThan(1000)
  })

  it('wrong entries warn once for their field', async () => {
    const server = await startServer()
    server.answer('GET /streams', { json: { data: [{ ...stream(1), tags }] } })
    const warn = watchConsole()
    await getStreams(appClient(server))
    expect(warn).toHaveBeenCalledTimes(1)
  })

  it('wrong entries of a parameter reject with `parameter`, and the error lists a hundred', async () => {
    const server = await startServer()
    const call = modifyChannelInformation(userClient(server), { tags: tags as never })
    expect((await helixRejection(call)).issues).toHaveLength(100)
    expect(server.received()).toEqual([])
  })
})

it('unlimited field names warn a hundred times at most, with names of 200 characters at most', async () => {
  const getWords: Endpoint<NoParams, Record<string, string>> = defineEndpoint.one({
    path: '/words',
    item: v.record(v.string(), v.string()),
  })
  const server = await startServer()
  let keys = 0
  server.answer('GET /words', () => ({
    json: { data: [Object.fromEntries(times(50, () => [`${keys++}${'long'.repeat(1000)}`, 1]))] },
  }))
  const warn = watchConsole()
  const client = userClient(server)
  for (let call = 0; call < 10; call++) await getWords(client)
  expect(keys).toBe(500)
  expect(warn).toHaveBeenCalledTimes(100)
  expect(Math.max(...warn.mock.calls.map(([message]) => String(message).length))).toBeLessThan(400)
})

describe('200,000 rows', () => {
  const game = { name: 'Chess', box_art_url: 'https://static-cdn.jtvnw.net/chess.jpg', igdb_id: '' }
  const games = JSON.stringify({ data: times(many, index => ({ id: `${index}`, ...game })), pagination: {} })

  it.each(['off', 'report', 'throw'] as const)('one page returns all rows (validate: %s)', async validate => {
    const server = await startServer()
    server.answer('GET /games/top', { text: games })
    const client = appClient(server, { validate })
    expect(await getTopGames(client)).toHaveLength(many)
    const all = await getTopGames(client, {}, { limit: Infinity })
    expect(all).toHaveLength(many)
    expect(flattenPages({ pages: [{ data: all }] })).toHaveLength(many)
  })

  it('rows that are not objects are returned as they are, or reject with an error that lists a hundred', async () => {
    const server = await startServer()
    server.answer('GET /streams', { json: { data: times(many, index => odd[index % odd.length]) } })
    const onMismatch = vi.fn()
    expect(await getStreams(appClient(server, { onMismatch }), {}, { limit: Infinity })).toHaveLength(many)
    expect(onMismatch.mock.calls.length).toBeLessThanOrEqual(200)
    const error = await helixRejection(getStreams(appClient(server, { validate: 'throw' })))
    expect(error.issues?.length).toBeLessThanOrEqual(200)
  })
})

describe('a cursor', () => {
  it.each(odd)('a cursor of %j ends the list, in every place where Twitch puts cursors', async cursor => {
    const server = await startServer()
    for (const pagination of [{ cursor }, cursor]) {
      server.answer('GET /streams', { json: { data: [stream(1)], pagination } })
      const list = getStreams(appClient(server, { validate: 'off' }))
      expect(await getStreams(appClient(server, { validate: 'off' }), {}, { limit: Infinity })).toHaveLength(1)
      expect(await list.nextPage()).toMatchObject({ cursor: null })
      expect(list.done).toBe(true)
    }
    expect(server.received()).toHaveLength(4)
  })

  it('a repeated cursor ends the list when its rows are nested too deeply to compare', async () => {
    const server = await startServer()
    server.answer('GET /streams', { text: `{"data":[${deep}],"pagination":{"cursor":"a"}}` })
    const rows = await getStreams(appClient(server, { validate: 'off' }), {}, { limit: Infinity })
    expect(rows).toHaveLength(2)
    expect(flattenPages({ pages: [{ data: rows }] })).toHaveLength(2)
  })
})

describe('the message of an error', () => {
  it.each([...odd.map(message => JSON.stringify(message)), deep, `{"toString":${deep}}`])(
    'an error accepts any message: %#',
    async message => {
      const server = await startServer()
      server.answer('GET /users', { status: 400, text: `{"message":${message},"error":${message}}` })
      expect(await helixRejection(getUsers(appClient(server), { id: '1' }))).toMatchObject({
        code: 'bad_request',
        message: 'GET /users was answered with 400: no reason given',
      })
    },
  )

  it('a message of 2 MB is cut to 500 characters', async () => {
    const server = await startServer()
    server.answer('GET /users', { status: 400, text: `{"message":"${'no '.repeat(700_000)}"}` })
    const error = await helixRejection(getUsers(appClient(server), { id: '1' }))
    expect(error.detail).toHaveLength(500)
    expect(error.message.length).toBeLessThan(600)
  })
})

it('a batch rejects only lookups whose row is not an object or whose id cannot be sent', async () => {
  const server = await startServer()
  server.answer('GET /users', ({ query }) => ({
    json: { data: [...odd, ...query.getAll('id').map(id => ({ id }))] },
  }))
  const userOf = batched(appClient(server, { validate: 'off' }), getUsers, 'id')
  const settled = await Promise.allSettled(['a', '', '\ud800', Object({ toString: 1 }), 'b'].map(id => userOf(id)))
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected', 'fulfilled'])
  for (const one of settled) if (one.status === 'rejected') expect(isHelixError(one.reason, 'parameter')).toBe(true)
  expect(server.received()).toHaveLength(1)
})
