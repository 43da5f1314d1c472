// @vitest-environment happy-dom
import { createClient, getStreams, type ImplicitGrantOptions, implicitGrant } from 'tinyhelix'
import { describe, expect, it, vi } from 'vitest'
import { agreed, begin, denied } from './atTwitch.ts'
import { beginAnew, page, twitch } from './eachTest.ts'

import { load as loadOnto, signedIn } from './signedIn.ts'
import { day, hour, pass, streams, users, validate } from './twitch.ts'

beginAnew('https://app.example/channel?tab=2#/polls')

/** Creates the auth as each load of the page does. */
const load = (options: Partial<ImplicitGrantOptions> = {}) => loadOnto(twitch, options)

describe('going to Twitch', () => {
  it('the authorize address has every parameter that Twitch needs', () => {
    const url = begin(load({ scopes: ['chat:read', 'user:read:email'] }), page)
    expect(url.origin + url.pathname).toBe('https://id.twitch.tv/oauth2/authorize')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'token',
      client_id: 'client',
      redirect_uri: 'https://app.example/channel',
      scope: 'chat:read user:read:email',
      state: expect.any(String),
    })
  })

  it('the authorize address holds neither a token nor the fragment of the page', () => {
    page.goTo('https://app.example/?x=1#access_token=SECRETold')
    expect(begin(load(), page).href).not.toContain('SECRET')
  })

  it('the redirectUri is sent exactly as given', () => {
    const url = begin(load({ redirectUri: 'https://app.example' }), page)
    expect(url.searchParams.get('redirect_uri')).toBe('https://app.example')
  })

  it('force_verify is sent only when forceVerify is set', () => {
    expect(begin(load(), page).searchParams.has('force_verify')).toBe(false)
    expect(begin(load(), page, { forceVerify: true }).searchParams.get('force_verify')).toBe('true')
  })

  it.each([
    ['/', 'https://app.example/'],
    ['callback', 'https://app.example/callback'],
    ['?from=twitch', 'https://app.example/channel?from=twitch'],
    ['//app.example/callback', 'https://app.example/callback'],
    ['HTTPS://app.example', 'HTTPS://app.example'],
  ])('the relative redirectUri %s resolves to %s', (redirectUri, sent) => {
    expect(begin(load({ redirectUri }), page).searchParams.get('redirect_uri')).toBe(sent)
  })

  it('signIn() uses the client’s authURL when the auth has none', () => {
    const auth = implicitGrant({ clientId: 'client' })
    createClient({ auth, authURL: 'http://localhost:8080/auth' })
    expect(begin(auth, page).href).toMatch(/^http:\/\/localhost:8080\/auth\/authorize\?/)
  })

  it('signIn() uses the client’s URLs when the auth’s own are undefined', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada')))
    const auth = implicitGrant({ clientId: 'client', fetch: undefined, authURL: undefined, baseURL: undefined })
    createClient({ auth, ...twitch.network })
    expect((await auth.restore())?.login).toBe('ada')
    expect(twitch.received(validate)).toHaveLength(1)
  })

  it('an authURL may end with a slash', () => {
    const { href } = begin(load({ authURL: 'https://id.example/oauth2/' }), page)
    expect(href).toMatch(/^https:\/\/id\.example\/oauth2\/authorize\?/)
  })

  it('an unread answer in the page’s address is not part of the return address', async () => {
    page.goTo('https://app.example/channel?tab=2')
    for (const answer of [agreed(begin(load(), page), twitch.grant('SECRETada')), denied(begin(load(), page))]) {
      page.goTo(answer)
      const next = begin(load(), page)
      expect([...page.session.items.values()].join()).not.toMatch(/SECRET|error=/)
      page.goTo(agreed(next, twitch.grant('SECRETbob', { login: 'bob' })))
      await load().restore()
      expect(location.href).toMatch(/^https:\/\/app\.example\/channel(\?tab=2)?$/)
    }
  })

  it('each state has 128 new random bits', () => {
    const random = vi.spyOn(crypto, 'getRandomValues')
    const states = [1, 2, 3].map(() => begin(load(), page).searchParams.get('state'))
    expect(new Set(states).size).toBe(3)
    const bytes = random.mock.calls.map(([array]) => array?.byteLength ?? 0)
    expect(bytes).toHaveLength(3)
    expect(Math.min(...bytes)).toBeGreaterThanOrEqual(16)
    const [first] = random.mock.results
    for (const number of new Uint32Array(first?.value.buffer)) expect(states[0]).toContain(String(number))
  })

  it('the state is stored in sessionStorage, which only this tab reads', () => {
    const state = begin(load(), page).searchParams.get('state') ?? ''
    expect([...page.session.items.keys()].join()).toContain(state)
    expect(page.local.items.size).toBe(0)
  })

  it('signIn() never settles', async () => {
    const settled = vi.fn()
    load().signIn().then(settled, settled)
    await pass(day)
    expect(settled).not.toHaveBeenCalled()
  })

  it('a user who returns without an answer, as from Twitch’s error page, changes nothing', async () => {
    const auth = load()
    await auth.restore()
    const { state } = auth
    const first = begin(auth, page)
    dispatchEvent(new Event('pageshow'))
    await pass(hour)
    expect(auth.state).toBe(state)
    const second = begin(auth, page)
    expect(second.searchParams.get('state')).not.toBe(first.searchParams.get('state'))
    page.goTo(agreed(second, twitch.grant('SECRETada')))
    expect((await load().restore())?.login).toBe('ada')
  })

  it('signIn() rejects with a message when sessionStorage is blocked', async () => {
    page.session.broken.add('global')
    await expect(load().signIn()).rejects.toMatchObject({ code: 'sign_in', reason: 'state' })
    expect(page.assign).not.toHaveBeenCalled()
  })
})

