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

/** Twitch's helper, which answers when the test says so. */
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
  it('a call waits for the helper and sends its token as `Extension`', async () => {
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

  it('the auth registers with the helper once, when the first token is needed', async () => {
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

  it('the auth finds a helper script that loads later', async () => {
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

  it('a call made before the helper script loads succeeds as soon as it has loaded', async () => {
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

  it('the session has the channel, the client id and the expiry of the token', async () => {
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

  it('the session has a user id only when the viewer shares it, never an opaque id', async () => {
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

  it('a new token from the helper replaces the old one', async () => {
    const helper = startHelper()
    const auth = extensionHelper(helper.ext)
    const getting = auth.getToken()
    helper.authorize(helixToken('one'))
    await getting
    const second = helixToken('two')
    helper.authorize(second)
    expect(await auth.getToken()).toBe(second)
  })

  it('a call waits for the helper when the token has expired', async () => {
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

  it('a call waits for a new token after Twitch refuses one, and never sends that again', async () => {
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

  it('a refusal of an older token does not make calls wait', async () => {
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

  it('a helper without helixToken (Dev Rig, mobile) rejects after five seconds', async () => {
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

  it('a helper that answers late still signs in', async () => {
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

  it('an aborted call does not wait for the helper', async () => {
    const auth = extensionHelper(startHelper().ext)
    const controller = new AbortController()
    const getting = auth.getToken(controller.signal)
    controller.abort()
    await expect(getting).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('a token from the helper may be opaque instead of a JWT', async () => {
    for (const token of ['SECRETplain', 'SECRET.b.c', `SECRET.${btoa('null')}.c`, `SECRET.${btoa('{"exp":"x"}')}.c`]) {
      const helper = startHelper()
      const auth = extensionHelper(helper.ext)
      const getting = auth.getToken()
      helper.authorize(token)
      expect(await getting).toBe(token)
      expect(auth.state.session?.expiresAt).toBeNull()
    }
  })

  it('a token that seems expired by the viewer’s clock is sent: Twitch decides', async () => {
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

  it.each(clockMoves)('a token expires after its own lifetime, even if the system clock %s', async (_, by) => {
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

  it('the auth never calls id.twitch.tv, which the CSP of extensions forbids', async () => {
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

  it('no output contains a token of the helper', async () => {
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

describe('the limit of thirty requests a minute', () => {
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

  it('thirty calls are sent at once, the others wait and succeed', async () => {
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

  it('no minute has more than thirty requests', async () => {
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

  it('a clock that is set back does not make calls wait longer', async () => {
    const { client } = await ready()
    await Promise.all(Array.from({ length: 30 }, () => getStreams(client)))
    vi.setSystemTime(Date.now() - 24 * 60 * minute)
    expect(await within(minute, Promise.resolve(getStreams(client)))).toEqual([])
  })

  it.each(clockMoves)(
    'no minute has more than thirty requests, except after a sleep, when the system clock %s',
    async (_, by) => {
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
    },
  )

  it('aborted calls that wait do not use up the limit', async () => {
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

  it('a waiting call is sent with the token that is current then', async () => {
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

  it('asking for the token does not use up the limit', async () => {
    const { client, auth } = await ready()
    for (let hook = 0; hook < 50; hook++) await auth.getToken()
    const calls = Promise.all(Array.from({ length: 30 }, () => getStreams(client)))
    await pass()
    expect(sent()).toBe(30)
    expect(await calls).toHaveLength(30)
  })

  it('each waiting call counts when it is sent', async () => {
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
