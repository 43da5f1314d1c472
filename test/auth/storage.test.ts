// @vitest-environment happy-dom
import type { StorageChoice } from 'tinyhelix'
import { describe, expect, it, vi } from 'vitest'
import { agreed, begin } from './atTwitch.ts'
import { beginAnew, page, twitch } from './eachTest.ts'
import { type Page, wake } from './page.ts'
import { load, signedIn } from './signedIn.ts'
import { hour, pass, within } from './twitch.ts'

beginAnew()

const key = 'tinyhelix:client:default'

describe('the storage of a session', () => {
  it('localStorage is the default', async () => {
    await signedIn(page, twitch, 'SECRETada')
    expect([...page.local.items.keys()]).toEqual([key])
    expect([...page.session.items.values()].join()).not.toContain('SECRET')
  })

  it('sessionStorage keeps the session for one tab, also after a reload', async () => {
    await signedIn(page, twitch, 'SECRETada', {}, { storage: 'sessionStorage' })
    expect(page.local.items.size).toBe(0)
    expect((await load(twitch, { storage: 'sessionStorage' }).restore())?.login).toBe('ada')
    expect(await load(twitch).restore()).toBeNull()
  })

  it('memory keeps the session until the page is reloaded', async () => {
    const auth = await signedIn(page, twitch, 'SECRETada', {}, { storage: 'memory' })
    expect(auth.state.session?.login).toBe('ada')
    await pass(2 * hour)
    expect(await auth.getToken()).toBe('SECRETada')
    expect(page.local.items.size).toBe(0)
    expect([...page.session.items.values()].join()).not.toContain('SECRET')
    expect(await load(twitch, { storage: 'memory' }).restore()).toBeNull()
  })

  it('a custom storage may answer late', async () => {
    const items = new Map<string, string>()
    const later = () => new Promise(resolve => setTimeout(resolve, 100))
    const storage = {
      getItem: (key: string) => later().then(() => items.get(key) ?? null),
      setItem: (key: string, value: string) => later().then(() => void items.set(key, value)),
      removeItem: (key: string) => later().then(() => void items.delete(key)),
    } satisfies StorageChoice
    const signing = signedIn(page, twitch, 'SECRETada', {}, { storage })
    await pass(1000)
    const auth = await signing
    await pass(1000)
    expect([...items.keys()]).toEqual([key])
    const restoring = load(twitch, { storage }).restore()
    await pass(1000)
    expect((await restoring)?.login).toBe('ada')
    const leaving = auth.signOut()
    await pass(1000)
    await leaving
    expect(items.size).toBe(0)
  })

  it('a custom storage that answers late does not undo a sign-out', async () => {
    const items = new Map<string, string>()
    const later = () => new Promise(resolve => setTimeout(resolve, 100))
    const storage = {
      getItem: async (key: string) => {
        const value = items.get(key) ?? null
        await later()
        return value
      },
      setItem: (key: string, value: string) => later().then(() => void items.set(key, value)),
      removeItem: (key: string) => later().then(() => void items.delete(key)),
    } satisfies StorageChoice
    const signing = signedIn(page, twitch, 'SECRETada', {}, { storage })
    await pass(1000)
    const auth = await signing
    await pass(1000)
    new BroadcastChannel(key).postMessage('signed-in')
    await pass(10)
    const leaving = auth.signOut()
    await pass(2000)
    await leaving
    expect(auth.state.status).toBe('signed-out')
    expect(items.size).toBe(0)
  })

  it('a custom storage that fails for a while does not end the session', async () => {
    const items = new Map<string, string>()
    let fails = false
    const storage: StorageChoice = {
      getItem: async key => {
        if (fails) throw new Error('the connection to the database is lost')
        return items.get(key) ?? null
      },
      setItem: async (key, value) => void items.set(key, value),
      removeItem: async key => void items.delete(key),
    }
    const auth = await signedIn(page, twitch, 'SECRETada', {}, { storage })
    await pass()
    fails = true
    wake()
    await pass(2 * hour)
    expect(auth.state.session?.login).toBe('ada')
    fails = false
    wake()
    await pass()
    expect(auth.state.session?.login).toBe('ada')
    expect(items.get(key)).toContain('SECRETada')
    await auth.signOut()
    expect(items.size).toBe(0)
  })

  it('a custom storage may return undefined for a missing entry', async () => {
    const items = new Map<string, string>()
    const storage: StorageChoice = {
      getItem: key => Object(items).get(key),
      setItem: (key, value) => void items.set(key, value),
      removeItem: key => void items.delete(key),
    }
    const auth = await signedIn(page, twitch, 'SECRETada', {}, { storage })
    const other = load(twitch, { storage })
    await other.restore()
    await auth.signOut()
    await pass()
    expect(other.state.status).toBe('signed-out')
  })

  it('a custom storage may take seconds to remove a session', async () => {
    const items = new Map<string, string>()
    const later = () => new Promise(resolve => setTimeout(resolve, 3000))
    const storage = {
      getItem: (key: string) => later().then(() => items.get(key) ?? null),
      setItem: (key: string, value: string) => later().then(() => void items.set(key, value)),
      removeItem: (key: string) => later().then(() => void items.delete(key)),
    } satisfies StorageChoice
    await within(30_000, signedIn(page, twitch, 'SECRETada', {}, { storage }))
    const auth = load(twitch, { storage })
    const restoring = auth.restore()
    await pass(1000)
    const leaving = auth.signOut()
    expect(auth.state.status).toBe('signed-out')
    await within(30_000, leaving)
    expect(await restoring).toBeNull()
    expect(auth.state.status).toBe('signed-out')
    expect(items.size).toBe(0)
    expect(twitch.isValid('SECRETada')).toBe(false)
  })

  it.each(['never', 'after an hour'])(
    'the page works without the session when a custom storage answers %s',
    async when => {
      const answer =
        when === 'never'
          ? new Promise<null>(() => {})
          : new Promise(resolve => setTimeout(resolve, hour)).then(() => null)
      let isSilent = true
      const items = new Map<string, string>()
      const storage: StorageChoice = {
        getItem: name => (isSilent ? answer : (items.get(name) ?? null)),
        setItem: (name, value) => (isSilent ? answer.then(() => {}) : void items.set(name, value)),
        removeItem: name => (isSilent ? answer.then(() => {}) : void items.delete(name)),
      }
      const auth = load(twitch, { storage })
      const call = auth.getToken().catch((error: unknown) => error)
      const message = 'The storage of this auth did not answer in 10 seconds: the session is kept in memory.'
      expect(await within(10_000, auth.restore())).toBeNull()
      expect(auth.state).toMatchObject({ status: 'signed-out', error: { code: 'token', message } })
      expect(await call).toMatchObject({ code: 'token', message })

      // The sign-in lasts until the page is closed.
      twitch.grant('SECRETada')
      page.goTo(agreed(begin(load(twitch, { storage }), page), 'SECRETada'))
      const next = load(twitch, { storage })
      expect((await within(30_000, next.restore()))?.login).toBe('ada')
      expect(next.state.error).toBeNull()
      expect(await within(0, next.getToken())).toBe('SECRETada')
      await within(30_000, next.signOut())
      expect(next.state.status).toBe('signed-out')

      isSilent = false
      const last = await within(1000, signedIn(page, twitch, 'SECREThenry', {}, { storage }))
      expect(last.state.status).toBe('signed-in')
      expect([...items.values()].join()).toContain('SECREThenry')
    },
  )

  it('a custom storage may throw or reject from every method', async () => {
    const fail = () => Promise.reject(new Error('the database is gone'))
    const auth = await signedIn(
      page,
      twitch,
      'SECRETada',
      {},
      { storage: { getItem: fail, setItem: fail, removeItem: fail } },
    )
    expect(auth.state.session?.login).toBe('ada')
    await pass(2 * hour)
    await auth.signOut()
    expect(auth.state.status).toBe('signed-out')
  })

  it('a custom storage may return any value', async () => {
    for (const value of [undefined, 7, {}, [], true]) {
      const storage: StorageChoice = { getItem: () => Object(value), setItem: () => {}, removeItem: () => {} }
      const tabs = [load(twitch, { storage }), load(twitch, { storage })]
      expect(await Promise.all(tabs.map(tab => tab.restore()))).toEqual([null, null])
      await pass(1000)
    }
    expect(page.said).toEqual([])
  })
})

