import { createClient, getStreams, getUsers, implicitGrant, userToken } from 'tinyhelix'
import { channelFollow } from 'tinyhelix/eventsub'
import { fakeTwitchAt, networkAt } from 'tinyhelix/testing'
import { type FakeTwitchServer, serveFakeTwitch } from 'tinyhelix/testing/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let served: FakeTwitchServer

beforeAll(async () => {
  served = await serveFakeTwitch({ streamLag: 0 })
})
afterAll(() => served.close())

const there = () => fakeTwitchAt(`${served.url}/`)

describe('a served fake in another process', () => {
  it('the fake has the addresses of its server', () => {
    expect(there().network).toEqual(served.network)
  })

  it('clients are signed in, and tokens are granted', async () => {
    const twitch = there()
    const client = await twitch.client({ user: 'pixelfox' })
    expect((await getUsers(client)).map(({ login }) => login)).toEqual(['pixelfox'])
    const token = await twitch.grant({ user: 'ada', scopes: ['user:read:email'] })
    const auth = userToken(token)
    await getUsers(createClient({ auth, ...twitch.network }))
    expect(auth.state.session).toMatchObject({ login: 'ada', scopes: ['user:read:email'] })
    await twitch.revoke(token)
    await expect(
      getUsers(createClient({ auth: userToken(token), ...twitch.network, retry: false })),
    ).rejects.toMatchObject({ code: 'token' })
  })

  it('faults by path or pattern last until they are lifted', async () => {
    const twitch = there()
    const client = await twitch.client({ retry: false })
    for (const path of ['/streams', /^\/STREAMS$/i]) {
      const lift = await twitch.fail({ path, status: 418, message: 'teapot' })
      await expect(getStreams(client)).rejects.toMatchObject({ status: 418, detail: 'teapot' })
      expect(await getUsers(client)).toHaveLength(1)
      await lift()
      expect((await getStreams(client, { first: 1 })).length).toBe(1)
    }
  })

  it('users, requests and sockets can be read', async () => {
    const twitch = there()
    expect(await twitch.user('ada')).toMatchObject({ id: '1001' })
    expect(await twitch.clientId()).toBe(served.fake.clientId)
    expect((await twitch.requests()).at(-1)).toEqual(served.fake.requests.at(-1))
    expect(await twitch.eventSub.sessions()).toEqual([])
    const controls = [
      twitch.eventSub.close(),
      twitch.eventSub.drop(),
      twitch.eventSub.reconnect(),
      twitch.eventSub.repeat(),
    ]
    expect(await Promise.all(controls)).toEqual([0, 0, 0, 0])
    expect(await twitch.eventSub.revoke(channelFollow)).toBe(0)
    await twitch.eventSub.silence(false)
  })

  it('events are sent, and streams start and end', async () => {
    const twitch = there()
    const client = await twitch.client()
    expect(await twitch.emit(channelFollow, { user_id: '1002', broadcaster_user_id: '1001' })).toBe(0)
    await expect(twitch.emit(channelFollow, Object({}))).rejects.toThrow('broadcaster_user_id')
    await twitch.offline('ada')
    expect(await getStreams(client, { user_login: 'ada' })).toEqual([])
    await twitch.online('ada')
    expect(await getStreams(client, { user_login: 'ada' })).toHaveLength(1)
  })

  it('recordings are replayed, paused and moved', async () => {
    const twitch = there()
    const line = (second: number) =>
      JSON.stringify({
        at: `2026-03-01T20:00:0${second}Z`,
        type: 'channel.follow',
        version: '2',
        event: { broadcaster_user_id: '1001', user_id: `${8500 + second}` },
      })
    const replay = await twitch.replay([line(0), line(1), line(9)], { speed: 0.01, from: 500 })
    expect([replay.count, replay.duration]).toEqual([3, 9000])
    await replay.pause()
    const position = await replay.position()
    expect(position).toBeGreaterThanOrEqual(500)
    expect(await replay.position()).toBe(position)
    await replay.jump(8000)
    expect(await replay.position()).toBe(8000)
    await replay.play({ speed: 1000 })
    await replay.finished
    expect(await replay.position()).toBe(9000)
    const other = await twitch.replay(line(0))
    await other.finished
    await replay.jump(0)
    expect(await replay.position()).toBe(0)
    await other.stop()
    await expect(twitch.replay(`${line(0)}\n{}`)).rejects.toThrow('Line 2 of the recording: `at` must be a time')
    await expect(twitch.replay('', { speed: -1 })).rejects.toThrow('The speed of a replay is a number above 0')
    // @ts-expect-error: it is text, or a list of text.
    await expect(twitch.replay([1])).rejects.toThrow('`recording` must be text, or a list of lines.')
  })

  it('consent is given for a user, and storageState signs a browser in', async () => {
    const twitch = there()
    const query = new URLSearchParams({
      response_type: 'token',
      client_id: await twitch.clientId(),
      redirect_uri: 'http://localhost:5173/',
      scope: '',
      state: 's',
    })
    const address = `${twitch.network.authURL}/authorize?${query}`
    expect(await twitch.consent(address, { user: 'ada' })).toMatch(/^http:\/\/localhost:5173\/#access_token=/)
    await expect(twitch.consent(`${twitch.network.authURL}/authorize`)).rejects.toThrow('refuses this address')
    const { origins } = await twitch.storageState({ origin: 'http://localhost:5173/', user: 'ada' })
    expect(origins.map(({ origin }) => origin)).toEqual(['http://localhost:5173'])
    expect(origins[0]?.localStorage[0]?.name).toBe(`tinyhelix:${served.fake.clientId}:default`)
  })

  it('an unknown user, an unknown call or a missing server rejects with a reason', async () => {
    await expect(there().user('nobody')).rejects.toThrow('The fake has no user nobody.')
    const answer = await fetch(`${served.url}/control/call`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'toString', args: [] }),
    })
    expect(answer.status).toBe(404)
    await expect(fakeTwitchAt('http://127.0.0.1:1').user('ada')).rejects.toThrow('start it with npx tinyhelix fake')
  })

  it('a page of another origin is refused', async () => {
    const answer = await fetch(`${served.url}/control/call`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://elsewhere.example' },
      body: JSON.stringify({ name: 'grant', args: [] }),
    })
    expect(answer.status).toBe(403)
  })
})

describe('networkAt', () => {
  it('networkAt returns the URLs of a served fake, or {} without an address', async () => {
    expect(networkAt('http://localhost:4000/')).toEqual({
      baseURL: 'http://localhost:4000/helix',
      authURL: 'http://localhost:4000/oauth2',
      eventSubURL: 'ws://localhost:4000/ws',
      ircURL: 'ws://localhost:4000/irc',
      imagesURL: 'http://localhost:4000/images',
    })
    expect([networkAt(undefined), networkAt('')]).toEqual([{}, {}])
    for (const url of ['localhost:4000', '//localhost:4000', 'ws://localhost:4000', 'http://', '/fake']) {
      expect(() => networkAt(url)).toThrow(
        expect.objectContaining({
          code: 'parameter',
          message: `networkAt needs a URL such as http://localhost:4000, not "${url}".`,
        }),
      )
    }
    const client = createClient({ auth: userToken(served.fake.grant()), ...networkAt(served.url) })
    expect(await getUsers(client)).toHaveLength(1)
    const none: string | undefined = networkAt(undefined).imagesURL
    expect(none).toBeUndefined()
    expect(implicitGrant({ clientId: 'abc', ...networkAt(undefined) }).state.status).toBe('pending')
  })
})