describe('coming back from Twitch', () => {
  it('restore() signs in and puts the user’s address back', async () => {
    const auth = load()
    twitch.grant('SECRETada', { scopes: ['chat:read'] })
    page.goTo(agreed(begin(auth, page), 'SECRETada'))
    const entries = history.length
    const session = await load().restore()
    expect(session).toEqual({
      userId: 'id-of-ada',
      login: 'ada',
      clientId: 'client',
      scopes: ['chat:read'],
      expiresAt: Date.now() + 60 * day,
    })
    expect(location.href).toBe('https://app.example/channel?tab=2#/polls')
    expect(history.length).toBe(entries)
  })

  it('restore() removes the token from the address synchronously, before a router starts', () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada')))
    void load().restore()
    expect(location.href).toBe('https://app.example/channel?tab=2#/polls')
  })

  it('restore() keeps the page’s history.state', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada')))
    history.replaceState({ scroll: 7 }, '')
    await load().restore()
    expect(history.state).toEqual({ scroll: 7 })
  })

  it('restore() goes to a returnTo of the page’s own origin', async () => {
    const url = begin(load(), page, { returnTo: '?first=1#/start' })
    page.goTo(agreed(url, twitch.grant('SECRETada')))
    await load().restore()
    expect(location.href).toBe('https://app.example/channel?first=1#/start')
  })

  it('a call waits for the sign-in without restore()', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada')))
    const auth = load()
    expect(await getStreams(createClient({ auth, ...twitch.network }))).toEqual([])
    expect(auth.state.session?.login).toBe('ada')
    expect(twitch.received(streams)[0]?.headers['client-id']).toBe('client')
  })

  it('the next load restores the session without a request', async () => {
    await signedIn(page, twitch, 'SECRETada')
    const asked = twitch.received().length
    expect((await load().restore())?.login).toBe('ada')
    expect(twitch.received()).toHaveLength(asked)
  })

  it('reviving a stored session stores nothing and tells no other tab', async () => {
    await signedIn(page, twitch, 'SECRETada')
    const { writes } = page.local
    const messages = page.said.length
    expect(writes).toBe(1)
    await load().restore()
    await pass(1000)
    expect(page.local.writes).toBe(writes)
    expect(page.said).toHaveLength(messages)
  })

  it('the new session replaces the stored one', async () => {
    await signedIn(page, twitch, 'SECRETada')
    const auth = await signedIn(page, twitch, 'SECRETbob', { login: 'bob' })
    expect(auth.state.session?.login).toBe('bob')
    expect((await load().restore())?.login).toBe('bob')
  })
})

