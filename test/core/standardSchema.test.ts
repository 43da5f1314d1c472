import { type } from 'arktype'
import { defineEndpoint, type NoParams, type Schema } from 'tinyhelix/define'
import * as v from 'valibot'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { appClient } from './clients.ts'
import type { PageEndpoint } from './entry.ts'
import { helixRejection } from './rejection.ts'
import { startServer } from './server.ts'

interface Badge {
  id: string
  level: number
}

interface Total {
  total: number
}

const schemas: Record<string, readonly [item: Schema<Badge>, extra: Schema<Total>]> = {
  valibot: [v.object({ id: v.string(), level: v.number() }), v.object({ total: v.number() })],
  Zod: [z.object({ id: z.string(), level: z.number() }), z.object({ total: z.number() })],
  ArkType: [type({ id: 'string', level: 'number' }), type({ total: 'number' })],
}

const badges = (item: Schema<Badge>, extra: Schema<Total>): PageEndpoint<NoParams, Badge, 'app', Total> =>
  defineEndpoint.page({ path: '/badges', tokens: ['app'], item, extra })

describe.each(Object.entries(schemas))('a description with schemas of %s', (_, [item, extra]) => {
  const getBadges = badges(item, extra)

  it('the answer is returned unchanged', async () => {
    const server = await startServer()
    const row = { id: 'a', level: 1, unknown: null }
    server.answer('GET /badges', { json: { data: [row], total: 1 } })
    expect(await getBadges(appClient(server, { validate: 'throw' })).nextPage()).toEqual({
      data: [row],
      total: 1,
      cursor: null,
    })
  })

  it('a wrong parameter rejects, and the error names its place without its value', async () => {
    const server = await startServer()
    server.answer('GET /badges', { json: { data: [{ id: 'a', level: 'very-secret' }], total: 1 } })
    const error = await helixRejection(getBadges(appClient(server, { validate: 'throw' })))
    expect(error).toMatchObject({ code: 'schema', issues: [{ path: 'data.0.level' }] })
    expect(JSON.stringify(error) + error.message).not.toContain('very-secret')
  })

  it('a missing field outside the rows is reported', async () => {
    const server = await startServer()
    server.answer('GET /badges', { json: { data: [] } })
    const onMismatch = vi.fn()
    await getBadges(appClient(server, { onMismatch }))
    expect(onMismatch).toHaveBeenCalledWith(expect.objectContaining({ path: 'answer.total' }))
  })
})

describe('an asynchronous schema', () => {
  it('an asynchronous schema rejects with a reason, for any answer', async () => {
    const server = await startServer()
    server.answer('GET /badges', { json: { data: [{ id: 'a', level: 1 }], total: 1 } })
    const late: Schema<Badge> = {
      '~standard': { version: 1, vendor: 'late', validate: async () => ({}) },
    }
    const call = badges(late, z.object({ total: z.number() }))(appClient(server))
    expect(await helixRejection(call)).toMatchObject({
      code: 'parameter',
      message: 'A schema must answer at once: this one of late is asynchronous.',
    })
  })
})
