// @vitest-environment happy-dom
import { createClient, getStreams, type ImplicitGrantOptions, implicitGrant, isHelixError, userToken } from 'tinyhelix'
import { describe, expect, it, vi } from 'vitest'
import { agreed, begin } from './atTwitch.ts'
import { beginAnew, page, twitch } from './eachTest.ts'
import { allThatShows, hearFromAnotherTab, showsToken } from './page.ts'
import { json, pass, refusal, streams, validate } from './twitch.ts'

beginAnew('https://app.example/app')

const load = (options: Partial<ImplicitGrantOptions> = {}) =>
  implicitGrant({ clientId: 'client', ...twitch.network, ...options })

/** Signs the victim in. */
async function victim() {
  page.goTo(agreed(begin(load(), page), twitch.grant('SECRETvictim', { login: 'victim' })))
  await load().restore()
}

describe('a link with an attacker’s token (login CSRF, token injection)', () => {
  const links: Record<string, (own: URL) => string> = {
    'without a state': () => 'https://app.example/app#access_token=SECRETattacker&token_type=bearer',
    'with an empty state': () => 'https://app.example/app#access_token=SECRETattacker&state=',
    'with a guessed state': () => 'https://app.example/app#access_token=SECRETattacker&state=123',
    'with a guessed state that is marked': () =>
      'https://app.example/app#access_token=SECRETattacker&state=1~tinyhelix:client:default',
    'with a state that names a property': () => 'https://app.example/app#access_token=SECRETattacker&state=__proto__',
    'with a popup’s state': () =>
      'https://app.example/app#access_token=SECRETattacker&state=popup1~tinyhelix:client:default',
    'with the attacker’s own state': own => agreed(own, 'SECRETattacker'),
  }

  it.each(Object.keys(links))('a link %s signs nobody in', async kind => {
    twitch.grant('SECRETattacker', { login: 'attacker' })
    // The attacker begins a sign-in in another browser, which shares no storage with this one.
    const own = begin(load(), page)
    page.session.items.clear()
    vi.spyOn(globalThis, 'close').mockImplementation(() => {})
    page.goTo(links[kind]?.(own) ?? '')
    const auth = load()
    expect(await auth.restore()).toBeNull()
    expect(auth.state.error).toMatchObject({ code: 'sign_in', reason: 'state' })
    expect(location.href).toBe('https://app.example/app')
    expect(page.local.items.size).toBe(0)
    // The token is revoked, except a popup's: the page that opened the popup may use it.
    const isPopup = kind.includes('popup')
    expect(twitch.received().map(({ endpoint }) => endpoint)).toEqual(isPopup ? [] : ['POST /oauth2/revoke'])
    expect(twitch.isValid('SECRETattacker')).toBe(isPopup)
  })

  it.each(Object.keys(links))('a link %s does not end the victim’s own session', async kind => {
    await victim()
    twitch.grant('SECRETattacker', { login: 'attacker' })
    const own = begin(load(), page)
    page.session.items.clear()
    vi.spyOn(globalThis, 'close').mockImplementation(() => {})
    page.goTo(links[kind]?.(own) ?? '')
    const auth = load()
    expect((await auth.restore())?.login).toBe('victim')
    expect(location.href).toBe('https://app.example/app')
    expect(twitch.isValid('SECRETvictim')).toBe(true)
  })

  it('a link does not change a page that is already open', async () => {
    const auth = load()
    await auth.restore()
    page.goTo('https://app.example/app#access_token=SECRETattacker&state=1')
    dispatchEvent(new Event('hashchange'))
    await pass(1000)
    expect(await auth.restore()).toBeNull()
  })
})

