// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { agreed, allowPopups, begin } from './atTwitch.ts'
import { beginAnew, page, twitch } from './eachTest.ts'
import { hearFromAnotherTab, wake } from './page.ts'
import { load, signedIn } from './signedIn.ts'
import { hour, json, pass, refusal, validate, within } from './twitch.ts'

beginAnew()

/** Another tab of the same page that has been open for a while. */
async function anotherTab(options = {}) {
  const auth = load(twitch, options)
  await auth.restore()
  return auth
}

describe('tabs of one page', () => {
  it('other tabs follow a sign-in', async () => {
    const other = await anotherTab()
    expect(other.state.status).toBe('signed-out')
    await signedIn(page, twitch, 'SECRETada')
    await pass()
    expect(other.state.session?.login).toBe('ada')
    expect(await other.getToken()).toBe('SECRETada')
  })

  it('all tabs follow a sign-out', async () => {
    const tab = await signedIn(page, twitch, 'SECRETada')
    const others = [await anotherTab(), await anotherTab()]
    expect(others.map(other => other.state.status)).toEqual(['signed-in', 'signed-in'])
    await tab.signOut()
    await pass()
    for (const other of others) {
      expect(other.state).toEqual({ status: 'signed-out', session: null, error: null })
      await expect(other.getToken()).rejects.toMatchObject({ code: 'token' })
    }
  })

  it('a sign-out in a tab that has not restored yet ends the session in all tabs', async () => {
    const tab = await signedIn(page, twitch, 'SECRETada')
    await load(twitch).signOut()
    await pass()
    expect(tab.state.status).toBe('signed-out')
  })

  it('other tabs follow a switch of accounts', async () => {
    const other = await signedIn(page, twitch, 'SECRETada')
    await signedIn(page, twitch, 'SECRETbob', { login: 'bob' })
    await pass()
    expect(other.state.session?.login).toBe('bob')
    expect(await other.getToken()).toBe('SECRETbob')
  })

  it('a sign-out revokes a token of the same sign-in that only this tab knows, also after another user has signed in', async () => {
    const tab = await signedIn(page, twitch, 'SECRETada')
    const [, signIn] = String(page.said.at(-1)).split(/[ .]/)
    await signedIn(page, twitch, 'SECRETbob', { login: 'bob' })
    await pass()
    expect(tab.state.session?.login).toBe('bob')
    expect(twitch.isValid('SECRETada')).toBe(true)
    hearFromAnotherTab('tinyhelix:client:default', `signed-out ${signIn}.5`)
    await pass()
    expect(twitch.isValid('SECRETada')).toBe(false)
    expect(tab.state.session?.login).toBe('bob')
  })

  it('all tabs end the session when one of them gets a 401', async () => {
    const tab = await signedIn(page, twitch, 'SECRETada')
    const other = await anotherTab()
    tab.invalidate('SECRETada')
    await pass()
    expect(other.state.status).toBe('signed-out')
  })

  it('tabs share one validation an hour', async () => {
    await signedIn(page, twitch, 'SECRETada')
    await anotherTab()
    await anotherTab()
    expect(twitch.received(validate)).toHaveLength(1)
    const random = vi.spyOn(Math, 'random')
    for (const value of [0.1, 0.5, 0.9]) random.mockReturnValueOnce(value)
    await pass(hour + 60_000)
    expect(twitch.received(validate)).toHaveLength(2)
  })

  it('tabs share one validation that answers late', async () => {
    let drawn = 0
    vi.spyOn(Math, 'random').mockImplementation(() => (drawn++ * 0.13) % 1)
    await signedIn(page, twitch, 'SECRETada')
    await anotherTab()
    await anotherTab()
    twitch.answer(validate, async () => {
      await new Promise(resolve => setTimeout(resolve, 1000))
      return json(200, { client_id: 'client', login: 'ada', user_id: 'id-of-ada', scopes: [], expires_in: 5_000_000 })
    })
    await pass(hour + 60_000)
    expect(twitch.received(validate)).toHaveLength(2)
  })

  it('tabs do not answer each other endlessly', async () => {
    await signedIn(page, twitch, 'SECRETada')
    await anotherTab()
    await anotherTab()
    await signedIn(page, twitch, 'SECRETbob')
    await pass(1000)
    expect(page.said.length).toBeLessThan(5)
    expect(page.local.writes).toBeLessThan(5)
  })

  it('messages between tabs contain no token', async () => {
    const tab = await signedIn(page, twitch, 'SECRETada')
    await anotherTab()
    await pass(2 * hour)
    await tab.signOut()
    expect(page.said.length).toBeGreaterThan(2)
    expect(new Set(page.said.map(said => String(said).replace(/( \d+\.\d+)+$/, ' id')))).toEqual(
      new Set(['signed-in id', 'changed', 'signed-out id']),
    )
  })

  it('tabs follow only the name of their own auth', async () => {
    const bot = await signedIn(page, twitch, 'SECRETbot', { login: 'bot' }, { name: 'bot' })
    const tab = await signedIn(page, twitch, 'SECRETada')
    await tab.signOut()
    await pass()
    expect(bot.state.session?.login).toBe('bot')
  })
})

