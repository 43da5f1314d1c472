// @vitest-environment happy-dom
import { banUser, getUsers, sendChatMessage } from 'tinyhelix'
import { createFakeTwitch } from 'tinyhelix/testing'
import { expect, it } from 'vitest'

it('the fake works in a page', async () => {
  const fake = createFakeTwitch()
  const client = fake.client()
  expect(client.auth?.state).toMatchObject({ status: 'signed-in', session: { userId: '1001', login: 'ada' } })
  await expect(getUsers(client)).resolves.toMatchObject([{ login: 'ada' }])
  await expect(sendChatMessage(client, { message: 'Hi!' })).resolves.toMatchObject({ is_sent: true })
  await expect(banUser(client, { user_id: '8000' })).resolves.toMatchObject({ user_id: '8000' })
  expect(fake.requests.map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual([
    'GET /users 200',
    'POST /chat/messages 200',
    'POST /moderation/bans 200',
  ])
})

it('a refused token signs the client out', async () => {
  const fake = createFakeTwitch()
  const client = fake.client()
  fake.revoke((await client.auth?.getToken()) ?? '')
  await expect(getUsers(client)).rejects.toMatchObject({ code: 'unauthorized' })
  expect(client.auth?.state.status).toBe('signed-out')
  await expect(getUsers(client)).rejects.toMatchObject({ code: 'token' })
})
