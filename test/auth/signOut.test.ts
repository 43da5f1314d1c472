// @vitest-environment happy-dom
import { deviceCode, type ImplicitGrantOptions, implicitGrant } from 'tinyhelix'
import { describe, expect, it, vi } from 'vitest'
import { agreed, allowPopups, begin } from './atTwitch.ts'
import { beginAnew, page, twitch } from './eachTest.ts'
import { hearFromAnotherTab } from './page.ts'
import { signedIn } from './signedIn.ts'
import { type Answer, device, hour, json, pass, refusal, token, validate } from './twitch.ts'

beginAnew()

const key = 'tinyhelix:client:default'
const revoke = 'POST /oauth2/revoke'
const load = (options: Partial<ImplicitGrantOptions> = {}) =>
  implicitGrant({ clientId: 'client', ...twitch.network, ...options })
const loadDevice = () => deviceCode({ clientId: 'client', ...twitch.network })

const nobody = { status: 'signed-out', session: null, error: null }

/** Records the outcome of a promise. */
function watch<T>(promise: Promise<T>) {
  const outcome: { value?: T; error?: unknown } = {}
  promise.then(
    value => Object.assign(outcome, { value }),
    error => Object.assign(outcome, { error }),
  )
  return outcome
}

/** Twitch answers an endpoint only when told to. */
function hold(endpoint: string, answer: () => Answer) {
  let release = () => {}
  const told = new Promise<void>(resolve => {
    release = resolve
  })
  twitch.answer(endpoint, async () => {
    await told
    return answer()
  })
  return release
}

const info = (login: string) => () =>
  json(200, { client_id: 'client', login, user_id: `id-of-${login}`, scopes: [], expires_in: 5_000_000 })

/** Ways in which the user signs out while a tab is signing in. */
const leavings = {
  'in this tab': (auth: { signOut: () => Promise<void> }) => auth.signOut(),
  'in another tab': () => load().signOut(),
}

const codes = {
  device_code: 'SECRETdevice',
  user_code: 'ABCD',
  verification_uri: 'https://t.example/',
  expires_in: 1800,
}

/** The user agrees on the other device. */
const agree = () => {
  twitch.grant('SECRETbob', { login: 'bob', expiresAt: Date.now() + 4 * hour })
  return json(200, { access_token: 'SECRETbob', refresh_token: 'SECRETrefresh', expires_in: 14_400, scope: [] })
}