describe('restore()', () => {
  it('restore() runs once for several callers', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada')))
    const auth = load()
    const sessions = await Promise.all([auth.restore(), auth.restore(), auth.getToken().then(() => auth.restore())])
    sessions.push(await auth.restore())
    for (const session of sessions) expect(session).toBe(sessions[0])
    expect(twitch.received(validate)).toHaveLength(1)
  })

  it('restore() resolves to null without a request when nobody is signed in', async () => {
    const auth = load()
    expect(auth.state).toEqual({ status: 'pending', session: null, error: null })
    expect(await auth.restore()).toBeNull()
    expect(auth.state).toEqual({ status: 'signed-out', session: null, error: null })
    expect(twitch.received()).toEqual([])
    await expect(auth.getToken()).rejects.toMatchObject({ code: 'token', message: expect.stringContaining('signIn()') })
  })

  it('restore() never navigates', async () => {
    await load().restore()
    await pass(day)
    expect(page.assign).not.toHaveBeenCalled()
  })

  it('the first getToken() starts restore()', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada')))
    const auth = load()
    expect(await auth.getToken()).toBe('SECRETada')
    expect(auth.state.status).toBe('signed-in')
  })

  it('an abort by one caller does not end restore() for others', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada')))
    const auth = load()
    const controller = new AbortController()
    const waiting = auth.getToken(controller.signal)
    controller.abort()
    await expect(waiting).rejects.toThrow(/abort/i)
    expect((await auth.restore())?.login).toBe('ada')
  })
})

describe('subscribers of an auth', () => {
  it('a subscriber receives the state at once and each change, until it unsubscribes', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada')))
    const { subscribe, restore, ...auth } = load()
    const heard: string[] = []
    const stop = subscribe(({ status }) => void heard.push(status))
    expect(heard).toEqual(['pending'])
    await restore()
    expect(heard).toEqual(['pending', 'signed-in'])
    await restore()
    expect(heard).toEqual(['pending', 'signed-in'])
    stop()
    await auth.signOut()
    expect(heard).toEqual(['pending', 'signed-in'])
  })

  it('subscribing starts the auth', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada')))
    const auth = load()
    const heard: string[] = []
    auth.subscribe(({ status }) => void heard.push(status))
    auth.subscribe(() => {})
    await pass()
    expect(heard).toEqual(['pending', 'signed-in'])
    expect(twitch.received(validate)).toHaveLength(1)
  })

  it('each state is one frozen object', async () => {
    const auth = await signedIn(page, twitch, 'SECRETada')
    expect(auth.state).toBe(auth.state)
    expect(Object.isFrozen(auth.state.session)).toBe(true)
  })
})

describe('a refusal of more scopes', () => {
  it('a refusal of more scopes keeps the session and sets state.error', async () => {
    await signedIn(page, twitch, 'SECRETada')
    page.goTo(denied(begin(load(), page, { scopes: ['bits:read'] })))
    const auth = load()
    const session = await auth.restore()
    expect(auth.state).toMatchObject({ status: 'signed-in', session, error: { code: 'sign_in', reason: 'denied' } })
    expect(await auth.getToken()).toBe('SECRETada')
    // The hourly validation keeps the error, and a sign-in removes it.
    await pass(2 * hour)
    expect(auth.state.error).toMatchObject({ reason: 'denied' })
    twitch.grant('SECRETmore', { scopes: ['bits:read'] })
    page.goTo(agreed(begin(load(), page), 'SECRETmore'))
    await load().restore()
    await pass()
    expect(auth.state).toMatchObject({ session: { scopes: ['bits:read'] }, error: null })
    await auth.signOut()
    expect(auth.state).toEqual({ status: 'signed-out', session: null, error: null })
  })
})

describe('a relative redirectUri', () => {
  it.each([
    ['/', 'https://app.example/'],
    ['', 'https://app.example/channel'],
    ['callback', 'https://app.example/callback'],
    ['/callback.html', 'https://app.example/callback.html'],
    ['./back/', 'https://app.example/back/'],
    ['https://app.example', 'https://app.example'],
  ])('%j resolves to %j', (redirectUri, expected) => {
    page.goTo('https://app.example/channel')
    expect(begin(load({ redirectUri }), page).searchParams.get('redirect_uri')).toBe(expected)
  })
})

