// @vitest-environment happy-dom
import { createClient, getUsers, isHelixError } from 'tinyhelix'
import {
  createExtension,
  type ExtensionContext,
  type ExtensionState,
  extensionConfiguration,
  extensionMessages,
  type TwitchHelper,
} from 'tinyhelix/extension'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { allThatShows, openPage } from '../auth/page.ts'
import { json, pass, startTwitch, stopTime, users, within } from '../auth/twitch.ts'
import { jwt, scriptHelper } from './scriptedHelper.ts'

const own = 'https://client.ext-twitch.tv'

beforeEach(() => {
  stopTime()
  openPage(
    `${own}/client/1.0.0/hash/panel.html?anchor=panel&mode=viewer&platform=web&language=de&locale=de-DE&popout=true&state=released`,
  )
})

/** What `fetch` was called with. */
function catchRequests() {
  const requests: Request[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    requests.push(request)
    return new Response('done')
  })
  return requests
}

const inSeconds = (seconds: number) => ({ exp: Math.floor(Date.now() / 1000) + seconds })

describe('the state of an extension', () => {
  it('is pending until Twitch authorizes the viewer, and then has viewer and features', async () => {
    const twitch = scriptHelper()
    const { subscribe } = createExtension({ helper: twitch.helper })
    const seen: ExtensionState[] = []
    subscribe(state => seen.push(state))
    twitch.viewer.role = 'moderator'
    twitch.authorize('U123')
    expect(seen.map(({ status }) => status)).toEqual(['pending', 'ready'])
    expect(seen.at(-1)).toEqual({
      status: 'ready',
      context: {},
      viewer: { opaqueId: 'U123', id: null, role: 'moderator', isLinked: false, subscriptionStatus: null },
      visible: true,
      highlighted: false,
      position: null,
      features: { isBitsEnabled: true, isChatEnabled: true, isSubscriptionStatusAvailable: false },
      configuration: null,
      view: {
        anchor: 'panel',
        mode: 'viewer',
        platform: 'web',
        language: 'de',
        locale: 'de-DE',
        popout: true,
        state: 'released',
      },
      error: null,
    })
  })

  it('accumulates the context, of which Twitch sends only what has changed', () => {
    const twitch = scriptHelper()
    const extension = createExtension({ helper: twitch.helper })
    twitch.call('context', { theme: 'dark', volume: 1 }, ['theme', 'volume'])
    const before = extension.state
    twitch.call('context', { volume: 0.5 }, ['volume'])
    twitch.call('visible', true, { game: 'Chess' })
    expect(extension.state.context).toEqual({ theme: 'dark', volume: 0.5, game: 'Chess' })
    expect(before.context).toEqual({ theme: 'dark', volume: 1 })
  })

  it('follows visibility, highlight, position, features and the viewer’s subscription', () => {
    const twitch = scriptHelper()
    const extension = createExtension({ helper: twitch.helper })
    twitch.authorize()
    twitch.call('visible', false)
    twitch.call('highlighted', true)
    twitch.call('position', { x: 3, y: 4 })
    twitch.features.isBitsEnabled = false
    twitch.call('features')
    twitch.viewer.subscriptionStatus = { tier: '2000' }
    twitch.call('viewer')
    expect(extension.state).toMatchObject({
      visible: false,
      highlighted: true,
      position: { x: 3, y: 4 },
      features: { isBitsEnabled: false },
      viewer: { subscriptionStatus: { tier: '2000' } },
    })
  })

  it('has no value of an address that Twitch does not know', () => {
    openPage(`${own}/panel.html?anchor=ceiling&mode=root&platform=%00&popout=yes`)
    expect(createExtension({ helper: scriptHelper().helper }).state.view).toEqual({
      anchor: null,
      mode: null,
      platform: null,
      language: null,
      locale: null,
      popout: false,
      state: null,
    })
  })

  it('never contains a token, and neither do its errors', async () => {
    const twitch = scriptHelper()
    const extension = createExtension({ helper: twitch.helper })
    twitch.authorize()
    const error = await extension.fetch('https://evil.example/').catch((thrown: unknown) => thrown)
    expect(allThatShows(extension.state)).not.toContain('SECRET')
    expect(allThatShows(error)).not.toContain('SECRET')
  })

  it.each([
    ['nothing at all', undefined],
    ['null', null],
    ['text', 'context'],
    ['a prototype', JSON.parse('{"__proto__":{"theme":"dark"}}')],
  ])('survives a context, a position and an authorization that are %s', (_, payload) => {
    const twitch = scriptHelper()
    const extension = createExtension({ helper: twitch.helper })
    twitch.call('context', payload as Partial<ExtensionContext>, [])
    twitch.call('position', payload as never)
    twitch.call('authorized', payload as never)
    twitch.call('visible', payload as never, payload as never)
    expect(extension.state.status).toBe('pending')
    expect(extension.state.context.theme).toBeUndefined()
    twitch.authorize()
    expect(extension.state.status).toBe('ready')
  })
})