describe('a replayed answer', () => {
  it('an answer counts once', async () => {
    const answer = agreed(begin(load(), page), twitch.grant('SECRETada'))
    page.goTo(answer)
    const auth = load()
    expect((await auth.restore())?.login).toBe('ada')
    await auth.signOut()
    twitch.grant('SECRETada')
    page.goTo(answer)
    const again = load()
    expect(await again.restore()).toBeNull()
    expect(again.state.error).toMatchObject({ code: 'sign_in', reason: 'state' })
    expect(location.href).toBe('https://app.example/app')
  })

  it('a second answer is refused after the first one failed', async () => {
    const url = begin(load(), page)
    page.goTo(agreed(url, 'SECRETdead'))
    await load().restore()
    page.goTo(agreed(url, twitch.grant('SECRETattacker', { login: 'attacker' })))
    expect(await load().restore()).toBeNull()
  })

  it('a second answer is refused when sessionStorage cannot remove the state', async () => {
    const url = begin(load(), page)
    page.goTo(agreed(url, twitch.grant('SECRETada')))
    page.session.broken.add('removeItem')
    expect(await load().restore()).toBeNull()
  })
})

describe('a token of another application', () => {
  it('a redirect with such a token is refused, though its state is right', async () => {
    twitch.grant('SECRETother', { login: 'victim', clientId: 'malicious' })
    page.goTo(agreed(begin(load(), page), 'SECRETother'))
    const auth = load()
    expect(await auth.restore()).toBeNull()
    expect(auth.state.error).toMatchObject({ reason: 'client' })
    await expect(auth.getToken()).rejects.toMatchObject({ code: 'sign_in' })
  })

  it('a stored entry with such a token is refused when it is read and when it is validated', async () => {
    await victim()
    const key = 'tinyhelix:client:default'
    const entry = JSON.parse(page.local.items.get(key) ?? '')
    twitch.grant('SECRETother', { login: 'victim', clientId: 'malicious' })
    const session = { ...entry.session, clientId: 'malicious' }
    page.local.items.set(key, JSON.stringify({ ...entry, token: 'SECRETother', session }))
    expect(await load().restore()).toBeNull()
    await pass()
    page.local.items.set(key, JSON.stringify({ ...entry, token: 'SECRETother', checkAt: 0 }))
    const auth = load()
    await auth.restore()
    await pass()
    expect(auth.state).toMatchObject({ status: 'signed-out', error: { code: 'token', reason: 'client' } })
    expect(page.local.items.size).toBe(0)
  })
})

describe('open redirects', () => {
  it.each([
    'https://evil.example/',
    '//evil.example/',
    'https://app.example.evil.example/',
    'https://app.example@evil.example/',
    'https://user:password@app.example/',
    'javascript:alert(1)',
    '\\\\evil.example',
  ])('returnTo %s is refused before the user leaves', async returnTo => {
    await expect(load().signIn({ returnTo })).rejects.toMatchObject({ code: 'parameter' })
    expect(page.assign).not.toHaveBeenCalled()
  })

  it('the stored return address is checked again after the redirect', async () => {
    const url = begin(load(), page)
    for (const key of page.session.items.keys()) page.session.items.set(key, 'https://evil.example/')
    page.goTo(agreed(url, twitch.grant('SECRETada')))
    const replace = vi.spyOn(history, 'replaceState')
    expect((await load().restore())?.login).toBe('ada')
    expect(location.href).toBe('https://app.example/app')
    expect(replace.mock.calls.flat().join()).not.toContain('evil')
  })

  it.each(['https://evil.example/back', 'http://app.example/back', '//evil.example'])(
    'redirectUri %s is refused before the user leaves',
    async redirectUri => {
      await expect(load({ redirectUri }).signIn()).rejects.toMatchObject({ code: 'parameter' })
      await expect(load({ redirectUri }).signIn({ popup: true })).rejects.toMatchObject({ code: 'parameter' })
      expect(page.assign).not.toHaveBeenCalled()
    },
  )
})

