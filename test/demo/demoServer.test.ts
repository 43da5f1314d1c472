import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getChannelFollowers, getCreatorGoals } from 'tinyhelix'
import { type FakeTwitchServer, serveFakeTwitch } from 'tinyhelix/testing/node'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { demoScenes } from '../tools/demoScenes.ts'
import { demoServer } from '../tools/demoServer.ts'

type Middleware = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void

let twitch: FakeTwitchServer
let url: string
let close: () => void
/** What reaches Vite, which shows it on a red page over the visitor's. */
const errors: unknown[] = []

beforeEach(async () => {
  twitch = await serveFakeTwitch({ scenes: demoScenes })
  vi.spyOn(twitch.fake, 'play')
  const used: Middleware[] = []
  const hook: unknown = demoServer(twitch).configureServer
  if (typeof hook === 'function') hook({ middlewares: { use: (one: Middleware) => used.push(one) } })
  const server = createServer((request, response) => {
    for (const middleware of used) {
      middleware(request, response, error => {
        if (error !== undefined) errors.push(error)
        response.writeHead(error === undefined ? 404 : 500).end('{}')
      })
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address: AddressInfo | string | null = server.address()
  url = typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : ''
  close = () => {
    server.closeAllConnections()
    server.close()
  }
})
afterEach(async () => {
  for (const { value } of vi.mocked(twitch.fake.play).mock.results) value.stop()
  close()
  await twitch.close()
  expect(errors.splice(0)).toEqual([])
})

/** Asks as the start page does. */
async function ask(name: string) {
  const headers = { origin: url, 'sec-fetch-site': 'same-origin' }
  const response = await fetch(`${url}/start/try/${name}`, { method: 'POST', headers })
  return { status: response.status, answer: await response.json() }
}

it.for(['opening', 'chat', 'follow', 'raid', 'poll', 'train'])(
  'the demo’s server plays %s although the fake refuses every request',
  async name => {
    twitch.fake.fail({ status: 503 })
    expect(await ask(name)).toEqual({ status: 200, answer: { isHeard: false } })
    await ask('stop')
  },
)

it('the demo’s server plays on after the fake has disconnected ada, and gives the start page a token that works', async () => {
  const response = await fetch(`${twitch.url}/control/disconnect`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: twitch.fake.user('ada').id, clientId: twitch.fake.clientId }),
  })
  expect(response.status).toBe(200)
  expect((await ask('poll')).status).toBe(200)
  const { answer } = await ask('token')
  const validated = await fetch(`${twitch.network.authURL}/validate`, {
    headers: { authorization: `OAuth ${answer.token}` },
  })
  expect(await validated.json()).toMatchObject({ login: 'ada' })
})

it('the demo’s server answers an action that fails with a message, never with Vite’s red page, and an unknown one with 404', async () => {
  expect((await ask('nothing')).status).toBe(404)
  vi.spyOn(twitch.fake, 'grant').mockImplementation(() => {
    throw new Error('No token today.')
  })
  expect(await ask('token')).toEqual({ status: 502, answer: { error: 'No token today.' } })
})

it('each follow from the start page is of somebody new, and followers and goal go up alike', async () => {
  const ada = twitch.fake.client({ user: 'ada' })
  const { id: broadcaster_id } = twitch.fake.user('ada')
  const followers = async () => (await getChannelFollowers(ada, { broadcaster_id, first: 1 }).nextPage()).total
  const goal = async () => (await getCreatorGoals(ada, { broadcaster_id })).find(({ type }) => type === 'follower')
  const before = await followers()
  for (let count = 1; count <= 5; count++) {
    await ask('follow')
    expect(await followers()).toBe(before + count)
    expect(await goal()).toMatchObject({ current_amount: before + count })
  }
})
