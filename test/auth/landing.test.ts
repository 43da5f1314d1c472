// @vitest-environment happy-dom

import { type ImplicitGrantAuth, type ImplicitGrantOptions, implicitGrant } from 'tinyhelix'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import fc from '../tools/fastCheck.ts'
import { agreed, begin, denied } from './atTwitch.ts'
import { beginAnew, page, twitch } from './eachTest.ts'
import { restoreURL } from './entry.ts'

import { day, pass, users, validate } from './twitch.ts'

const origin = 'https://app.example'

beginAnew(`${origin}/followers?tab=2#last`)

/** Records the events that a router receives from now on, with the address at that time. */
function listen(): string[] {
  const heard: string[] = []
  for (const type of ['popstate', 'hashchange']) {
    const listener = (event: Event) => {
      // happy-dom itself sends events for addresses that tests have set. Only those events have addresses.
      if (!Object(event).newURL) heard.push(`${type} ${location.href.replace(origin, '')}`)
    }
    addEventListener(type, listener)
    onTestFinished(() => removeEventListener(type, listener))
  }
  return heard
}

const replaced = () => vi.spyOn(location, 'replace').mockImplementation(() => {})

/** The current outcome of a promise. */
async function settled(promise: Promise<unknown>): Promise<boolean> {
  const done = vi.fn()
  promise.then(done, done)
  await pass(day)
  return done.mock.calls.length > 0
}

describe('the address after a sign-in', () => {
  const token = '/#access_token=SECRETada'

  it.each([
    {
      title: 'another query',
      from: token,
      page: '/',
      home: '/?tab=2',
      at: '/?tab=2',
      told: ['popstate', 'hashchange'],
    },
    { title: 'another fragment', from: token, page: '/', home: '/#a', at: '/#a', told: ['popstate', 'hashchange'] },
    { title: 'the page itself', from: token, page: '/', home: '/', at: '/', told: ['popstate', 'hashchange'] },
    { title: 'the fragment of before', from: '/?error=e#a', page: '/#a', home: '/#a', at: '/#a', told: ['popstate'] },
    { title: 'another path', from: token, page: '/', home: '/b?c#d', at: '/', told: [], isAway: true },
    {
      title: 'another path, from a route',
      from: '/?error=e#a',
      page: '/#a',
      home: '/b',
      at: '/#a',
      told: [],
      isAway: true,
    },
    {
      title: 'another path, in memory',
      from: token,
      page: '/',
      home: '/b',
      stays: true,
      at: '/b',
      told: ['popstate', 'hashchange'],
    },
    {
      title: 'two slashes, in memory',
      from: token,
      page: '/',
      home: '//b.c/d',
      stays: true,
      at: '/b.c/d',
      told: ['popstate', 'hashchange'],
    },
  ])(
    '$title: the user lands on $home after $from',
    async ({ from, page: clean, home, stays, at, told, isAway = false }) => {
      page.goTo(origin + from)
      history.replaceState({ scroll: 7 }, '')
      const heard = listen()
      expect(restoreURL(origin + clean, origin + home, stays)).toBe(isAway)
      expect(location.href).toBe(origin + at)
      // A listener that is added before the event is called like an earlier one.
      expect(heard).toEqual([])
      await pass()
      expect(heard).toEqual(told.map(type => `${type} ${at}`))
      expect(history.state).toEqual({ scroll: 7 })
    },
  )

  it.each([
    ['/?tab=2', '/?tab=2'],
    ['/b?c#d', '/b?c#d'],
    ['//evil.example/', '/evil.example/'],
  ])('`navigate` receives %s, and the router gets no other event', async (home, url) => {
    page.goTo(origin + token)
    const heard = listen()
    const navigate = vi.fn()
    expect(restoreURL(`${origin}/`, origin + home, false, navigate)).toBe(false)
    expect(location.href).toBe(origin + url)
    await pass()
    expect(navigate.mock.calls).toEqual([[url]])
    expect(heard).toEqual([])
  })

  it.each([
    [
      'throws',
      () => () => {
        throw new Error('not started')
      },
    ],
    ['rejects', () => () => Promise.reject(new Error('not started'))],
    ['never answers', () => () => new Promise(() => {})],
  ])('a `navigate` that %s changes nothing', async (_, make) => {
    page.goTo(origin + token)
    expect(restoreURL(`${origin}/`, `${origin}/b`, false, make())).toBe(false)
    await pass()
    expect(location.href).toBe(`${origin}/b`)
  })

  it('an error in a popstate listener does not stop the redirect', async () => {
    page.goTo(origin + token)
    const listener = () => {
      throw new Error('the page’s own fault')
    }
    vi.spyOn(globalThis, 'dispatchEvent').mockImplementation(listener)
    expect(restoreURL(`${origin}/`, `${origin}/?tab=2`)).toBe(false)
    await pass()
    expect(location.href).toBe(`${origin}/?tab=2`)
  })

  it('no token stays in the address when history.replaceState throws', () => {
    page.goTo(origin + token)
    vi.spyOn(history, 'replaceState').mockImplementation(() => {
      throw new DOMException(`Too many calls in a document with URL ${location.href}`, 'SecurityError')
    })
    restoreURL(`${origin}/`, `${origin}/?tab=2`)
    expect(location.href).not.toContain('SECRET')
  })

  it('a router is sent only to the user’s address, whatever the address was', async () => {
    const piece = fc.oneof(
      fc.constantFrom('/', '\\', '//', '.', '..', '@', ':', '?', '#', '\t', 'evil.example'),
      fc.string(),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece).map(pieces => new URL(`${origin}/${pieces.join('')}`).href),
        async home => {
          page.goTo(origin + token)
          const navigate = vi.fn()
          restoreURL(`${origin}/`, home, false, navigate)
          await Promise.resolve()
          const [url] = navigate.mock.calls[0] ?? []
          expect(new URL(url, origin).origin).toBe(origin)
          expect(url).toMatch(/^\/(?!\/)/)
          expect(location.href).toBe(new URL(url, origin).href)
        },
      ),
    )
  })
})