describe('hostile messages', () => {
  const answer = (state: string) => `access_token=SECRETattacker&state=${state}`

  describe('window messages (postMessage)', () => {
    const own = 'https://app.example'

    /** A page that waits for its popup. */
    async function waiting() {
      twitch.grant('SECRETattacker', { login: 'attacker' })
      const popup = Object({ closed: false, close: () => {} })
      vi.spyOn(globalThis, 'open').mockReturnValue(popup)
      const auth = load()
      await auth.restore()
      void auth.signIn({ popup: true }).catch(() => {})
      const state = new URL(String(vi.mocked(open).mock.calls[0]?.[0])).searchParams.get('state') ?? ''
      return { auth, popup, state }
    }

    const hear = (data: unknown, origin: string, source: unknown) => {
      const event = new MessageEvent('message', { data, origin })
      Object.defineProperty(event, 'source', { value: source })
      dispatchEvent(event)
    }

    it.each([
      ['of another origin', 'https://evil.example', 'popup', 'state'],
      ['of another origin that begins alike', `${own}.evil.example`, 'popup', 'state'],
      ['of no origin', 'null', 'popup', 'state'],
      ['of another window', own, 'window', 'state'],
      ['without a window', own, null, 'state'],
      ['with another state', own, 'popup', 'popup1~tinyhelix:client:default'],
      ['without a state', own, 'popup', ''],
    ])('a message %s signs nobody in', async (_, origin, from, sent) => {
      const { auth, popup, state } = await waiting()
      const source = from === 'popup' ? popup : from === 'window' ? Object({ closed: false }) : from
      hear({ redirect: answer(sent === 'state' ? encodeURIComponent(state) : sent) }, origin, source)
      await pass(1000)
      expect(auth.state.session).toBeNull()
      expect(twitch.received()).toEqual([])
    })

    it.each([null, undefined, 'SECRETattacker', 7, [], { redirect: 7 }, { redirect: { toString: null } }])(
      'the malformed message %j is ignored, and the popup still signs in',
      async message => {
        const { auth, popup, state } = await waiting()
        hear(message, own, popup)
        twitch.grant('SECRETada')
        hear({ redirect: `access_token=SECRETada&state=${encodeURIComponent(state)}` }, own, popup)
        await pass(1000)
        expect(auth.state.session?.login).toBe('ada')
      },
    )
  })

  it('a BroadcastChannel message signs nobody in', async () => {
    twitch.grant('SECRETattacker', { login: 'attacker' })
    const auth = load()
    await auth.restore()
    const messages = [
      { redirect: answer('1~tinyhelix:client:default') },
      { redirect: answer('') },
      { redirect: `https://app.example/app#${answer('1~tinyhelix:client:default')}` },
      { redirect: '' },
      { redirect: 7 },
      { redirect: null },
      { redirect: { href: answer('1') } },
      { redirect: { toString: 1 } },
      { redirect: { toString: null, valueOf: null } },
      null,
      undefined,
      'SECRETattacker',
      ['signed-in'],
      { token: 'SECRETattacker', session: { userId: '666' } },
      Object.create(null),
      new Map([['redirect', answer('1')]]),
      'signed-in',
    ]
    for (const message of messages) hearFromAnotherTab('tinyhelix:client:default', message)
    await pass(1000)
    expect(auth.state).toMatchObject({ status: 'signed-out', session: null })
    expect(twitch.received()).toEqual([])
  })
})

describe('a hostile opener', () => {
  it('the token is posted to the page’s own origin only', async () => {
    const opener = { postMessage: vi.fn() }
    vi.stubGlobal('opener', opener)
    vi.spyOn(globalThis, 'close').mockImplementation(() => {})
    twitch.grant('SECRETvictim')
    page.goTo('https://app.example/app#access_token=SECRETvictim&state=popup1~tinyhelix:client:default')
    const auth = load()
    expect(await auth.restore()).toBeNull()
    expect(opener.postMessage.mock.calls.map(([, origin]) => origin)).toEqual(['https://app.example'])
    expect(location.href).toBe('https://app.example/app')
  })

  it('a tab that did not ask for a token does not accept one', async () => {
    const tab = load()
    await tab.restore()
    vi.spyOn(globalThis, 'close').mockImplementation(() => {})
    page.goTo('https://app.example/app#access_token=SECRETattacker&state=popup1~tinyhelix:client:default')
    twitch.grant('SECRETattacker', { login: 'attacker' })
    await load().restore()
    await pass(1000)
    expect(tab.state.session).toBeNull()
  })
})