describe('the helper', () => {
  it('is found even if its script loads after createExtension', async () => {
    vi.spyOn(document, 'readyState', 'get').mockReturnValue('interactive')
    const extension = createExtension()
    const twitch = scriptHelper()
    await pass(2000)
    vi.stubGlobal('Twitch', { ext: twitch.helper })
    await pass(200)
    twitch.call('context', { theme: 'light' }, ['theme'])
    twitch.authorize()
    await pass(200)
    expect(extension.state).toMatchObject({ status: 'ready', context: { theme: 'light' } })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is registered with once, for the auth as well', async () => {
    const twitch = scriptHelper()
    const { auth } = createExtension({ helper: twitch.helper })
    const { token, helixToken } = twitch.authorize()
    expect(await auth.getToken()).toBe(helixToken)
    expect(await auth.getToken()).not.toBe(token)
    expect(twitch.count('authorized')).toBe(1)
  })

  it.each([
    ['is missing', false],
    ['never calls back', true],
  ])('that %s gives `absent` after five seconds, with an error that says what to do', async (_, isThere) => {
    const twitch = scriptHelper()
    const extension = createExtension(isThere ? { helper: twitch.helper } : {})
    const waiting = extension.authorized()
    const outcome = expect(waiting).rejects.toMatchObject({
      code: 'token',
      message: expect.stringContaining('load its script'),
    })
    await pass(4000)
    expect(extension.state.status).toBe('pending')
    await pass(1000)
    await outcome
    expect(extension.state.status).toBe('absent')
    await expect(extension.helper()).rejects.toBe(extension.state.error)
    await expect(extension.authorized()).rejects.toBe(extension.state.error)
    await expect(extension.fetch('/votes')).rejects.toBe(extension.state.error)
    extension.minimize()
    extension.requestIdShare()
    await pass(10_000)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('that calls back late makes the extension ready all the same', async () => {
    const twitch = scriptHelper()
    const extension = createExtension({ helper: twitch.helper })
    await pass(10_000)
    expect(extension.state.status).toBe('absent')
    const { token } = twitch.authorize()
    expect(extension.state).toMatchObject({ status: 'ready', error: null })
    expect((await extension.authorized()).token).toBe(token)
  })

  it('is not looked for on a server', async () => {
    vi.stubGlobal('document', undefined)
    const { state } = createExtension()
    await pass(10_000)
    expect(state).toMatchObject({ status: 'pending', view: { anchor: null } })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('has no viewer on a server: what waits for one rejects, and a rendering does not hang', async () => {
    vi.stubGlobal('document', undefined)
    const extension = createExtension({ backend: own })
    const calls = {
      authorized: () => extension.authorized(),
      helper: () => extension.helper(),
      fetch: () => extension.fetch(`${own}/votes`),
      followChannel: () => extension.followChannel('ada'),
      'a call': () => getUsers(createClient({ auth: extension.auth }), { id: '1' }),
    }
    const refusals = Object.entries(calls).map(async ([name, call]) => {
      const refusal = call().then(
        () => 'an answer',
        (error: unknown) => (isHelixError(error) ? error.code : error),
      )
      const silence = pass(10_000).then(() => 'nothing')
      return [name, await Promise.race([refusal, silence])]
    })
    expect(Object.fromEntries(await Promise.all(refusals))).toEqual({
      ...{ authorized: 'token', helper: 'token', fetch: 'token', followChannel: 'token', 'a call': 'token' },
    })
  })

  it('is used without a page, too, if it is given: in a test that runs in Node', async () => {
    const twitch = scriptHelper()
    vi.stubGlobal('document', undefined)
    const extension = createExtension({ helper: twitch.helper })
    const { token } = twitch.authorize()
    expect(extension.state.status).toBe('ready')
    expect(await extension.authorized()).toMatchObject({ token })
    const silent = createExtension({ helper: scriptHelper().helper })
    await pass(5000)
    expect(silent.state.status).toBe('absent')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is asked to minimize, to share the id and to follow, and tells who was followed', async () => {
    const twitch = scriptHelper()
    const extension = createExtension({ helper: twitch.helper })
    twitch.authorize()
    extension.minimize()
    extension.requestIdShare()
    const [first, second] = [extension.followChannel('Ada'), extension.followChannel('pixelfox')]
    await pass()
    expect(twitch.actions.followChannel.mock.calls).toEqual([['Ada'], ['pixelfox']])
    twitch.call('follow', false, 'pixelfox')
    twitch.call('follow', true, 'ada')
    expect(await Promise.all([first, second])).toEqual([true, false])
    expect([twitch.actions.minimize, twitch.actions.requestIdShare].map(fn => fn.mock.calls.length)).toEqual([1, 1])
  })
})

describe('a helper that lacks a part', () => {
  it('makes what needs that part reject, or tell that nothing happened', async () => {
    const twitch = scriptHelper()
    const { actions: _, configuration: __, send: ___, ...helper } = twitch.helper
    const extension = createExtension({ helper })
    twitch.viewer.role = 'broadcaster'
    twitch.authorize()
    twitch.call('context', { mode: 'config' }, ['mode'])
    expect(await within(1000, extension.followChannel('ada'))).toBe(false)
    const settings = extensionConfiguration(extension, 'broadcaster')
    await expect(settings.set('blue')).rejects.toMatchObject({ code: 'forbidden' })
    expect(settings.state.value).toBeNull()
    await expect(extensionMessages(extension).send('broadcast', 1)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('the JWT', () => {
  it('is that of the latest authorization', async () => {
    const twitch = scriptHelper()
    const extension = createExtension({ helper: twitch.helper })
    const waiting = extension.authorized()
    const first = twitch.authorize('U123', {}, 'one')
    expect(await waiting).toEqual(first)
    const second = twitch.authorize('U123', {}, 'two')
    expect(await extension.authorized()).toEqual(second)
  })

  it('that has expired is not given: a call waits for the next one', async () => {
    const twitch = scriptHelper()
    const extension = createExtension({ helper: twitch.helper })
    twitch.authorize('U123', inSeconds(60), 'one')
    await pass(60_000)
    const waiting = extension.authorized()
    await pass(3000)
    const next = twitch.authorize('U123', inSeconds(60), 'two')
    expect(await waiting).toEqual(next)
  })

  it('that has expired and is not renewed rejects after five seconds', async () => {
    const twitch = scriptHelper()
    const extension = createExtension({ helper: twitch.helper })
    twitch.authorize('U123', inSeconds(60))
    await pass(61_000)
    await expect(within(6000, extension.authorized())).rejects.toMatchObject({
      code: 'token',
      message: expect.stringContaining('reload the page'),
    })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is not waited for after an abort', async () => {
    const extension = createExtension({ helper: scriptHelper().helper })
    const controller = new AbortController()
    const waiting = extension.authorized(controller.signal)
    controller.abort()
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
    await expect(extension.authorized(controller.signal)).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('fetch', () => {
  it.each([
    ['/votes', `${own}/votes`],
    [`${own}/votes`, `${own}/votes`],
    ['https://ebs.example/votes?of=cats', 'https://ebs.example/votes?of=cats'],
    ['https://other.example:8443/', 'https://other.example:8443/'],
  ])('sends the JWT to %s, which is the page’s own origin or was named', async (input, address) => {
    const requests = catchRequests()
    const twitch = scriptHelper()
    const backend = ['https://ebs.example/api', 'https://other.example:8443']
    const extension = createExtension({ helper: twitch.helper, backend })
    const { token } = twitch.authorize()
    const init = { method: 'POST', body: 'cats', headers: { 'x-kind': 'vote', authorization: 'mine' } }
    expect(await (await extension.fetch(input, init)).text()).toBe('done')
    const [request] = requests
    expect([request?.url, request?.method, request?.headers.get('x-kind')]).toEqual([address, 'POST', 'vote'])
    expect(request?.headers.get('authorization')).toBe(`Bearer ${token}`)
    // An older browser would send the header to another origin.
    expect(request?.redirect).toBe('error')
    expect(await request?.text()).toBe('cats')
  })

  it.each([
    'https://evil.example/',
    'https://ebs.example.evil.example/',
    'http://ebs.example/votes',
    'https://ebs.example:444/votes',
    '//evil.example/',
    'data:text/plain,hello',
    'blob:null/1',
  ])('refuses %s before any request, even if it seems to redirect', async address => {
    const requests = catchRequests()
    const twitch = scriptHelper()
    const extension = createExtension({ helper: twitch.helper, backend: 'https://ebs.example' })
    twitch.authorize()
    await expect(extension.fetch(address, { redirect: 'follow' })).rejects.toMatchObject({ code: 'parameter' })
    await expect(extension.fetch(new Request(new URL(address, own)))).rejects.toMatchObject({ code: 'parameter' })
    expect(requests).toEqual([])
  })

  it('waits for the viewer, and for a new JWT if it has expired', async () => {
    const requests = catchRequests()
    const twitch = scriptHelper()
    const extension = createExtension({ helper: twitch.helper })
    const first = extension.fetch('/one')
    await pass()
    twitch.authorize('U123', inSeconds(60), 'one')
    await first
    await pass(60_000)
    const second = extension.fetch('/two')
    await pass()
    expect(requests).toHaveLength(1)
    const { token } = twitch.authorize('U123', inSeconds(60), 'two')
    await second
    expect(requests[1]?.headers.get('authorization')).toBe(`Bearer ${token}`)
  })

  it('is refused if the helper brings no JWT', async () => {
    const requests = catchRequests()
    const twitch = scriptHelper()
    const helper: TwitchHelper = {
      ...twitch.helper,
      onAuthorized: callback => twitch.helper.onAuthorized(authorized => callback({ ...authorized, token: '' })),
    }
    const extension = createExtension({ helper })
    twitch.authorize()
    const outcome = extension.fetch('/votes').catch((error: unknown) => error)
    await pass(60_000)
    expect(await outcome).toMatchObject({ code: 'token' })
    expect(requests).toEqual([])
  })

  it.each(['ebs.example', '', '/api', 'localhost:8080', 'data:text/plain,hello'])(
    'refuses %j as a backend',
    backend => {
      expect(() => createExtension({ backend })).toThrow(expect.objectContaining({ code: 'parameter' }))
    },
  )
})

/** An extension whose viewer has shared their id, 42, and has made a call. */
async function linkedViewer() {
  const network = startTwitch()
  const twitch = scriptHelper()
  const extension = createExtension({ helper: twitch.helper })
  const client = createClient({ auth: extension.auth, ...network.network })
  network.answer(users, json(200, { data: [] }))
  twitch.viewer.id = '42'
  const first = twitch.authorize('U42')
  network.grant(first.helixToken ?? '')
  await getUsers(client, { login: 'ada' })
  return { network, twitch, extension, client, first }
}

describe('another viewer', () => {
  it('gets no request of the one before: it is refused, and their JWT is never given again', async () => {
    const requests = catchRequests()
    const twitch = scriptHelper()
    const extension = createExtension({ helper: twitch.helper })
    twitch.authorize('U1', inSeconds(60))
    await pass(60_000)
    const calls = [extension.fetch('/votes'), extension.authorized()]
    const outcomes = Promise.allSettled(calls)
    await pass(1000)
    const second = twitch.authorize('U2', inSeconds(60))
    expect((await outcomes).map(outcome => outcome.status === 'rejected' && outcome.reason.code)).toEqual([
      'token',
      'token',
    ])
    expect(await extension.authorized()).toEqual(second)
    expect(requests).toEqual([])
    expect(extension.state.viewer?.opaqueId).toBe('U2')
  })

  it('has no id and no role of the one before, even while the helper still tells them', async () => {
    const twitch = scriptHelper()
    const extension = createExtension({ helper: twitch.helper })
    Object.assign(twitch.viewer, { id: '42', role: 'broadcaster', isLinked: true })
    twitch.authorize('U1')
    expect(extension.state.viewer).toMatchObject({ id: '42', role: 'broadcaster', isLinked: true })
    const next = { token: jwt('x'), helixToken: jwt('y'), channelId: '1001', clientId: 'client', userId: 'A9' }
    twitch.call('authorized', next)
    expect(extension.state.viewer).toEqual({
      opaqueId: 'A9',
      id: null,
      role: 'viewer',
      isLinked: false,
      subscriptionStatus: null,
    })
    expect(await extension.auth.getToken()).toBe(next.helixToken)
    expect(extension.auth.state.session?.userId).toBeNull()
  })

  it('is not told what the one before followed', async () => {
    const twitch = scriptHelper()
    const extension = createExtension({ helper: twitch.helper })
    twitch.authorize('U1')
    const following = extension.followChannel('ada')
    const outcome = following.catch((error: unknown) => error)
    await pass()
    twitch.authorize('U2')
    twitch.call('follow', true, 'ada')
    expect(await outcome).toMatchObject({ code: 'token' })
  })

  it('ends the wait for the answer of the one before, who will give none', async () => {
    const twitch = scriptHelper()
    const extension = createExtension({ helper: twitch.helper })
    twitch.authorize('U1')
    const outcome = extension.followChannel('ada').catch((error: unknown) => error)
    await pass()
    twitch.authorize('U1', {}, 'renewed')
    await pass(60_000)
    twitch.authorize('U2')
    expect(await within(1000, outcome)).toMatchObject({ code: 'token' })
  })

  it('gets no answer of the backend to the one before', async () => {
    const twitch = scriptHelper()
    const extension = createExtension({ helper: twitch.helper })
    let answer = (_: Response) => {}
    const answered = new Promise<Response>(resolve => {
      answer = resolve
    })
    vi.stubGlobal('fetch', () => answered)
    twitch.authorize('U1')
    const outcome = extension.fetch('/votes').catch((error: unknown) => error)
    await pass()
    twitch.authorize('U2')
    answer(new Response('of U1'))
    expect(await outcome).toMatchObject({ code: 'token', message: expect.stringContaining('Another viewer') })
  })

  it('without a helixToken gets neither that of the one before nor their session', async () => {
    const { network, twitch, extension, client } = await linkedViewer()
    twitch.viewer.id = null
    twitch.call('authorized', { token: jwt('ebsA1'), channelId: '1001', clientId: 'client', userId: 'A1' })
    expect(extension.auth.state.session).toBeNull()
    await expect(within(6000, Promise.resolve(getUsers(client, { login: 'ada' })))).rejects.toMatchObject({
      code: 'token',
      message: expect.stringContaining('helixToken'),
    })
    expect(network.received(users).length).toBe(1)
  })

  it('is a change of the auth’s user too: their id comes with their helixToken', async () => {
    const { network, twitch, extension, client, first } = await linkedViewer()
    expect(extension.auth.state.session?.userId).toBe('42')
    twitch.viewer.id = null
    const second = twitch.authorize('A1')
    network.grant(second.helixToken ?? '')
    await getUsers(client, { login: 'ada' })
    expect(extension.auth.state.session?.userId).toBeNull()
    expect(network.received(users).map(({ headers }) => headers.authorization)).toEqual(
      [first, second].map(({ helixToken }) => `Extension ${helixToken}`),
    )
  })
})

describe('a closed extension', () => {
  it('has no timer and no token, and its state no longer changes', async () => {
    const twitch = scriptHelper()
    const extension = createExtension({ helper: twitch.helper })
    const waiting = [extension.authorized(), extension.helper()]
    const outcomes = Promise.allSettled(waiting)
    extension.close()
    extension.close()
    const after = extension.state
    expect(after.status).toBe('absent')
    twitch.authorize()
    twitch.call('context', { theme: 'dark' }, ['theme'])
    await pass(10_000)
    expect(extension.state).toBe(after)
    const errors = (await outcomes).map(outcome => outcome.status === 'rejected' && outcome.reason)
    expect(errors.every(error => isHelixError(error, 'token'))).toBe(true)
    await expect(extension.authorized()).rejects.toMatchObject({ code: 'token' })
    await expect(extension.auth.getToken()).rejects.toMatchObject({ code: 'token' })
    expect(vi.getTimerCount()).toBe(0)
  })
})