describe('a sign-in that fails', () => {
  it('a denied sign-in sets state.error, cleans the address and does not redirect again', async () => {
    page.goTo(denied(begin(load(), page)))
    page.assign.mockClear()
    const auth = load()
    expect(await auth.restore()).toBeNull()
    expect(auth.state.error).toMatchObject({ code: 'sign_in', reason: 'denied' })
    expect(auth.state.error?.message).toContain('The user denied you access')
    expect(location.href).toBe('https://app.example/channel?tab=2#/polls')
    await expect(auth.getToken()).rejects.toBe(auth.state.error)
    await pass(day)
    expect(page.assign).not.toHaveBeenCalled()
    expect(twitch.received()).toEqual([])
  })

  it('a denied sign-in keeps the older session', async () => {
    await signedIn(page, twitch, 'SECRETada')
    page.goTo(denied(begin(load(), page, { scopes: ['bits:read'] })))
    const auth = load()
    expect((await auth.restore())?.login).toBe('ada')
    expect(await auth.getToken()).toBe('SECRETada')
    expect(location.search).toBe('?tab=2')
  })

  it('a denied sign-in sets its own error when the older session has ended', async () => {
    await signedIn(page, twitch, 'SECRETada')
    vi.setSystemTime(Date.now() + 61 * day)
    page.goTo(denied(begin(load(), page)))
    const auth = load()
    expect(await auth.restore()).toBeNull()
    expect(auth.state.error).toMatchObject({ code: 'sign_in', reason: 'denied' })
  })

  it('a token of another client id sets state.error and is not stored', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETstray', { clientId: 'another' })))
    const auth = load()
    expect(await auth.restore()).toBeNull()
    expect(auth.state.error).toMatchObject({ code: 'sign_in', reason: 'client' })
    expect(page.local.items.size).toBe(0)
    expect(location.href).not.toContain('SECRET')
  })

  it('a token of another client id keeps the older session', async () => {
    await signedIn(page, twitch, 'SECRETada')
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETstray', { clientId: 'another' })))
    expect((await load().restore())?.login).toBe('ada')
  })

  it('an invalid token sets state.error', async () => {
    page.goTo(agreed(begin(load(), page), 'SECRETdead'))
    const auth = load()
    expect(await auth.restore()).toBeNull()
    expect(auth.state.error).toMatchObject({ code: 'sign_in', reason: 'client' })
    expect(twitch.received(users)).toEqual([])
  })

  it.each(['', 'SECRET token', 'SECRET\r\nX: y', 'SECRET💥'])(
    'the malformed token %j sets state.error',
    async token => {
      page.goTo(agreed(begin(load(), page), token))
      const auth = load()
      expect(await auth.restore()).toBeNull()
      expect(auth.state.error).toMatchObject({ code: 'sign_in' })
      expect(twitch.received()).toEqual([])
    },
  )

  it('a token that cannot be validated sets state.error and is not stored', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada')))
    twitch.cutOff(validate, users)
    const auth = load()
    expect(await auth.restore()).toBeNull()
    expect(auth.state.error).toMatchObject({ code: 'sign_in', reason: 'unreachable' })
    expect(page.local.items.size).toBe(0)
  })
})

describe('a sign-in while id.twitch.tv is unreachable', () => {
  it('Helix tells who the user is', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada')))
    twitch.cutOff(validate)
    const session = await load().restore()
    expect(session).toMatchObject({ userId: 'id-of-ada', login: 'ada', clientId: 'client', scopes: null })
    expect(twitch.received(users)[0]?.headers['client-id']).toBe('client')
  })

  it('Helix refuses a token of another client id', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETstray', { clientId: 'another' })))
    twitch.cutOff(validate)
    const auth = load()
    expect(await auth.restore()).toBeNull()
    expect(auth.state.error).toMatchObject({ code: 'sign_in', reason: 'client' })
  })

  it('id.twitch.tv is asked again within two minutes, and its answer completes the session', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada', { scopes: ['bits:read'] })))
    twitch.cutOff(validate)
    const auth = load()
    await auth.restore()
    twitch.cutOff()
    await pass(120_000)
    expect(auth.state.session).toMatchObject({ login: 'ada', scopes: ['bits:read'], expiresAt: expect.any(Number) })
  })
})

describe('addresses of the page’s own', () => {
  it.each([
    'https://app.example/#/route',
    'https://app.example/#/route?access_token=SECRETmine',
    'https://app.example/?error=not+found#/route',
    'https://app.example/?error=access_denied&state=of-another-provider',
    'https://app.example/#section',
  ])('%s stays as it is', async href => {
    page.goTo(href)
    const auth = load()
    expect(await auth.restore()).toBeNull()
    expect(location.href).toBe(href)
    expect(auth.state.error).toBeNull()
  })

  it('a hash router keeps its route after a sign-in', async () => {
    page.goTo('https://app.example/#/users/7?sort=name')
    const url = begin(load(), page)
    expect(url.searchParams.get('redirect_uri')).toBe('https://app.example/')
    page.goTo(agreed(url, twitch.grant('SECRETada')))
    await load().restore()
    expect(location.href).toBe('https://app.example/#/users/7?sort=name')
  })
})

