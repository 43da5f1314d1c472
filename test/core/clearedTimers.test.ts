import { setImmediate } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { appToken, createClient, getUsers } from './entry.ts'
import { fastTime } from './fastTime.ts'
import { rejection } from './rejection.ts'
import { user } from './rows.ts'

const never = new Promise<never>(() => {})

// No test of this file opens a socket to a server: Node sets timers for those as well, until long after they are closed.
it('an abort clears every timer, and so does an answer', async () => {
  const { pass } = fastTime()
  const users = { data: [user(1)] }
  const answers = [500, 429, 200, 400].map(status => Response.json(status === 200 ? users : {}, { status }))
  const fetch = async () => answers.shift() ?? never
  const client = createClient({ auth: appToken('token'), clientId: 'c', fetch })
  expect(await pass(getUsers(client, { id: '1' }))).toEqual([user(1)])
  expect(vi.getTimerCount()).toBe(0)
  expect(await rejection(getUsers(client, { id: '1' }))).toMatchObject({ code: 'bad_request' })
  expect(vi.getTimerCount()).toBe(0)
  // The timeout of an attempt, the pause before the next one, and the wait for the rate limit.
  for (const answer of [never, Response.json({}, { status: 500 }), Response.json({}, { status: 429 })]) {
    const controller = new AbortController()
    const client = createClient({ auth: appToken('token'), clientId: 'c', fetch: async () => answer })
    const ended = rejection(getUsers(client, { id: '1' }, { signal: controller.signal }))
    await setImmediate()
    expect(vi.getTimerCount()).toBe(1)
    controller.abort()
    expect(await ended).toMatchObject({ name: 'AbortError' })
    expect(vi.getTimerCount()).toBe(0)
  }
})
