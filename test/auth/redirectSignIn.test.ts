// @vitest-environment happy-dom
import { createClient, getStreams, type ImplicitGrantOptions, implicitGrant } from 'tinyhelix'
import { describe, expect, it, vi } from 'vitest'
import { agreed, begin, denied } from './atTwitch.ts'
import { beginAnew, page, twitch } from './eachTest.ts'

import { load as loadOnto, signedIn } from './signedIn.ts'
import { day, hour, pass, streams, users, validate } from './twitch.ts'

beginAnew('https://app.example/channel?tab=2#/polls')

/** The auth as each load of the page builds it. */
const load = (options: Partial<ImplicitGrantOptions> = {}) => loadOnto(twitch, options)

describe('going to Twitch', () => {
  it('asks for a token with everything that Twitch needs', () => {
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

  it('sends no token and no fragment along, even if the page has them in its address', () => {
    page.goTo('https://app.example/?x=1#access_token=SECRETold')
    expect(begin(load(), page).href).not.toContain('SECRET')
  })

  it('uses the redirectUri that is registered, letter for letter', () => {
    const url = begin(load({ redirectUri: 'https://app.example' }), page)
    expect(url.searchParams.get('redirect_uri')).toBe('https://app.example')
  })

  it('shows the consent page again only when asked to', () => {
    expect(begin(load(), page).searchParams.has('force_verify')).toBe(false)
    expect(begin(load(), page, { forceVerify: true }).searchParams.get('force_verify')).toBe('true')
  })

  it.each([
    ['/', 'https://app.example/'],
    ['callback', 'https://app.example/callback'],
    ['?from=twitch', 'https://app.example/channel?from=twitch'],
    ['//app.example/callback', 'https://app.example/callback'],
    ['HTTPS://app.example', 'HTTPS://app.example'],
  ])('resolves a relative redirectUri: %s is %s', (redirectUri, sent) => {
    expect(begin(load({ redirectUri }), page).searchParams.get('redirect_uri')).toBe(sent)
  })

  it('goes to the authURL of the client if the auth has none', () => {
    const auth = implicitGrant({ clientId: 'client' })
    createClient({ auth, authURL: 'http://localhost:8080/auth' })
    expect(begin(auth, page).href).toMatch(/^http:\/\/localhost:8080\/auth\/authorize\?/)
  })

  it('uses the client’s addresses if the auth’s own are undefined', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada')))
    const auth = implicitGrant({ clientId: 'client', fetch: undefined, authURL: undefined, baseURL: undefined })
    createClient({ auth, ...twitch.network })
    expect((await auth.restore())?.login).toBe('ada')
    expect(twitch.received(validate)).toHaveLength(1)
  })

  it('takes an authURL with a slash at its end', () => {
    const { href } = begin(load({ authURL: 'https://id.example/oauth2/' }), page)
    expect(href).toMatch(/^https:\/\/id\.example\/oauth2\/authorize\?/)
  })

  it('keeps an answer of Twitch’s that nobody has read out of the address to come back to', async () => {
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

  it('carries 128 random bits, other ones each time', () => {
    const random = vi.spyOn(crypto, 'getRandomValues')
    const states = [1, 2, 3].map(() => begin(load(), page).searchParams.get('state'))
    expect(new Set(states).size).toBe(3)
    const bytes = random.mock.calls.map(([array]) => array?.byteLength ?? 0)
    expect(bytes).toHaveLength(3)
    expect(Math.min(...bytes)).toBeGreaterThanOrEqual(16)
    const [first] = random.mock.results
    for (const number of new Uint32Array(first?.value.buffer)) expect(states[0]).toContain(String(number))
  })

  it('keeps the state where only this tab finds it', () => {
    const state = begin(load(), page).searchParams.get('state') ?? ''
    expect([...page.session.items.keys()].join()).toContain(state)
    expect(page.local.items.size).toBe(0)
  })

  it('never settles', async () => {
    const settled = vi.fn()
    load().signIn().then(settled, settled)
    await pass(day)
    expect(settled).not.toHaveBeenCalled()
  })

  it('changes nothing for a user who comes back without an answer, as from Twitch’s own error page', async () => {
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

  it('needs sessionStorage, and says so', async () => {
    page.session.broken.add('global')
    await expect(load().signIn()).rejects.toMatchObject({ code: 'sign_in', reason: 'state' })
    expect(page.assign).not.toHaveBeenCalled()
  })
})

describe('coming back', () => {
  it('signs in, and puts the address back to where the user was', async () => {
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

  it('cleans the address before anything is awaited, so that a router started next finds its route', () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada')))
    void load().restore()
    expect(location.href).toBe('https://app.example/channel?tab=2#/polls')
  })

  it('keeps what the page had put in the history’s state', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada')))
    history.replaceState({ scroll: 7 }, '')
    await load().restore()
    expect(history.state).toEqual({ scroll: 7 })
  })

  it('goes where returnTo says, on the page’s own origin', async () => {
    const url = begin(load(), page, { returnTo: '?first=1#/start' })
    page.goTo(agreed(url, twitch.grant('SECRETada')))
    await load().restore()
    expect(location.href).toBe('https://app.example/channel?first=1#/start')
  })

  it('lets a client of the auth call Twitch without waiting for restore()', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada')))
    const auth = load()
    expect(await getStreams(createClient({ auth, ...twitch.network }))).toEqual([])
    expect(auth.state.session?.login).toBe('ada')
    expect(twitch.received(streams)[0]?.headers['client-id']).toBe('client')
  })

  it('survives the next load, without asking Twitch again at once', async () => {
    await signedIn(page, twitch, 'SECRETada')
    const asked = twitch.received().length
    expect((await load().restore())?.login).toBe('ada')
    expect(twitch.received()).toHaveLength(asked)
  })

  it('writes nothing and tells nobody when a session is only revived', async () => {
    await signedIn(page, twitch, 'SECRETada')
    const { writes } = page.local
    const messages = page.said.length
    expect(writes).toBe(1)
    await load().restore()
    await pass(1000)
    expect(page.local.writes).toBe(writes)
    expect(page.said).toHaveLength(messages)
  })

  it('prefers the new session to the one stored', async () => {
    await signedIn(page, twitch, 'SECRETada')
    const auth = await signedIn(page, twitch, 'SECRETbob', { login: 'bob' })
    expect(auth.state.session?.login).toBe('bob')
    expect((await load().restore())?.login).toBe('bob')
  })
})

describe('restore()', () => {
  it('runs once however often it is called', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada')))
    const auth = load()
    const sessions = await Promise.all([auth.restore(), auth.restore(), auth.getToken().then(() => auth.restore())])
    sessions.push(await auth.restore())
    for (const session of sessions) expect(session).toBe(sessions[0])
    expect(twitch.received(validate)).toHaveLength(1)
  })

  it('resolves to null where nobody is signed in, and asks nobody', async () => {
    const auth = load()
    expect(auth.state).toEqual({ status: 'pending', session: null, error: null })
    expect(await auth.restore()).toBeNull()
    expect(auth.state).toEqual({ status: 'signed-out', session: null, error: null })
    expect(twitch.received()).toEqual([])
    await expect(auth.getToken()).rejects.toMatchObject({ code: 'token', message: expect.stringContaining('signIn()') })
  })

  it('never navigates', async () => {
    await load().restore()
    await pass(day)
    expect(page.assign).not.toHaveBeenCalled()
  })

  it('is started by the first getToken()', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada')))
    const auth = load()
    expect(await auth.getToken()).toBe('SECRETada')
    expect(auth.state.status).toBe('signed-in')
  })

  it('can be given up by one caller without being given up', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada')))
    const auth = load()
    const controller = new AbortController()
    const waiting = auth.getToken(controller.signal)
    controller.abort()
    await expect(waiting).rejects.toThrow(/abort/i)
    expect((await auth.restore())?.login).toBe('ada')
  })
})

describe('subscribers', () => {
  it('hear the state at once and on each change, until they stop', async () => {
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

  it('start the auth, so that no page waits for ever', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada')))
    const auth = load()
    const heard: string[] = []
    auth.subscribe(({ status }) => void heard.push(status))
    auth.subscribe(() => {})
    await pass()
    expect(heard).toEqual(['pending', 'signed-in'])
    expect(twitch.received(validate)).toHaveLength(1)
  })

  it('get one object for one state, which nobody can change', async () => {
    const auth = await signedIn(page, twitch, 'SECRETada')
    expect(auth.state).toBe(auth.state)
    expect(Object.isFrozen(auth.state.session)).toBe(true)
  })
})

describe('a refusal of further scopes', () => {
  it('keeps the session, and the state has the error', async () => {
    await signedIn(page, twitch, 'SECRETada')
    page.goTo(denied(begin(load(), page, { scopes: ['bits:read'] })))
    const auth = load()
    const session = await auth.restore()
    expect(auth.state).toMatchObject({ status: 'signed-in', session, error: { code: 'sign_in', reason: 'denied' } })
    expect(await auth.getToken()).toBe('SECRETada')
    // The hourly validation does not hide it, a sign-in does.
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
  ])('%j is %j', (redirectUri, expected) => {
    page.goTo('https://app.example/channel')
    expect(begin(load({ redirectUri }), page).searchParams.get('redirect_uri')).toBe(expected)
  })
})

describe('a sign-in that fails', () => {
  it('because the user denied it: says so, cleans the address and does not go to Twitch again', async () => {
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

  it('because the user denied it: an older session stays', async () => {
    await signedIn(page, twitch, 'SECRETada')
    page.goTo(denied(begin(load(), page, { scopes: ['bits:read'] })))
    const auth = load()
    expect((await auth.restore())?.login).toBe('ada')
    expect(await auth.getToken()).toBe('SECRETada')
    expect(location.search).toBe('?tab=2')
  })

  it('because the user denied it: says so rather than that an older session has ended', async () => {
    await signedIn(page, twitch, 'SECRETada')
    vi.setSystemTime(Date.now() + 61 * day)
    page.goTo(denied(begin(load(), page)))
    const auth = load()
    expect(await auth.restore()).toBeNull()
    expect(auth.state.error).toMatchObject({ code: 'sign_in', reason: 'denied' })
  })

  it('because the token is for another client id: says so, and stores nothing', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETstray', { clientId: 'another' })))
    const auth = load()
    expect(await auth.restore()).toBeNull()
    expect(auth.state.error).toMatchObject({ code: 'sign_in', reason: 'client' })
    expect(page.local.items.size).toBe(0)
    expect(location.href).not.toContain('SECRET')
  })

  it('because the token is for another client id: an older session stays', async () => {
    await signedIn(page, twitch, 'SECRETada')
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETstray', { clientId: 'another' })))
    expect((await load().restore())?.login).toBe('ada')
  })

  it('because the token is no longer valid: the state has that error', async () => {
    page.goTo(agreed(begin(load(), page), 'SECRETdead'))
    const auth = load()
    expect(await auth.restore()).toBeNull()
    expect(auth.state.error).toMatchObject({ code: 'sign_in', reason: 'client' })
    expect(twitch.received(users)).toEqual([])
  })

  it.each(['', 'SECRET token', 'SECRET\r\nX: y', 'SECRET💥'])(
    'because %j is not a token: the state has that error',
    async token => {
      page.goTo(agreed(begin(load(), page), token))
      const auth = load()
      expect(await auth.restore()).toBeNull()
      expect(auth.state.error).toMatchObject({ code: 'sign_in' })
      expect(twitch.received()).toEqual([])
    },
  )

  it('because the token cannot be validated: the state has that error, and nothing is stored', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada')))
    twitch.cutOff(validate, users)
    const auth = load()
    expect(await auth.restore()).toBeNull()
    expect(auth.state.error).toMatchObject({ code: 'sign_in', reason: 'unreachable' })
    expect(page.local.items.size).toBe(0)
  })
})

describe('where id.twitch.tv cannot be reached', () => {
  it('Helix says who the user is', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada')))
    twitch.cutOff(validate)
    const session = await load().restore()
    expect(session).toMatchObject({ userId: 'id-of-ada', login: 'ada', clientId: 'client', scopes: null })
    expect(twitch.received(users)[0]?.headers['client-id']).toBe('client')
  })

  it('Helix refuses another client id’s token', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETstray', { clientId: 'another' })))
    twitch.cutOff(validate)
    const auth = load()
    expect(await auth.restore()).toBeNull()
    expect(auth.state.error).toMatchObject({ code: 'sign_in', reason: 'client' })
  })

  it('id.twitch.tv is asked again within two minutes, and what it says is added', async () => {
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
  ])('%s is left alone', async href => {
    page.goTo(href)
    const auth = load()
    expect(await auth.restore()).toBeNull()
    expect(location.href).toBe(href)
    expect(auth.state.error).toBeNull()
  })

  it('may have a hash router: the token is taken, the route comes back', async () => {
    page.goTo('https://app.example/#/users/7?sort=name')
    const url = begin(load(), page)
    expect(url.searchParams.get('redirect_uri')).toBe('https://app.example/')
    page.goTo(agreed(url, twitch.grant('SECRETada')))
    await load().restore()
    expect(location.href).toBe('https://app.example/#/users/7?sort=name')
  })
})

