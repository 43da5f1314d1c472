// @vitest-environment happy-dom
import {
  createClient,
  type ExtensionAuthorized,
  type ExtensionHelper,
  extensionHelper,
  getStreams,
  isHelixError,
} from 'tinyhelix'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { clockMoves } from '../scripted/clockMoves.ts'
import { allThatShows, openPage } from './page.ts'
import { json, pass, startTwitch, stopTime, streams, type Twitch, within } from './twitch.ts'

let twitch: Twitch

beforeEach(() => {
  stopTime()
  openPage('https://client.ext-twitch.tv/client/1.0.0/hash/panel.html')
  twitch = startTwitch()
})

const minute = 60_000

/** A helixToken, which is a JWT. */
function helixToken(name: string, expiresAt?: number) {
  const part = (value: object) => btoa(JSON.stringify(value)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '')
  const claims = { name, text: '>>>???', ...(expiresAt && { exp: Math.floor(expiresAt / 1000) }) }
  const token = `${part({ alg: 'HS256' })}.${part(claims)}.SECRET${name}`
  twitch.grant(token, { expiresAt: expiresAt ?? Date.now() + 60 * minute })
  return token
}

/** Twitch's helper, whose word is in the test's hands. */
function startHelper(viewer?: ExtensionHelper['viewer']) {
  const callbacks: ((authorized: ExtensionAuthorized) => void)[] = []
  return {
    ext: { onAuthorized: callback => void callbacks.push(callback), viewer } satisfies ExtensionHelper,
    callbacks,
    authorize: (helixToken: string | undefined, more: object = {}) => {
      const authorized = { channelId: 'channel', clientId: 'client', userId: 'U123', token: 'SECRETebs', helixToken }
      for (const callback of callbacks) callback({ ...authorized, ...more })
    },
  }
}

const call = (auth: ReturnType<typeof extensionHelper>) => getStreams(createClient({ auth, ...twitch.network }))