describe('a storage that fails', () => {
  const ways: Record<string, (page: Page) => void> = {
    'because it is blocked': page => page.local.broken.add('global'),
    'because it is not there': () => vi.stubGlobal('localStorage', undefined),
    'because it is null': () => vi.stubGlobal('localStorage', null),
    'because it is full': page => page.local.broken.add('setItem'),
    'in everything': page => {
      for (const way of ['getItem', 'setItem', 'removeItem'] as const) page.local.broken.add(way)
    },
  }

  it.each(Object.keys(ways))('memory replaces a storage that fails %s', async way => {
    ways[way]?.(page)
    const auth = await signedIn(page, twitch, 'SECRETada')
    expect(auth.state.session?.login).toBe('ada')
    await pass(2 * hour)
    expect(await auth.getToken()).toBe('SECRETada')
    expect((await auth.restore())?.login).toBe('ada')
    await auth.signOut()
    expect(auth.state).toEqual({ status: 'signed-out', session: null, error: null })
    expect(twitch.isValid('SECRETada')).toBe(false)
  })

  it.each(Object.keys(ways))('tabs follow a sign-out when the storage fails %s', async way => {
    ways[way]?.(page)
    const tab = await signedIn(page, twitch, 'SECRETada')
    const other = await signedIn(page, twitch, 'SECRETada2')
    await tab.signOut()
    await pass()
    expect(other.state.status).toBe('signed-out')
  })

  it('an ended session is not restored when its entry cannot be removed', async () => {
    const auth = await signedIn(page, twitch, 'SECRETada')
    await pass()
    page.local.broken.add('removeItem')
    twitch.cutOff('POST /oauth2/revoke')
    await auth.signOut()
    wake()
    await pass()
    await expect(auth.getToken()).rejects.toMatchObject({ code: 'token' })
    expect(auth.state).toEqual({ status: 'signed-out', session: null, error: null })
  })

  it('the session is stored as soon as the storage works again', async () => {
    page.local.broken.add('setItem')
    await signedIn(page, twitch, 'SECRETada')
    expect(page.local.items.size).toBe(0)
    page.local.broken.clear()
    await pass(hour + 60_000)
    expect((await load(twitch).restore())?.login).toBe('ada')
  })

  it('the storage is not read before restore()', async () => {
    page.local.broken.add('global')
    const auth = load(twitch)
    expect(auth.state.status).toBe('pending')
    expect(await auth.restore()).toBeNull()
    expect(auth.state.error).toBeNull()
  })
})