describe('a message that arrives before the stored entry', () => {
  const key = 'tinyhelix:client:default'
  const message = (text: string) => new BroadcastChannel(key).postMessage(text)
  /** An entry that another process has stored arrives here. */
  const arrive = (entry: string | null) => {
    if (entry === null) page.local.items.delete(key)
    else page.local.items.set(key, entry)
    dispatchEvent(new StorageEvent('storage', { key, newValue: entry }))
  }

  it('an early message of a sign-out still signs the tab out', async () => {
    const tab = await signedIn(page, twitch, 'SECRETada')
    await pass()
    message('signed-out')
    await pass()
    arrive(null)
    await pass()
    expect(tab.state).toEqual({ status: 'signed-out', session: null, error: null })
  })

  it('an early message of a sign-in still signs the tab in', async () => {
    await signedIn(page, twitch, 'SECRETada')
    const ada = page.local.items.get(key) ?? ''
    const bob = ada.replaceAll('ada', 'bob')
    page.local.items.delete(key)
    const tab = await anotherTab()
    for (const entry of [ada, bob]) {
      message('signed-in')
      await pass()
      arrive(entry)
      await pass()
      expect(tab.state.session?.login).toBe(entry === ada ? 'ada' : 'bob')
    }
  })

  it('messages of other scripts are ignored', async () => {
    const tab = await signedIn(page, twitch, 'SECRETada')
    await pass()
    page.local.items.delete(key)
    dispatchEvent(new StorageEvent('storage', { key: 'theme', newValue: 'dark' }))
    await pass()
    expect(tab.state.session?.login).toBe('ada')
  })
})