describe('several accounts on one page', () => {
  it('are kept apart by name', async () => {
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

  it('leave each other’s redirects alone, in whatever order they are restored', async () => {
    const url = begin(load({ name: 'second' }), page)
    page.goTo(agreed(url, twitch.grant('SECRETada')))
    const first = load({ name: 'first' })
    expect(await first.restore()).toBeNull()
    expect(first.state.error).toBeNull()
    expect(location.hash).toContain('access_token')
    expect((await load({ name: 'second' }).restore())?.login).toBe('ada')
  })

  it('ask a second account to choose, for Twitch would take the first one again', async () => {
    const forced = (url: URL) => url.searchParams.get('force_verify')
    expect(forced(begin(load({ name: 'bot' }), page))).toBe('true')
    expect(forced(begin(load({ name: 'bot' }), page, { forceVerify: false }))).toBeNull()
    expect(forced(begin(load({ name: 'default' }), page))).toBeNull()
    expect(forced(begin(load(), page))).toBeNull()
    const bot = await signedIn(page, twitch, 'SECRETbot', { login: 'bot' }, { name: 'bot' })
    expect(forced(begin(bot, page, { scopes: ['bits:read'] }))).toBeNull()
  })

  it('are not mixed up by names that end alike', async () => {
    const url = begin(load({ name: 'x~tinyhelix:client:default' }), page)
    page.goTo(agreed(url, twitch.grant('SECRETada')))
    expect(await load().restore()).toBeNull()
    expect((await load({ name: 'x~tinyhelix:client:default' }).restore())?.login).toBe('ada')
  })

  it('of several applications are stored by client id', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada')))
    expect(await load({ clientId: 'another' }).restore()).toBeNull()
    expect((await load().restore())?.login).toBe('ada')
    expect([...page.local.items.keys()]).toEqual(['tinyhelix:client:default'])
  })
})

describe('more scopes', () => {
  const scopeOf = (url: URL) => url.searchParams.get('scope')?.split(' ').sort()

  it('are requested together with those of the auth and those of the session', async () => {
    twitch.grant('SECRETada', { scopes: ['chat:read', 'bits:read'] })
    page.goTo(agreed(begin(load(), page), 'SECRETada'))
    const auth = load({ scopes: ['chat:read', 'chat:edit'] })
    await auth.restore()
    const url = begin(auth, page, { scopes: ['clips:edit', 'chat:edit'] })
    expect(scopeOf(url)).toEqual(['bits:read', 'chat:edit', 'chat:read', 'clips:edit'])
  })

  it('replace the session when they are granted', async () => {
    await signedIn(page, twitch, 'SECRETfew')
    twitch.grant('SECRETmore', { scopes: ['clips:edit'] })
    page.goTo(agreed(begin(load(), page, { scopes: ['clips:edit'] }), 'SECRETmore'))
    const auth = load()
    expect((await auth.restore())?.scopes).toEqual(['clips:edit'])
    expect(await auth.getToken()).toBe('SECRETmore')
  })

  it('may be none at all, which Twitch says with null', async () => {
    twitch.grant('SECRETada', { scopes: null })
    page.goTo(agreed(begin(load(), page), 'SECRETada'))
    expect((await load().restore())?.scopes).toEqual([])
  })
})

describe('outside a page', () => {
  it('signing in says that it needs a page', async () => {
    const auth = load()
    vi.stubGlobal('location', undefined)
    await expect(auth.signIn()).rejects.toMatchObject({ name: 'HelixError' })
    expect(await auth.restore()).toBeNull()
  })
})