describe('a session stored per tab', () => {
  it.each(['sessionStorage', 'memory'] as const)(
    'a tab with %s follows sign-outs of other tabs, not their sign-ins',
    async storage => {
      const tab = await signedIn(page, twitch, 'SECRETada', {}, { storage })
      page.session.items.clear()
      const other = load(twitch, { storage })
      await other.restore()
      expect(other.state.status).toBe('signed-out')
      const third = await signedIn(page, twitch, 'SECRETbob', { login: 'bob' }, { storage })
      await pass()
      expect([tab.state.session?.login, other.state.session, third.state.session?.login]).toEqual(['ada', null, 'bob'])
      await tab.signOut()
      await pass()
      expect(third.state.status).toBe('signed-out')
    },
  )

  it('a token that ends does not end sessions of tabs with other tokens', async () => {
    const tab = await signedIn(page, twitch, 'SECRETada', {}, { storage: 'memory' })
    const other = await signedIn(page, twitch, 'SECRETbob', { login: 'bob' }, { storage: 'memory' })
    tab.invalidate('SECRETada')
    await pass()
    expect([tab.state.session, other.state.session?.login]).toEqual([null, 'bob'])
  })
})

describe('a stored entry that cannot be used', () => {
  it.each([
    ['damaged', '{"version":1,"token":"SECRETada"'],
    ['a bare token', 'SECRETada'],
    ['of an older format', '{"access_token":"SECRETada","client_id":"client"}'],
    ['of a newer format', '{"version":2,"token":"SECRETada"}'],
    ['empty', ''],
    ['not even JSON', '\u0000\ud800'],
  ])('an entry that is %s is removed without a session or an error', async (_, text) => {
    page.local.items.set(key, text)
    const auth = load(twitch)
    expect(await auth.restore()).toBeNull()
    expect(auth.state).toEqual({ status: 'signed-out', session: null, error: null })
    await pass()
    expect(page.local.items.has(key)).toBe(false)
    expect(twitch.received()).toEqual([])
  })

  it('a damaged entry does not block a sign-in', async () => {
    page.local.items.set(key, 'damaged')
    const auth = await signedIn(page, twitch, 'SECRETada')
    expect(auth.state.session?.login).toBe('ada')
    expect((await load(twitch).restore())?.login).toBe('ada')
  })

  it('an entry that another script damages ends the session with the next message of another tab', async () => {
    const auth = await signedIn(page, twitch, 'SECRETada')
    page.local.items.set(key, 'damaged')
    new BroadcastChannel(key).postMessage('signed-in')
    await pass()
    expect(auth.state.status).toBe('signed-out')
  })
})