describe.each(Object.entries(leavings))('a sign-out %s is final', (_, leave) => {
  async function expectNobody(auth: { readonly state: unknown }) {
    await pass(5000)
    expect(auth.state).toEqual(nobody)
    expect(page.local.items.size).toBe(0)
    expect(twitch.isValid('SECRETbob')).toBe(false)
    expect(await load().restore()).toBeNull()
  }
  const cancelled = { error: { code: 'sign_in', reason: 'cancelled' } }

  it('a sign-out while a popup is open closes the popup and revokes its late token', async () => {
    const popups = allowPopups()
    const auth = load()
    await auth.restore()
    const outcome = watch(auth.signIn({ popup: true }))
    await leave(auth)
    await pass()
    expect(outcome).toMatchObject(cancelled)
    expect(popups[0]?.closed).toBe(true)
    const { hash } = new URL(agreed(popups[0]?.url ?? new URL(''), twitch.grant('SECRETbob')))
    hearFromAnotherTab(key, { redirect: hash.slice(1) })
    await expectNobody(auth)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('a sign-out while a popup’s token is validated revokes the token', async () => {
    const popups = allowPopups()
    const auth = load()
    await auth.restore()
    const outcome = watch(auth.signIn({ popup: true }))
    const answer = hold(validate, info('bob'))
    const { hash } = new URL(agreed(popups[0]?.url ?? new URL(''), twitch.grant('SECRETbob')))
    hearFromAnotherTab(key, { redirect: hash.slice(1) })
    await pass()
    await leave(auth)
    await pass()
    expect(outcome).toMatchObject(cancelled)
    answer()
    await expectNobody(auth)
  })

  it('a sign-out while a device code is shown ends the sign-in', async () => {
    twitch.answer(device, () => json(200, codes))
    twitch.answer(token, () => refusal(400, 'authorization_pending'))
    const auth = loadDevice()
    await auth.restore()
    const outcome = watch(auth.signIn({ onCode: () => {} }))
    await pass(12_000)
    await leave(auth)
    await pass()
    expect(outcome).toMatchObject(cancelled)
    const asked = twitch.received(token).length
    await expectNobody(auth)
    await pass(60_000)
    expect(twitch.received(token)).toHaveLength(asked)
  })

  it('a sign-out while a device code’s token is on its way revokes the token', async () => {
    twitch.answer(device, () => json(200, codes))
    const answer = hold(token, agree)
    const auth = loadDevice()
    await auth.restore()
    const outcome = watch(auth.signIn({ onCode: () => {} }))
    await pass(6000)
    await leave(auth)
    await pass()
    expect(outcome).toMatchObject(cancelled)
    answer()
    await expectNobody(auth)
    expect(twitch.received(revoke).at(-1)?.form.get('token')).toBe('SECRETbob')
  })

  it('a sign-out while a device code’s token is validated revokes the token', async () => {
    twitch.answer(device, () => json(200, codes))
    twitch.answer(token, agree)
    const answer = hold(validate, info('bob'))
    const auth = loadDevice()
    await auth.restore()
    const outcome = watch(auth.signIn({ onCode: () => {} }))
    await pass(6000)
    await leave(auth)
    await pass()
    expect(outcome).toMatchObject(cancelled)
    answer()
    await expectNobody(auth)
  })

  it('a sign-out while a redirect’s token is validated resolves restore() to null at once', async () => {
    const url = begin(load(), page)
    const answer = hold(validate, info('bob'))
    page.goTo(agreed(url, twitch.grant('SECRETbob')))
    const auth = load()
    const outcome = watch(auth.restore())
    await pass()
    await leave(auth)
    await pass()
    expect(outcome).toEqual({ value: null })
    answer()
    await expectNobody(auth)
  })

  it('a sign-out while a renewed token is validated revokes the token', async () => {
    const expiresAt = Date.now() - 1000
    const session = { userId: 'id-of-bob', login: 'bob', clientId: 'client', scopes: [], expiresAt }
    const entry = { version: 1, token: 'SECRETold', refreshToken: 'SECRETrefresh', checkAt: 0, session }
    page.local.items.set(key, JSON.stringify(entry))
    twitch.answer(token, agree)
    const answer = hold(validate, info('bob'))
    const auth = loadDevice()
    const outcome = watch(auth.restore())
    await pass(1000)
    expect(twitch.isValid('SECRETbob')).toBe(true)
    await leave(auth)
    await pass()
    expect(outcome).toEqual({ value: null })
    answer()
    await expectNobody(auth)
  })

  it('a sign-out while calls validate a session keeps it ended', async () => {
    const auth = await signedIn(page, twitch, 'SECRETbob', { login: 'bob' })
    const answer = hold(validate, info('bob'))
    vi.setSystemTime(Date.now() + 2 * hour)
    await auth.getToken()
    await leave(auth)
    await pass()
    const seen = new Set<string>()
    auth.subscribe(({ status }) => void seen.add(status))
    answer()
    await expectNobody(auth)
    expect([...seen]).toEqual(['signed-out'])
  })
})

describe('a sign-out', () => {
  it('signOut() sends the revocation and resolves without waiting for the answer', async () => {
    const auth = await signedIn(page, twitch, 'SECRETada')
    twitch.answer(revoke, () => new Promise(() => {}))
    await auth.signOut()
    expect(auth.state).toEqual(nobody)
    expect(page.local.items.size).toBe(0)
    expect(twitch.received(revoke)).toHaveLength(1)
  })

  it('the revocation is sent when the user leaves the page at once', async () => {
    const fetch = vi.fn(twitch.network.fetch)
    const auth = await signedIn(page, twitch, 'SECRETada', {}, { fetch })
    await auth.signOut()
    expect(fetch.mock.lastCall?.[1]).toMatchObject({ keepalive: true })
    expect(String(fetch.mock.lastCall?.[0])).toMatch(/\/revoke$/)
  })

  it('signOut() resolves after a slow storage has removed the session', async () => {
    const items = new Map<string, string>()
    const later = () => new Promise(resolve => setTimeout(resolve, 3000))
    const storage = {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
      removeItem: (key: string) => later().then(() => void items.delete(key)),
    }
    const auth = await signedIn(page, twitch, 'SECRETada', {}, { storage })
    const done = watch(auth.signOut())
    await pass(2999)
    expect(done).toEqual({})
    expect(auth.state).toEqual(nobody)
    await pass(1)
    expect(done).toHaveProperty('value')
    expect(items.size).toBe(0)
  })

  it('signOut() does not cancel a later sign-in', async () => {
    const popups = allowPopups()
    const auth = await signedIn(page, twitch, 'SECRETada')
    await auth.signOut()
    const outcome = watch(auth.signIn({ popup: true }))
    await pass()
    const { hash } = new URL(agreed(popups[0]?.url ?? new URL(''), twitch.grant('SECRETbob', { login: 'bob' })))
    hearFromAnotherTab(key, { redirect: hash.slice(1) })
    await pass()
    expect(outcome).toMatchObject({ value: { login: 'bob' } })
    expect(auth.state.session?.login).toBe('bob')
  })

  it('signOut() of one name does not cancel a sign-in of another name', async () => {
    const popups = allowPopups()
    const bot = load({ name: 'bot' })
    const outcome = watch(bot.signIn({ popup: true }))
    await load().signOut()
    await pass()
    expect(outcome).toEqual({})
    const { hash } = new URL(agreed(popups[0]?.url ?? new URL(''), twitch.grant('SECRETbot', { login: 'bot' })))
    hearFromAnotherTab('tinyhelix:client:bot', { redirect: hash.slice(1) })
    await pass()
    expect(outcome).toMatchObject({ value: { login: 'bot' } })
  })

  it('signOut() revokes the tokens of all tabs when each tab has its own', async () => {
    const tabs = []
    for (const token of ['SECRETada', 'SECRETbob']) {
      tabs.push(await signedIn(page, twitch, token, {}, { storage: 'memory' }))
    }
    await tabs[0]?.signOut()
    await pass()
    expect(tabs.map(tab => tab.state.status)).toEqual(['signed-out', 'signed-out'])
    expect(['SECRETada', 'SECRETbob'].filter(twitch.isValid)).toEqual([])
    expect(twitch.received(revoke)).toHaveLength(2)
  })

  it('one token shared by tabs is revoked once', async () => {
    const tab = await signedIn(page, twitch, 'SECRETada')
    const others = [load(), load()]
    await Promise.all(others.map(other => other.restore()))
    await tab.signOut()
    await pass(1000)
    expect(twitch.received(revoke)).toHaveLength(1)
  })

  it('a validation in a tab that misses the message does not undo the sign-out', async () => {
    const tab = await signedIn(page, twitch, 'SECRETada')
    const answer = hold(validate, info('ada'))
    vi.setSystemTime(Date.now() + 2 * hour)
    await tab.getToken()
    const deaf = vi.spyOn(Object(BroadcastChannel).prototype, 'postMessage').mockImplementation(() => {})
    await load().signOut()
    deaf.mockRestore()
    answer()
    await pass()
    expect(tab.state.session).toBeNull()
    expect(page.local.items.size).toBe(0)
  })
})
