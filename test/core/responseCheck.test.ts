import { describe, expect, it, type MockInstance, onTestFinished, vi } from 'vitest'
import { appClient, userClient } from './clients.ts'
import {
  getBitsLeaderboard,
  getChannelFollowers,
  getChannelStreamSchedule,
  getFollowedStreams,
  getGlobalChatBadges,
  getStreams,
  getUserActiveExtensions,
  type Mismatch,
} from './entry.ts'
import { helixRejection } from './rejection.ts'
import { badgeSet, follower, segment, stream, times } from './rows.ts'
import { startServer } from './server.ts'

const wrong = (index: number) => ({ ...stream(index), viewer_count: 'many' })

/** A server that answers every request for streams with `rows`. */
async function withStreams(rows: readonly unknown[]) {
  const server = await startServer()
  server.answer('GET /streams', { json: { data: rows, pagination: {} } })
  return server
}

function watchConsole(): MockInstance<typeof console.warn> {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  onTestFinished(() => warn.mockRestore())
  return warn
}

describe("validate: 'report', the default", () => {
  it('the answer is returned unchanged, with one warning for an endpoint and field', async () => {
    const warn = watchConsole()
    const rows = [wrong(1), wrong(2), { ...stream(3), title: null }]
    const server = await withStreams(rows)
    const client = appClient(server)
    for (let count = 0; count < 3; count++) expect(await getStreams(client)).toEqual(rows)
    expect(warn).toHaveBeenCalledTimes(2)
    const messages = warn.mock.calls.map(([message]) => String(message))
    expect(messages[0]).toContain('GET /streams')
    expect(messages[0]).toContain('viewer_count')
    expect(messages[1]).toContain('title')
  })

  it('each field warns, even when names differ only in digits', async () => {
    const warn = watchConsole()
    const [version] = badgeSet.versions
    const server = await startServer()
    const versions = [{ ...version, image_url_1x: 1, image_url_2x: 2, image_url_4x: 4 }]
    server.answer('GET /chat/badges/global', { json: { data: [{ ...badgeSet, versions }] } })
    await getGlobalChatBadges(appClient(server))
    expect(warn).toHaveBeenCalledTimes(3)
  })

  it('each client and endpoint warns for itself', async () => {
    const warn = watchConsole()
    const server = await withStreams([wrong(1)])
    server.answer('GET /channels/followers', { json: { data: [{ ...follower(1), user_id: 1 }], total: 1 } })
    await getStreams(appClient(server))
    await getStreams(appClient(server))
    await getChannelFollowers(userClient(server))
    expect(warn).toHaveBeenCalledTimes(3)
  })

  it('onMismatch replaces the warning', async () => {
    const warn = watchConsole()
    const onMismatch = vi.fn<(mismatch: Mismatch) => void>()
    const server = await withStreams([stream(0), wrong(1)])
    await getStreams(appClient(server, { onMismatch }))
    expect(warn).not.toHaveBeenCalled()
    expect(onMismatch).toHaveBeenCalledTimes(1)
    const [mismatch] = onMismatch.mock.lastCall ?? []
    expect(mismatch).toMatchObject({ endpoint: 'GET /streams', path: 'data.1.viewer_count' })
  })

  it('a warning does not contain text of the answer', async () => {
    const onMismatch = vi.fn()
    const server = await withStreams([{ ...stream(1), viewer_count: 'first\nsecond' }])
    await getStreams(appClient(server, { onMismatch }))
    expect(onMismatch.mock.calls).toEqual([
      [
        {
          endpoint: 'GET /streams',
          path: 'data.0.viewer_count',
          message: 'expected a number',
        },
      ],
    ])
  })

  it('a warning names a field of an answer without a list by its path', async () => {
    const onMismatch = vi.fn<(mismatch: Mismatch) => void>()
    const server = await startServer()
    server.answer('GET /channels/followers', { json: { data: [], total: 'many' } })
    server.answer('GET /users/extensions', { json: { data: { panel: {}, overlay: {}, component: 'none' } } })
    await getChannelFollowers(userClient(server, { onMismatch }))
    await getUserActiveExtensions(userClient(server, { onMismatch }))
    expect(onMismatch.mock.calls.map(([{ path }]) => path)).toEqual(['answer.total', 'data.component'])
  })

  it('documented answers do not warn, nor do unknown fields and fields that Twitch sends as `null` or leaves out', async () => {
    const warn = watchConsole()
    const { tags: _, ...row } = stream(1)
    const server = await withStreams([stream(0), { ...row, tags: null, tag_ids: null, is_mature: false, extra: 1 }])
    await getStreams(appClient(server))
    expect(warn).not.toHaveBeenCalled()
  })

  it('any word is accepted where Twitch has a list of words, and so is an empty text', async () => {
    const warn = watchConsole()
    const server = await withStreams([{ ...stream(0), type: 'premiere', game_id: '', language: '' }])
    await getStreams(appClient(server))
    expect(warn).not.toHaveBeenCalled()
  })

  it('fields outside the rows, and rows that are not objects, are checked', async () => {
    const onMismatch = vi.fn<(mismatch: Mismatch) => void>()
    const server = await withStreams([null, 'row'])
    server.answer('GET /channels/followers', { json: { data: [], total: 'many' } })
    server.answer('GET /bits/leaderboard', { json: { data: [], date_range: {}, total: 0 } })
    const details = { broadcaster_id: '1', broadcaster_name: 'Ada', broadcaster_login: 'ada', vacation: 'none' }
    server.answer('GET /schedule', { json: { data: { segments: [{ ...segment(1), id: 5 }], ...details } } })
    const client = userClient(server, { onMismatch })
    await getStreams(client)
    await getChannelFollowers(client)
    await getBitsLeaderboard(client)
    await getChannelStreamSchedule(client, { broadcaster_id: '1' })
    const told = onMismatch.mock.calls.map(([{ endpoint, path }]) => [endpoint, path.split('.').at(-1)])
    expect(told).toContainEqual(['GET /channels/followers', 'total'])
    expect(told).toContainEqual(['GET /bits/leaderboard', 'started_at'])
    expect(told).toContainEqual(['GET /schedule', 'vacation'])
    expect(told).toContainEqual(['GET /schedule', 'id'])
    expect(told.filter(([endpoint]) => endpoint === 'GET /streams')).toHaveLength(2)
  })
})