describe('entries of other scripts', () => {
  it('entries of other scripts stay unchanged', async () => {
    page.local.items.set('theme', 'dark')
    page.session.items.set('draft', 'hello')
    const auth = await signedIn(page, twitch, 'SECRETada')
    await auth.signOut()
    await pass()
    expect([...page.local.items]).toEqual([['theme', 'dark']])
    expect(page.session.items.get('draft')).toBe('hello')
  })
})

describe('a storage that keeps the former user’s entry', () => {
  type Way = 'setItem' | 'removeItem'
  const ways: [string, Way[]][] = [
    ['is full', ['setItem']],
    ['cannot remove', ['removeItem']],
    ['is full and cannot remove', ['setItem', 'removeItem']],
  ]
  /** A custom storage with given failures. An empty text fits even when it is full. */
  function failingStorage(isSlow: boolean) {
    const items = new Map<string, string>()
    const broken = new Set<Way>()
    const use = async (way: Way, isSmall: boolean) => {
      if (isSlow) await new Promise(resolve => setTimeout(resolve, 50))
      if (broken.has(way) && !isSmall) throw new DOMException(`${way} failed`, 'QuotaExceededError')
    }
    const storage = {
      getItem: async (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => use('setItem', !value).then(() => void items.set(key, value)),
      removeItem: (key: string) => use('removeItem', false).then(() => void items.delete(key)),
    }
    return { storage, items, broken }
  }

  it.each(
    ways.flatMap(([title, broken]) => [true, false].map(isSlow => [title, isSlow ? 'slow' : 'quick', broken] as const)),
  )('a storage that %s (%s) shows nobody or the new user after a reload', async (_, speed, broken) => {
    const failing = failingStorage(speed === 'slow')
    const options = { storage: failing.storage }
    await within(1000, signedIn(page, twitch, 'SECRETalice', { login: 'alice' }, options))
    await pass(1000)
    for (const way of broken) failing.broken.add(way)
    const auth = await within(1000, signedIn(page, twitch, 'SECRETbob', { login: 'bob' }, options))
    await pass(1000)
    expect(auth.state.session?.login).toBe('bob')
    expect([...failing.items.values()].join()).not.toContain('alice')
    const expected = failing.broken.has('setItem') ? undefined : 'bob'
    expect((await within(1000, load(twitch, options).restore()))?.login).toBe(expected)
    await within(1000, auth.signOut())
    await pass(1000)
    expect([...failing.items.values()].join()).not.toContain('SECRET')
    expect(await within(1000, load(twitch, options).restore())).toBeNull()
  })

  it.each(['localStorage', 'sessionStorage'] as const)('a full %s shows nobody after a reload', async storage => {
    const kept = storage === 'localStorage' ? page.local : page.session
    await signedIn(page, twitch, 'SECRETalice', { login: 'alice' }, { storage })
    const url = begin(load(twitch, { storage }), page)
    kept.broken.add('setItem')
    page.goTo(agreed(url, twitch.grant('SECRETbob', { login: 'bob' })))
    const auth = load(twitch, { storage })
    expect((await auth.restore())?.login).toBe('bob')
    expect([...kept.items.values()].join()).not.toContain('alice')
    expect(await load(twitch, { storage }).restore()).toBeNull()
    // This page still has its user.
    expect(await auth.getToken()).toBe('SECRETbob')
    await pass(2 * hour)
    expect(auth.state.session?.login).toBe('bob')
  })
})