describe('a page that missed messages, as one in the history does', () => {
  const key = 'tinyhelix:client:default'

  it('the page sees a sign-out when its user returns', async () => {
    const tab = await signedIn(page, twitch, 'SECRETada')
    await pass()
    page.local.items.delete(key)
    wake('pageshow')
    await pass()
    expect(tab.state).toEqual({ status: 'signed-out', session: null, error: null })
  })

  it('the page sees a sign-in when its user returns', async () => {
    const ada = await signedIn(page, twitch, 'SECRETada')
    await pass()
    const entry = page.local.items.get(key) ?? ''
    await ada.signOut()
    const tab = await anotherTab()
    twitch.grant('SECRETada')
    // Each sign-in has another id.
    page.local.items.set(key, entry.replace(/"id":"\d+/, '"id":"5'))
    wake('pageshow')
    await pass()
    expect(tab.state.session?.login).toBe('ada')
  })

  it('the page sees a cleared storage when its user returns', async () => {
    const tab = await signedIn(page, twitch, 'SECRETada')
    await pass()
    page.local.items.clear()
    dispatchEvent(new StorageEvent('storage', { key: null }))
    await pass()
    expect(tab.state.status).toBe('signed-out')
  })

  it.each(['getToken', 'timer'])('the page does not overwrite the newer session with its older one (%s)', async way => {
    const tab = await signedIn(page, twitch, 'SECRETold')
    const deaf = vi.spyOn(Object(BroadcastChannel).prototype, 'postMessage').mockImplementation(() => {})
    await signedIn(page, twitch, 'SECRETnew', { login: 'bob' })
    await pass()
    deaf.mockRestore()
    if (way === 'timer') await pass(hour + 60_000)
    else vi.setSystemTime(Date.now() + hour + 1)
    expect(await tab.getToken()).toBe('SECRETnew')
    await pass()
    expect(page.local.items.get(key)).toContain('SECRETnew')
    expect(tab.state.session?.login).toBe('bob')
  })

  it('the page keeps its own error when nothing has changed', async () => {
    const tab = await signedIn(page, twitch, 'SECRETada')
    twitch.revoke('SECRETada')
    await pass(hour + 60_000)
    const { state } = tab
    expect(state.error).toMatchObject({ code: 'token' })
    for (const type of ['pageshow', 'visibilitychange', 'online'] as const) wake(type)
    await pass()
    expect(tab.state).toBe(state)
  })
})

describe('a page that builds its auth twice, as React’s StrictMode does', () => {
  it('the redirect is handled once, and both auths are signed in', async () => {
    page.goTo(agreed(begin(load(twitch), page), twitch.grant('SECRETada')))
    const auths = [load(twitch), load(twitch)]
    await Promise.all(auths.map(auth => auth.restore()))
    await pass()
    expect(auths.map(auth => auth.state.session?.login)).toEqual(['ada', 'ada'])
    expect(twitch.received(validate)).toHaveLength(1)
  })
})

describe('tabs that miss each other’s messages', () => {
  it('a refused token does not end the newer session of another tab', async () => {
    const tab = await signedIn(page, twitch, 'SECRETold')
    const deaf = vi.spyOn(Object(BroadcastChannel).prototype, 'postMessage').mockImplementation(() => {})
    await signedIn(page, twitch, 'SECRETnew', { login: 'bob' })
    await pass()
    deaf.mockRestore()
    expect(await tab.getToken()).toBe('SECRETold')
    tab.invalidate('SECRETold')
    await pass()
    expect(tab.state.session?.login).toBe('bob')
    expect(await tab.getToken()).toBe('SECRETnew')
    expect((await load(twitch).restore())?.login).toBe('bob')
  })

  it('signOut() revokes its own token and the stored one', async () => {
    const tab = await signedIn(page, twitch, 'SECRETold')
    const deaf = vi.spyOn(Object(BroadcastChannel).prototype, 'postMessage').mockImplementation(() => {})
    await signedIn(page, twitch, 'SECRETnew', { login: 'bob' })
    await pass()
    deaf.mockRestore()
    await tab.signOut()
    await pass()
    expect(tab.state.session).toBeNull()
    expect(page.local.items.size).toBe(0)
    expect({ old: twitch.isValid('SECRETold'), new: twitch.isValid('SECRETnew') }).toEqual({ old: false, new: false })
  })

  it.each([
    ['there is no BroadcastChannel', () => vi.stubGlobal('BroadcastChannel', undefined)],
    [
      'BroadcastChannel is blocked',
      () =>
        vi.stubGlobal(
          'BroadcastChannel',
          class {
            constructor() {
              throw new DOMException('The operation is insecure.', 'SecurityError')
            }
          },
        ),
    ],
  ])('a tab signs in and out when %s', async (_, block) => {
    block()
    const tab = await signedIn(page, twitch, 'SECRETada')
    expect(tab.state.session?.login).toBe('ada')
    await tab.signOut()
    expect(tab.state.status).toBe('signed-out')
    expect(await load(twitch).restore()).toBeNull()
  })
})

describe('a sign-in in this tab', () => {
  it.each(['signed-in', 'signed-out'])(
    'the message "%s" of another tab does not undo a sign-in that is being validated',
    async message => {
      const other = await signedIn(page, twitch, 'SECRETada')
      let answer = () => {}
      const delay = new Promise<void>(resolve => (answer = resolve))
      twitch.answer(validate, async () => {
        await delay
        return json(200, { client_id: 'client', login: 'bob', user_id: '2', scopes: [], expires_in: 5_000_000 })
      })
      const signing = signedIn(page, twitch, 'SECRETbob', { login: 'bob' })
      await pass()
      // Another tab has just validated, or has found the old token invalid.
      new BroadcastChannel('tinyhelix:client:default').postMessage(message)
      await pass()
      answer()
      const tab = await signing
      await pass()
      expect(tab.state.session?.login).toBe('bob')
      expect(other.state.session?.login).toBe('bob')
    },
  )

  it('the end of the former session does not undo the sign-in', async () => {
    const tab = await signedIn(page, twitch, 'SECRETada')
    let answer = () => {}
    const delay = new Promise<void>(resolve => (answer = resolve))
    twitch.answer(validate, async () => {
      await delay
      return refusal(401, 'invalid access token')
    })
    vi.setSystemTime(Date.now() + 2 * hour)
    expect(await tab.getToken()).toBe('SECRETada')
    await pass()
    expect(twitch.received(validate)).toHaveLength(2)
    const entry = JSON.parse(page.local.items.get('tinyhelix:client:default') ?? '')
    const session = { ...entry.session, login: 'bob' }
    const next = { ...entry, token: 'SECRETbob', checkAt: Date.now() + hour, session }
    page.local.items.set('tinyhelix:client:default', JSON.stringify(next))
    hearFromAnotherTab('tinyhelix:client:default', 'changed')
    await pass()
    answer()
    expect(await tab.getToken()).toBe('SECRETbob')
    expect(tab.state.session?.login).toBe('bob')
  })

  it('the older entry of a slow storage does not undo the sign-in', async () => {
    const items = new Map<string, string>()
    const storage = {
      getItem: async (key: string) => {
        const value = items.get(key) ?? null
        await new Promise(resolve => setTimeout(resolve, 100))
        return value
      },
      setItem: (key: string, value: string) => void items.set(key, value),
      removeItem: (key: string) => void items.delete(key),
    }
    const popups = allowPopups()
    const tab = load(twitch, { storage })
    await within(1000, tab.restore())
    const signIn = (token: string, login: string) => {
      const signing = tab.signIn({ popup: true })
      const url = popups.at(-1)?.url ?? new URL('')
      const { hash } = new URL(agreed(url, twitch.grant(token, { login })))
      hearFromAnotherTab('tinyhelix:client:default', { redirect: hash.slice(1) })
      return signing
    }
    await within(1000, signIn('SECRETada', 'ada'))
    const [[key, entry] = ['', '']] = items
    items.set(key, entry.replaceAll('ada', 'eve'))
    wake()
    await within(10, signIn('SECRETbob', 'bob'))
    await pass(1000)
    expect(tab.state.session?.login).toBe('bob')
    expect(items.get(key)).toContain('SECRETbob')
  })

  it('a validation of the former session does not undo the sign-in', async () => {
    const tab = await signedIn(page, twitch, 'SECRETada')
    let answer = () => {}
    const delay = new Promise<void>(resolve => (answer = resolve))
    twitch.answer(validate, async () => {
      await delay
      return json(200, { client_id: 'client', login: 'ada', user_id: '1', scopes: [], expires_in: 5_000_000 })
    })
    vi.setSystemTime(Date.now() + 2 * hour)
    const calling = tab.getToken()
    await pass()
    expect(twitch.received(validate)).toHaveLength(2)
    const entry = JSON.parse(page.local.items.get('tinyhelix:client:default') ?? '')
    const session = { ...entry.session, login: 'bob' }
    const next = { ...entry, token: 'SECRETbob', checkAt: Date.now() + hour, session }
    page.local.items.set('tinyhelix:client:default', JSON.stringify(next))
    new BroadcastChannel('tinyhelix:client:default').postMessage('signed-in')
    await pass()
    answer()
    await calling
    await pass()
    expect(tab.state.session?.login).toBe('bob')
    expect(page.local.items.get('tinyhelix:client:default')).toContain('SECRETbob')
  })
})