describe('the rows that are checked', () => {
  /** Calls until each row has been checked. Returns the numbers of the reported rows of each call. */
  async function reportedBy(calls: number, rowCount: number) {
    const server = await withStreams(times(rowCount, wrong))
    const reported: number[][] = []
    const onMismatch = ({ path }: Mismatch) => void reported.at(-1)?.push(Number(path.split('.')[1]))
    const client = appClient(server, { onMismatch })
    for (let call = 0; call < calls; call++) {
      reported.push([])
      await getStreams(client)
    }
    return reported
  }

  it.each([1, 2, 16])('all rows of %d are checked', async rowCount => {
    expect(await reportedBy(2, rowCount)).toEqual([times(rowCount, Number), times(rowCount, Number)])
  })

  it.each([17, 31, 32, 50, 100])(
    'up to 16 rows of %d are checked, spread over the answer and different in each call',
    async rowCount => {
      const reported = await reportedBy(16, rowCount)
      for (const rows of reported) {
        expect(rows.length).toBeLessThanOrEqual(16)
        expect(rows.length).toBeGreaterThanOrEqual(8)
        expect((rows.at(-1) ?? 0) - (rows[0] ?? 0)).toBeGreaterThan(rowCount / 2)
      }
      expect(reported[1]).not.toEqual(reported[0])
      expect(new Set(reported.flat()).size).toBe(rowCount)
    },
  )

  it('each call checks different rows, also in answers with more fields', async () => {
    const server = await startServer()
    const rows = times(20, index => ({ ...follower(index), followed_at: null }))
    server.answer('GET /channels/followers', { json: { data: rows, total: 20 } })
    const reported = new Set<string>()
    const client = userClient(server, { onMismatch: ({ path }) => void reported.add(path) })
    for (let call = 0; call < 8; call++) await getChannelFollowers(client)
    expect(reported.size).toBe(20)
  })

  it('each call checks different rows when other endpoints are called in between', async () => {
    const server = await withStreams(times(32, wrong))
    server.answer('GET /streams/followed', { json: { data: times(32, wrong) } })
    server.answer('GET /chat/badges/global', { json: { data: times(32, () => badgeSet) } })
    const reported = new Set<string>()
    const client = userClient(server, { onMismatch: ({ endpoint, path }) => void reported.add(endpoint + path) })
    for (let call = 0; call < 8; call++) {
      await getStreams(client)
      await getFollowedStreams(client)
      await getGlobalChatBadges(client)
    }
    expect(reported.size).toBe(64)
  })
})

describe("validate: 'throw'", () => {
  it('every row is checked, and the error lists the problems of all', async () => {
    const warn = watchConsole()
    const rows = times(100, index => (index === 57 || index === 99 ? wrong(index) : stream(index)))
    const server = await withStreams(rows)
    const error = await helixRejection(getStreams(appClient(server, { validate: 'throw' })))
    expect(error).toMatchObject({ code: 'schema', endpoint: 'GET /streams' })
    expect(error.issues?.map(({ path }) => path)).toEqual(['data.57.viewer_count', 'data.99.viewer_count'])
    expect(error.message).toContain('viewer_count')
    expect(warn).not.toHaveBeenCalled()
  })

  it('documented answers are accepted', async () => {
    const server = await withStreams(times(100, stream))
    expect(await getStreams(appClient(server, { validate: 'throw' }))).toHaveLength(100)
  })

  it('fields outside the rows are checked', async () => {
    const server = await startServer()
    server.answer('GET /channels/followers', { json: { data: [], total: null } })
    const error = await helixRejection(getChannelFollowers(userClient(server, { validate: 'throw' })))
    expect(error).toMatchObject({ code: 'schema' })
    expect(error.message).toContain('total')
  })
})

describe("validate: 'off'", () => {
  it('no field is checked', async () => {
    const warn = watchConsole()
    const onMismatch = vi.fn()
    const rows = [wrong(1), null, 5]
    const server = await withStreams(rows)
    expect(await getStreams(appClient(server, { validate: 'off', onMismatch }))).toEqual(rows)
    expect(warn).not.toHaveBeenCalled()
    expect(onMismatch).not.toHaveBeenCalled()
  })
})