describe('several accounts on one page', () => {
  it('sessions are stored by name', async () => {
    twitch.grant('SECRETada', { login: 'ada' })
    twitch.grant('SECRETbot', { login: 'bot' })
    page.goTo(agreed(begin(load({ name: 'streamer' }), page), 'SECRETada'))
    await Promise.all([load({ name: 'bot' }).restore(), load({ name: 'streamer' }).restore()])
    page.goTo(agreed(begin(load({ name: 'bot' }), page), 'SECRETbot'))
    const [bot, streamer] = [load({ name: 'bot' }), load({ name: 'streamer' })]
    await Promise.all([streamer.restore(), bot.restore()])
    expect([streamer.state.session?.login, bot.state.session?.login]).toEqual(['ada', 'bot'])
    await bot.signOut()
    expect((await load({ name: 'streamer' }).restore())?.login).toBe('ada')
    expect(await load({ name: 'bot' }).restore()).toBeNull()
  })

  it('each auth handles only its own redirect, in any order of restore()', async () => {
    const url = begin(load({ name: 'second' }), page)
    page.goTo(agreed(url, twitch.grant('SECRETada')))
    const first = load({ name: 'first' })
    expect(await first.restore()).toBeNull()
    expect(first.state.error).toBeNull()
    expect(location.hash).toContain('access_token')
    expect((await load({ name: 'second' }).restore())?.login).toBe('ada')
  })

  it('signing in a second account forces Twitch to ask', async () => {
    const forced = (url: URL) => url.searchParams.get('force_verify')
    expect(forced(begin(load({ name: 'bot' }), page))).toBe('true')
    expect(forced(begin(load({ name: 'bot' }), page, { forceVerify: false }))).toBeNull()
    expect(forced(begin(load({ name: 'default' }), page))).toBeNull()
    expect(forced(begin(load(), page))).toBeNull()
    const bot = await signedIn(page, twitch, 'SECRETbot', { login: 'bot' }, { name: 'bot' })
    expect(forced(begin(bot, page, { scopes: ['bits:read'] }))).toBeNull()
  })

  it('names with the same ending are kept apart', async () => {
    const url = begin(load({ name: 'x~tinyhelix:client:default' }), page)
    page.goTo(agreed(url, twitch.grant('SECRETada')))
    expect(await load().restore()).toBeNull()
    expect((await load({ name: 'x~tinyhelix:client:default' }).restore())?.login).toBe('ada')
  })

  it('sessions of several applications are stored by client id', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada')))
    expect(await load({ clientId: 'another' }).restore()).toBeNull()
    expect((await load().restore())?.login).toBe('ada')
    expect([...page.local.items.keys()]).toEqual(['tinyhelix:client:default'])
  })
})

describe('more scopes', () => {
  const scopeOf = (url: URL) => url.searchParams.get('scope')?.split(' ').sort()

  it('signIn() requests them with the scopes of the auth and of the session', async () => {
    twitch.grant('SECRETada', { scopes: ['chat:read', 'bits:read'] })
    page.goTo(agreed(begin(load(), page), 'SECRETada'))
    const auth = load({ scopes: ['chat:read', 'chat:edit'] })
    await auth.restore()
    const url = begin(auth, page, { scopes: ['clips:edit', 'chat:edit'] })
    expect(scopeOf(url)).toEqual(['bits:read', 'chat:edit', 'chat:read', 'clips:edit'])
  })

  it('the session has the granted scopes', async () => {
    await signedIn(page, twitch, 'SECRETfew')
    twitch.grant('SECRETmore', { scopes: ['clips:edit'] })
    page.goTo(agreed(begin(load(), page, { scopes: ['clips:edit'] }), 'SECRETmore'))
    const auth = load()
    expect((await auth.restore())?.scopes).toEqual(['clips:edit'])
    expect(await auth.getToken()).toBe('SECRETmore')
  })

  it('`scope: null` from Twitch means no scopes', async () => {
    twitch.grant('SECRETada', { scopes: null })
    page.goTo(agreed(begin(load(), page), 'SECRETada'))
    expect((await load().restore())?.scopes).toEqual([])
  })
})

describe('an auth outside a page', () => {
  it('signIn() rejects with a message that it needs a page', async () => {
    const auth = load()
    vi.stubGlobal('location', undefined)
    await expect(auth.signIn()).rejects.toMatchObject({ name: 'HelixError' })
    expect(await auth.restore()).toBeNull()
  })
})