/** Creates the auth as each load of the page does. */
const load = (options: Partial<ImplicitGrantOptions> = {}): ImplicitGrantAuth =>
  implicitGrant({ clientId: 'client', redirectUri: '/', ...twitch.network, ...options })

/** Brings a user who was at /followers back to /. */
function comeBack(answer: (authorize: URL) => string = url => agreed(url, twitch.grant('SECRETada'))): void {
  page.goTo(answer(begin(load(), page)))
}

const home = `${origin}/followers?tab=2#last`

describe('a redirect to another path than the user’s', () => {
  it('the page loads the user’s path after it stores the session, and restore() stays pending until then', async () => {
    comeBack()
    const stored: number[] = []
    const replace = replaced().mockImplementation(() => void stored.push(page.local.items.size))
    const auth = load()
    const states: string[] = []
    auth.subscribe(({ status }) => void states.push(status))
    const restored = auth.restore()
    expect(location.href).toBe(`${origin}/`)
    expect(replace).not.toHaveBeenCalled()
    expect(await settled(Promise.race([restored, auth.getToken(), auth.restore()]))).toBe(false)
    expect(replace.mock.calls.flat().map(String)).toEqual([home])
    expect(stored).toEqual([1])
    expect(states).toEqual(['pending'])
    page.goTo(home)
    expect((await load().restore())?.login).toBe('ada')
    expect(replace).toHaveBeenCalledTimes(1)
    expect(location.href).toBe(home)
  })

  it('the page stays on the redirect’s path and shows the error when the token is invalid', async () => {
    const replace = replaced()
    const answers = [(url: URL) => agreed(url, 'SECRETdead'), (url: URL) => agreed(url, '')]
    for (const answer of answers) {
      page.goTo(home)
      comeBack(answer)
      const auth = load()
      expect(await auth.restore()).toBeNull()
      expect(auth.state.error).toMatchObject({ code: 'sign_in' })
      expect(location.href).toBe(`${origin}/`)
    }
    expect(replace).not.toHaveBeenCalled()
  })

  it('the page stays on the redirect’s path and shows the error when the token cannot be validated', async () => {
    const replace = replaced()
    comeBack()
    twitch.cutOff(validate, users)
    const auth = load()
    expect(await auth.restore()).toBeNull()
    expect(auth.state.error).toMatchObject({ reason: 'unreachable' })
    expect(replace).not.toHaveBeenCalled()
  })

  it.each(['/followers', '/followers/'])(
    'the page shows a refusal on the user’s path when a server answers on %s',
    async path => {
      const replace = replaced()
      comeBack(denied)
      expect(await settled(load().restore())).toBe(false)
      const goal = new URL(String(replace.mock.calls[0]?.[0]))
      expect(goal.pathname + goal.search).toBe('/followers?tab=2')
      goal.pathname = path
      page.goTo(goal.href)
      const auth = load()
      expect(await auth.restore()).toBeNull()
      expect(auth.state.error).toMatchObject({ reason: 'denied' })
      expect(location.href).toBe(`${origin}${path}?tab=2#last`)
      expect(replace).toHaveBeenCalledTimes(1)
      expect([...page.session.items.keys()].filter(key => key.includes('state'))).toEqual([])
    },
  )

  it('`navigate` replaces the load', async () => {
    const replace = replaced()
    const navigate = vi.fn()
    comeBack()
    expect((await load({ navigate }).restore())?.login).toBe('ada')
    expect(navigate.mock.calls).toEqual([['/followers?tab=2#last']])
    expect(replace).not.toHaveBeenCalled()
  })

  it('the address is put back at once when only memory keeps the session', async () => {
    const replace = replaced()
    comeBack()
    const restored = load({ storage: 'memory' }).restore()
    expect(location.href).toBe(home)
    expect((await restored)?.login).toBe('ada')
    expect(replace).not.toHaveBeenCalled()
  })

  it.each(['global', 'setItem'] as const)('the address is put back when the storage fails (%s)', async failure => {
    const replace = replaced()
    comeBack()
    const heard = listen()
    page.local.broken.add(failure)
    expect((await load().restore())?.login).toBe('ada')
    expect(location.href).toBe(home)
    expect(heard).toContain('popstate /followers?tab=2#last')
    expect(replace).not.toHaveBeenCalled()
  })

  it('a user who has signed out meanwhile is not signed in', async () => {
    const replace = replaced()
    comeBack()
    const auth = load()
    const restored = auth.restore()
    await auth.signOut()
    await restored
    expect(auth.state).toMatchObject({ status: 'signed-out', session: null })
    expect(page.local.items.size).toBe(0)
    expect(replace).not.toHaveBeenCalled()
  })

  it.each([
    'https://evil.example/followers',
    '//evil.example/',
    'javascript:alert(1)',
    'https://user:password@app.example/followers',
    '\\\\evil.example',
  ])('a stored return address is ignored when it is another script’s: %s', async stored => {
    const replace = replaced()
    const url = begin(load(), page)
    for (const key of page.session.items.keys()) page.session.items.set(key, stored)
    page.goTo(agreed(url, twitch.grant('SECRETada')))
    expect((await load().restore())?.login).toBe('ada')
    expect(location.href).toBe(`${origin}/`)
    expect(replace).not.toHaveBeenCalled()
  })

  describe('a redirect with a used state, as after Back', () => {
    /** The user signs in and goes Back, and Twitch redirects again with the same state. */
    async function goBack(answer: (authorize: URL) => string) {
      const authorize = begin(load(), page)
      page.goTo(agreed(authorize, twitch.grant('SECRETada')))
      void load().restore()
      await pass()
      page.goTo(answer(authorize))
    }
    const second = (authorize: URL) => agreed(authorize, twitch.grant('SECRETsecond'))

    it('the page loads the user’s path, and the token is revoked', async () => {
      const replace = replaced()
      await goBack(second)
      const auth = load()
      const statuses: string[] = []
      auth.subscribe(({ status }) => void statuses.push(status))
      expect(await settled(auth.restore())).toBe(false)
      expect(replace.mock.calls.flat().map(String)).toEqual([home, home])
      expect(statuses).toEqual(['pending'])
      expect({ first: twitch.isValid('SECRETada'), second: twitch.isValid('SECRETsecond') }).toEqual({
        first: true,
        second: false,
      })
      page.goTo(home)
      const next = load()
      expect((await next.restore())?.login).toBe('ada')
      expect(next.state.error).toBeNull()
    })

    it('`navigate` receives the user’s path, without an error', async () => {
      replaced()
      await goBack(second)
      const navigate = vi.fn()
      const auth = load({ navigate })
      expect((await auth.restore())?.login).toBe('ada')
      await pass()
      expect(navigate.mock.calls.at(-1)).toEqual(['/followers?tab=2#last'])
      expect(auth.state.error).toBeNull()
    })

    it('the page loads the user’s path after a refusal', async () => {
      const replace = replaced()
      await goBack(denied)
      expect(await settled(load().restore())).toBe(false)
      expect(replace.mock.calls.flat().map(String)).toEqual([home, home])
    })

    it('the token of the session is not revoked', async () => {
      replaced()
      await goBack(authorize => agreed(authorize, 'SECRETada'))
      void load().restore()
      await pass()
      expect(twitch.isValid('SECRETada')).toBe(true)
    })

    it('nobody is signed in after a sign-out, and the token is revoked', async () => {
      replaced()
      await goBack(second)
      const here = location.href
      page.goTo(home)
      await load().signOut()
      page.goTo(here)
      const auth = load()
      expect(await auth.restore()).toBeNull()
      expect(auth.state.error).toMatchObject({ code: 'sign_in', reason: 'state' })
      expect(twitch.isValid('SECRETsecond')).toBe(false)
    })
  })

  it('a redirect with an unknown state takes a signed-in user to returnTo', async () => {
    const replace = replaced()
    comeBack()
    void load().restore()
    await pass()
    for (const returnTo of [undefined, '/followers', 'https://evil.example/']) {
      page.session.items.clear()
      const token = twitch.grant(`SECRET${returnTo}`)
      page.goTo(`${origin}/#access_token=${token}&state=1~tinyhelix:client:default`)
      const auth = load({ returnTo })
      if (returnTo === '/followers') expect(await settled(auth.restore())).toBe(false)
      else expect((await auth.restore())?.login).toBe('ada')
      expect(auth.state.error).toBeNull()
      expect(twitch.isValid(token)).toBe(false)
      expect(location.href).toBe(`${origin}/`)
    }
    expect(replace.mock.calls.flat().map(String)).toEqual([home, `${origin}/followers`])
  })

  it('the returnTo of a sign-in overrides the returnTo of the auth', async () => {
    const replace = replaced()
    for (const [options, goal] of [
      [undefined, '/start'],
      [{ returnTo: '/elsewhere' }, '/elsewhere'],
    ] as const) {
      const auth = load({ returnTo: '/start' })
      page.goTo(agreed(begin(auth, page, options), twitch.grant('SECRETada')))
      expect(await settled(load({ returnTo: '/start' }).restore())).toBe(false)
      expect(String(replace.mock.lastCall?.[0])).toBe(origin + goal)
    }
  })

  it('an auth ignores the redirect of another auth', async () => {
    const replace = replaced()
    const url = begin(load({ name: 'second' }), page)
    page.goTo(agreed(url, twitch.grant('SECRETada')))
    expect(await load({ name: 'first' }).restore()).toBeNull()
    expect(replace).not.toHaveBeenCalled()
    expect(await settled(load({ name: 'second' }).restore())).toBe(false)
    expect(replace.mock.calls.flat().map(String)).toEqual([home])
  })
})

describe('a redirect to the user’s path', () => {
  it('a popstate listener can use the auth, which has handled the redirect', async () => {
    const auth = load({ redirectUri: undefined })
    page.goTo(agreed(begin(auth, page), twitch.grant('SECRETada')))
    const next = load({ redirectUri: undefined })
    const asked: Promise<string>[] = []
    const listener = () => void asked.push(next.getToken())
    addEventListener('popstate', listener)
    onTestFinished(() => removeEventListener('popstate', listener))
    expect((await next.restore())?.login).toBe('ada')
    expect(await Promise.all(asked)).toEqual(['SECRETada'])
    expect(twitch.received(validate)).toHaveLength(1)
  })
})
