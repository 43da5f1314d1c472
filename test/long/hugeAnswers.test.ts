import { expect, it } from 'vitest'
import { appClient } from '../core/clients.ts'
import { getUsers } from '../core/entry.ts'
import { helixRejection } from '../core/rejection.ts'
import { startServer } from '../core/server.ts'

it('the message of an error of 200 MB is cut to 500 characters, and the rest is not kept', async () => {
  const server = await startServer()
  server.answer('GET /users', { status: 400, text: `{"message":"${'no '.repeat(70_000_000)}"}` })
  const errors = [await helixRejection(getUsers(appClient(server), { id: '1' }))]
  expect(errors[0]?.detail).toHaveLength(500)
  expect(errors[0]?.message.length).toBeLessThan(600)
  server.answer('GET /users', {})
  await expect
    .poll(() => {
      globalThis.gc?.()
      return process.memoryUsage().heapUsed / 1e6
    })
    .toBeLessThan(200)
  expect(errors).toHaveLength(1)
})