describe('leaks of a token', () => {
  it('location, history and requests contain no token', async () => {
    const seen: unknown[] = []
    const replace = vi.spyOn(history, 'replaceState')
    const push = vi.spyOn(history, 'pushState')
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada')))
    const auth = load()
    await auth.restore()
    await getStreams(createClient({ auth, ...twitch.network }))
    begin(auth, page)
    await auth.signOut()
    seen.push(location.href, history.state, document.referrer, page.assign.mock.calls)
    seen.push(replace.mock.calls, push.mock.calls)
    seen.push(twitch.received().map(({ url }) => url.href))
    expect(showsToken(seen)).toBe(false)
    expect(twitch.received().length).toBeGreaterThan(2)
  })

  it('location contains no token when history.replaceState throws an error with the address', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada')))
    vi.spyOn(history, 'replaceState').mockImplementation(() => {
      throw new DOMException(`Too many calls in a document with URL ${location.href}`, 'SecurityError')
    })
    const auth = load()
    await auth.restore()
    expect(location.href).not.toContain('SECRET')
    expect(showsToken(auth)).toBe(false)
  })

  it('printed and serialized auths, states, clients and errors contain no token', async () => {
    page.goTo(agreed(begin(load(), page), twitch.grant('SECRETada')))
    const auth = load()
    const client = createClient({ auth, ...twitch.network })
    const heard: unknown[] = []
    auth.subscribe(state => void heard.push(state))
    await getStreams(client)
    twitch.answer(streams, () => json(500, { message: 'SECRETada is broken' }))
    await getStreams(createClient({ auth, ...twitch.network, retry: false })).catch(error => heard.push(error))
    expect(heard).toHaveLength(3)
    for (const value of [auth, auth.state, client, heard, auth.getToken, auth.signIn, auth.subscribe]) {
      expect(allThatShows(value)).not.toContain('SECRET')
    }
  })

  it.each([401, 400, 403, 404, 409, 429, 500])(
    'the error of a %s answer that echoes the token contains no token',
    async status => {
      twitch.grant('SECRETada')
      const auth = userToken('SECRETada', twitch.network)
      const client = createClient({ auth, ...twitch.network, retry: false })
      twitch.answer(streams, () =>
        json(status, { error: 'SECRETada', status, message: 'not you, SECRETada SECRETada' }),
      )
      const error = await getStreams(client).catch((error: unknown) => error)
      expect(isHelixError(error)).toBe(true)
      expect(allThatShows(error)).not.toContain('SECRET')
      expect(allThatShows(auth.state)).not.toContain('SECRET')
    },
  )

  it('the error of a validation that echoes the token contains no token', async () => {
    twitch.answer(validate, () => refusal(401, 'invalid access token: SECRETada'))
    const auth = userToken('SECRETada', twitch.network)
    const error = await auth.getToken().catch((error: unknown) => error)
    expect(allThatShows([error, auth.state])).not.toContain('SECRET')
  })

  it('an unhandled rejection does not contain the token', async () => {
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    twitch.answer(validate, () => refusal(401, 'invalid access token SECRETada'))
    const auth = load()
    page.goTo(agreed(begin(auth, page), 'SECRETada'))
    await load().restore()
    await pass(1000)
    vi.useRealTimers()
    await new Promise(resolve => setImmediate(resolve))
    process.off('unhandledRejection', unhandled)
    expect(unhandled).not.toHaveBeenCalled()
  })
})

describe('prototype pollution', () => {
  it('a fragment does not change a prototype', async () => {
    const before = Reflect.ownKeys(Object.prototype)
    page.goTo(
      'https://app.example/app#__proto__[session]=1&constructor[prototype][x]=1&access_token=SECRETx&state=__proto__',
    )
    await load().restore()
    expect(Reflect.ownKeys(Object.prototype)).toEqual(before)
  })

  it('a stored entry does not change a prototype', async () => {
    const before = Reflect.ownKeys(Object.prototype)
    await victim()
    const key = 'tinyhelix:client:default'
    const text = page.local.items.get(key) ?? ''
    page.local.items.set(key, `${text.slice(0, -1)},"__proto__":{"polluted":true}}`)
    expect((await load().restore())?.login).toBe('victim')
    expect(Reflect.ownKeys(Object.prototype)).toEqual(before)
    expect(Object({})).not.toHaveProperty('polluted')
  })
})