describe('the extension helper', () => {
  it('is waited for, and its token goes out under its own scheme', async () => {
    const helper = startHelper()
    const auth = extensionHelper(helper.ext)
    const calling = Promise.resolve(call(auth))
    await pass(3000)
    expect(auth.state.status).toBe('pending')
    const token = helixToken('one')
    helper.authorize(token)
    expect(await calling).toEqual([])
    const [sent] = twitch.received(streams)
    expect(sent?.headers.authorization).toBe(`Extension ${token}`)
    expect(sent?.headers['client-id']).toBe('client')
  })

  it('is registered with once, and only when a token is needed', async () => {
    const helper = startHelper()
    const auth = extensionHelper(helper.ext)
    const client = createClient({ auth, ...twitch.network })
    expect(helper.callbacks).toHaveLength(0)
    const calling = Promise.all([getStreams(client), getStreams(client), auth.getToken()])
    await pass()
    helper.authorize(helixToken('one'))
    await calling
    await auth.getToken()
    expect(helper.callbacks).toHaveLength(1)
  })

  it('is found where its script leaves it, even if that comes later', async () => {
    const auth = extensionHelper()
    await expect(within(10_000, auth.getToken())).rejects.toMatchObject({ code: 'token' })
    const helper = startHelper()
    vi.stubGlobal('Twitch', { ext: helper.ext })
    const getting = auth.getToken()
    await pass()
    const token = helixToken('one')
    helper.authorize(token)
    expect(await getting).toBe(token)
  })

  it('is found as soon as its script is there, by a call that came before', async () => {
    vi.spyOn(document, 'readyState', 'get').mockReturnValue('interactive')
    const auth = extensionHelper()
    const getting = auth.getToken()
    const [first, second] = [startHelper(), startHelper()]
    await pass(2000)
    vi.stubGlobal('Twitch', { ext: first.ext })
    await pass(1000)
    const token = helixToken('one')
    first.authorize(token)
    expect(await getting).toBe(token)
    vi.stubGlobal('Twitch', { ext: second.ext })
    await pass(minute)
    expect([first.callbacks.length, second.callbacks.length, vi.getTimerCount()]).toEqual([1, 0, 0])
  })

  it('tells the channel, the client id and when the token ends', async () => {
    const helper = startHelper()
    const auth = extensionHelper(helper.ext)
    const getting = auth.getToken()
    helper.authorize(helixToken('one', Date.now() + 30 * minute))
    await getting
    expect(auth.state.session).toEqual({
      userId: null,
      login: null,
      clientId: 'client',
      scopes: null,
      expiresAt: Math.floor((Date.now() + 30 * minute) / 1000) * 1000,
      channelId: 'channel',
    })
  })

  it('has a user id only if the viewer shares it: opaque ids are not ids of Helix', async () => {
    const idOf = async (viewer: ExtensionHelper['viewer'], userId: string) => {
      const helper = startHelper(viewer)
      const auth = extensionHelper(helper.ext)
      const getting = auth.getToken()
      helper.authorize(helixToken('one'), { userId })
      await getting
      return auth.state.session?.userId
    }
    expect(await idOf(undefined, 'Uopaque')).toBeNull()
    expect(await idOf({ id: null }, 'Uopaque')).toBeNull()
    expect(await idOf({ id: null }, 'Aanonymous')).toBeNull()
    expect(await idOf({ id: '1001' }, 'Uopaque')).toBe('1001')
  })

  it('swaps the token when it brings another', async () => {
    const helper = startHelper()
    const auth = extensionHelper(helper.ext)
    const getting = auth.getToken()
    helper.authorize(helixToken('one'))
    await getting
    const second = helixToken('two')
    helper.authorize(second)
    expect(await auth.getToken()).toBe(second)
  })

  it('is waited for when the token has ended', async () => {
    const helper = startHelper()
    const auth = extensionHelper(helper.ext)
    const getting = auth.getToken()
    helper.authorize(helixToken('one', Date.now() + minute))
    await getting
    await pass(2 * minute)
    const second = auth.getToken()
    await pass(1000)
    const token = helixToken('two')
    helper.authorize(token)
    expect(await second).toBe(token)
  })

  it('is waited for when Twitch refuses the token, which is not used again', async () => {
    const helper = startHelper()
    const auth = extensionHelper(helper.ext)
    const first = helixToken('one')
    const calling = Promise.resolve(call(auth))
    await pass()
    twitch.revoke(first)
    helper.authorize(first)
    await pass(1000)
    helper.authorize(first)
    await pass(1000)
    const second = helixToken('two')
    helper.authorize(second)
    expect(await calling).toEqual([])
    expect(twitch.received(streams).map(({ headers }) => headers.authorization)).toEqual([
      `Extension ${first}`,
      `Extension ${second}`,
    ])
  })

  it('is not waited for when Twitch refuses an older token', async () => {
    const helper = startHelper()
    const auth = extensionHelper(helper.ext)
    const getting = auth.getToken()
    const [first, second] = [helixToken('one'), helixToken('two')]
    helper.authorize(first)
    await getting
    helper.authorize(second)
    auth.invalidate(first)
    expect(await within(0, auth.getToken())).toBe(second)
  })

  it('without a helixToken (Dev Rig, mobile) rejects after five seconds', async () => {
    const helper = startHelper()
    const auth = extensionHelper(helper.ext)
    const failed = vi.fn()
    Promise.resolve(call(auth)).catch(failed)
    helper.authorize(undefined)
    await pass(4999)
    expect(failed).not.toHaveBeenCalled()
    await pass(1)
    expect(failed.mock.calls[0]?.[0]).toMatchObject({ code: 'token', message: expect.stringContaining('helixToken') })
    expect(auth.state).toMatchObject({ status: 'signed-out', error: { code: 'token' } })
    expect(twitch.received()).toEqual([])
  })

  it('that answers late is still used', async () => {
    const helper = startHelper()
    const auth = extensionHelper(helper.ext)
    await within(
      10_000,
      auth.getToken().catch(() => {}),
    )
    helper.authorize(helixToken('one'))
    expect(auth.state.status).toBe('signed-in')
    expect(await call(auth)).toEqual([])
  })

  it('is not waited for by a call that was given up', async () => {
    const auth = extensionHelper(startHelper().ext)
    const controller = new AbortController()
    const getting = auth.getToken(controller.signal)
    controller.abort()
    await expect(getting).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('can bring a token that is not a JWT', async () => {
    for (const token of ['SECRETplain', 'SECRET.b.c', `SECRET.${btoa('null')}.c`, `SECRET.${btoa('{"exp":"x"}')}.c`]) {
      const helper = startHelper()
      const auth = extensionHelper(helper.ext)
      const getting = auth.getToken()
      helper.authorize(token)
      expect(await getting).toBe(token)
      expect(auth.state.session?.expiresAt).toBeNull()
    }
  })

  it('brings a token that seems to have ended where the viewer’s clock is wrong: Twitch decides', async () => {
    const helper = startHelper()
    const auth = extensionHelper(helper.ext)
    const calling = Promise.resolve(call(auth))
    await pass()
    const token = helixToken('one', Date.now() - 60 * minute)
    twitch.grant(token)
    helper.authorize(token)
    expect(await calling).toEqual([])
    expect(auth.state).toMatchObject({ status: 'signed-in', session: { clientId: 'client', expiresAt: null } })
  })

  it.each(clockMoves)('brings a token that ends with its own time, when the system clock %s', async (_, by) => {
    const helper = startHelper()
    const auth = extensionHelper(helper.ext)
    const getting = auth.getToken()
    const token = helixToken('one', Date.now() + 60 * minute)
    helper.authorize(token)
    await getting
    vi.setSystemTime(Date.now() + by)
    expect(await auth.getToken()).toBe(token)
    await pass(59 * minute)
    expect(await auth.getToken()).toBe(token)
    await pass(2 * minute)
    const late = auth.getToken()
    helper.authorize(helixToken('two'))
    expect(await late).toContain('SECRETtwo')
  })

  it('never has id.twitch.tv called, which an extension’s CSP forbids', async () => {
    const helper = startHelper()
    const auth = extensionHelper(helper.ext)
    const getting = auth.getToken()
    helper.authorize(helixToken('one'))
    await getting
    await call(auth)
    await pass(60 * minute)
    await within(
      10_000,
      Promise.resolve(call(auth)).catch(() => {}),
    )
    expect(twitch.received().map(({ url }) => url.host)).not.toContain('id.twitch.tv')
  })

  it('has its tokens in nothing that is printed', async () => {
    const helper = startHelper()
    const auth = extensionHelper(helper.ext)
    const getting = auth.getToken()
    const token = helixToken('one')
    helper.authorize(token)
    await getting
    twitch.answer(streams, () => json(400, { error: 'Bad Request', status: 400, message: `what is ${token}?` }))
    const error = await Promise.resolve(call(auth)).catch((error: unknown) => error)
    expect(isHelixError(error)).toBe(true)
    expect(allThatShows([auth, auth.state, error])).not.toContain('SECRET')
  })
})

describe('thirty requests a minute', () => {
  async function ready() {
    const helper = startHelper()
    const auth = extensionHelper(helper.ext)
    const client = createClient({ auth, ...twitch.network })
    const getting = auth.getToken()
    helper.authorize(helixToken('one'))
    await getting
    await pass(minute)
    return { client, auth, helper }
  }
  const sent = () => twitch.received(streams).length

  it('go out at once; the others wait their turn and succeed', async () => {
    const { client } = await ready()
    const calls = Promise.all(Array.from({ length: 70 }, () => getStreams(client)))
    await pass(1000)
    expect(sent()).toBe(30)
    await pass(58_000)
    expect(sent()).toBe(30)
    await pass(2000)
    expect(sent()).toBe(60)
    expect(await within(minute, calls)).toHaveLength(70)
    expect(sent()).toBe(70)
  })

  it('are never more in any minute', async () => {
    const { client } = await ready()
    const calls: Promise<unknown>[] = []
    for (let index = 0; index < 100; index++) {
      calls.push(Promise.resolve(getStreams(client)))
      await pass(1300)
    }
    await within(3 * minute, Promise.all(calls))
    const times = twitch.received(streams).map(({ at }) => at)
    expect(times).toHaveLength(100)
    for (const time of times) {
      expect(times.filter(at => at >= time && at < time + minute).length).toBeLessThanOrEqual(30)
    }
  })

  it('do not hold calls up for longer when the clock is put back', async () => {
    const { client } = await ready()
    await Promise.all(Array.from({ length: 30 }, () => getStreams(client)))
    vi.setSystemTime(Date.now() - 24 * 60 * minute)
    expect(await within(minute, Promise.resolve(getStreams(client)))).toEqual([])
  })

  it.each(clockMoves)('are never more in any minute, when the system clock %s, but after a sleep', async (_, by) => {
    const { client } = await ready()
    twitch.answer(streams, () => json(200, { data: [], pagination: {} }))
    await Promise.all(Array.from({ length: 30 }, () => getStreams(client)))
    vi.setSystemTime(Date.now() + by)
    const call = Promise.resolve(getStreams(client))
    await pass(1000)
    if (by < 0) expect(sent()).toBe(30)
    await pass(by < 0 ? 58_000 : 10_000)
    expect(sent()).toBe(by < 0 ? 30 : 31)
    expect(await within(2000, call)).toEqual([])
  })

  it('are not used up by calls that are given up while they wait', async () => {
    const { client } = await ready()
    await Promise.all(Array.from({ length: 30 }, () => getStreams(client)))
    const controller = new AbortController()
    const given = Array.from({ length: 200 }, () =>
      Promise.resolve(getStreams(client, {}, { signal: controller.signal })).catch(() => 'given up'),
    )
    await pass(10)
    controller.abort()
    expect(new Set(await Promise.all(given))).toEqual(new Set(['given up']))
    const call = Promise.resolve(getStreams(client))
    await pass(minute)
    expect(sent()).toBe(31)
    expect(await call).toEqual([])
  })

  it('go out with the token of their time, not with one that ended while they waited', async () => {
    const { client, auth, helper } = await ready()
    const first = await auth.getToken()
    await Promise.all(Array.from({ length: 30 }, () => getStreams(client)))
    const call = Promise.resolve(getStreams(client))
    await pass(30_000)
    twitch.revoke(first)
    const second = helixToken('two')
    helper.authorize(second)
    expect(await within(minute, call)).toEqual([])
    expect(twitch.received(streams).at(-1)?.headers.authorization).toBe(`Extension ${second}`)
  })

  it('are requests: asking for the token, as hooks do, uses none of them up', async () => {
    const { client, auth } = await ready()
    for (let hook = 0; hook < 50; hook++) await auth.getToken()
    const calls = Promise.all(Array.from({ length: 30 }, () => getStreams(client)))
    await pass()
    expect(sent()).toBe(30)
    expect(await calls).toHaveLength(30)
  })

  it('are counted one turn at a time', async () => {
    const { auth } = await ready()
    const turns = vi.fn()
    for (let turn = 0; turn < 31; turn++) auth.waitForTurn?.().then(turns)
    await pass()
    expect(turns).toHaveBeenCalledTimes(30)
    const controller = new AbortController()
    const given = auth.waitForTurn?.(controller.signal)
    controller.abort()
    await expect(given).rejects.toMatchObject({ name: 'AbortError' })
    await pass(minute)
    expect(turns).toHaveBeenCalledTimes(31)
  })
})
