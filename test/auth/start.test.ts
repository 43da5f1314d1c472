// @vitest-environment happy-dom
import { createClient, deviceCode, getUsers, implicitGrant, type UserAuth } from 'tinyhelix'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { beginAnew, page, twitch } from './eachTest.ts'
import { wake } from './page.ts'
import { type Answer, hour, json, pass, refusal, token, validate, within } from './twitch.ts'

beginAnew()

const key = 'tinyhelix:client:default'
const second = 1000

/** Twitch's own clock. The page's may be wrong. */
let wrong = 0
const now = () => Date.now() - wrong
let endsAt = 0
let isDisconnected = false

beforeEach(() => {
  wrong = 0
  isDisconnected = false
  endsAt = now() + 4 * hour
  let renewals = 0
  twitch.answer(validate, ({ headers }): Answer => {
    const isStored = headers.authorization === 'OAuth SECRETold'
    const left = (isStored ? endsAt : now() + 4 * hour) - now()
    if (isDisconnected || left <= 0) return refusal(401, 'invalid access token')
    const expires_in = Math.round(left / 1000)
    return json(200, { client_id: 'client', login: 'ada', user_id: 'id-of-ada', scopes: [], expires_in })
  })
  twitch.answer(token, ({ form }): Answer => {
    const expected = renewals ? `SECRETrefresh${renewals}` : 'SECRETrefresh'
    if (isDisconnected || form.get('refresh_token') !== expected) return refusal(400, 'Invalid refresh token')
    renewals++
    const access_token = twitch.grant(`SECRET${renewals}`, { expiresAt: Date.now() + 4 * hour })
    return json(200, { access_token, refresh_token: `SECRETrefresh${renewals}`, expires_in: 14_400, scope: [] })
  })
  const session = { userId: 'id-of-ada', login: 'ada', clientId: 'client', scopes: [], expiresAt: endsAt }
  const entry = { version: 1, token: 'SECRETold', refreshToken: 'SECRETrefresh', checkAt: endsAt, session }
  page.local.items.set(key, JSON.stringify(entry))
})

/** The page was closed for five hours, and the token has expired. */
const comeBackLater = () => vi.setSystemTime(Date.now() + 5 * hour)

function setClock(by: number) {
  wrong += by
  vi.setSystemTime(Date.now() + by)
}

const options = () => ({ clientId: 'client', ...twitch.network })
const ways: [string, () => UserAuth][] = [
  ['deviceCode', () => deviceCode(options())],
  ['implicitGrant', () => implicitGrant(options())],
]

/** Starts the page as browsers do: `pageshow` follows the first scripts. */
function start(auth: UserAuth) {
  const statuses: string[] = []
  auth.subscribe(({ status }) => void statuses.push(status))
  const restored: { session?: unknown; after?: number } = {}
  const began = performance.now()
  auth.restore().then(session => Object.assign(restored, { session, after: performance.now() - began }))
  wake('pageshow')
  return { statuses, restored }
}

const offline = [
  ['there is no connection', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['nothing answers', () => new Promise<never>(() => {})],
  ['Twitch has an error', () => refusal(503, '')],
] as const

describe('a page that starts with an expired deviceCode session', () => {
  it('calls wait until the token is renewed', async () => {
    comeBackLater()
    const auth = deviceCode(options())
    const client = createClient({ auth, ...twitch.network })
    twitch.answer('GET /users', () => json(200, { data: [{ id: 'id-of-ada', login: 'ada' }] }))
    const early = getUsers(client).catch(String)
    const { statuses } = start(auth)
    const late = getUsers(client).catch(String)
    await pass()
    const later = getUsers(client).catch(String)
    await pass(second)
    for (const call of [early, late, later]) expect(await call).toMatchObject([{ login: 'ada' }])
    expect(new Set(statuses)).toEqual(new Set(['pending', 'signed-in']))
    expect(twitch.received(token)).toHaveLength(1)
  })

  it('restore() resolves to null and never shows the old session when the renewal is refused', async () => {
    isDisconnected = true
    comeBackLater()
    const auth = deviceCode(options())
    const { restored, statuses } = start(auth)
    await pass(5 * second)
    expect(restored).toMatchObject({ session: null })
    expect(statuses).toEqual(['pending', 'signed-out'])
    expect(auth.state.error).toMatchObject({ code: 'token' })
    expect(page.local.items.size).toBe(0)
  })

  it.each(offline)(
    'restore() resolves to the session after ten seconds if %s, and the token is renewed later',
    async (_, answer) => {
      comeBackLater()
      twitch.answer(token, answer)
      twitch.answer(validate, answer)
      const auth = deviceCode(options())
      const { restored } = start(auth)
      await pass(9.9 * second)
      expect(restored).toEqual({})
      expect(auth.state.status).toBe('pending')
      await pass(0.2 * second)
      expect(restored).toMatchObject({ session: { login: 'ada' } })
      expect(auth.state).toMatchObject({ status: 'signed-in', session: { login: 'ada' } })
      expect(twitch.received(token).length).toBeLessThan(7)
      const call = auth.getToken().catch((error: unknown) => error)
      await pass(60 * second)
      expect(Object(await call).code).toMatch(/network|timeout|server_error/)
      twitch.answer(token, () => {
        const access_token = twitch.grant('SECRETnew', { expiresAt: Date.now() + 4 * hour })
        return json(200, { access_token, refresh_token: 'SECRETnext', expires_in: 14_400, scope: [] })
      })
      twitch.answer(validate, () =>
        json(200, { client_id: 'client', login: 'ada', user_id: 'id-of-ada', scopes: [], expires_in: 14_400 }),
      )
      await pass(80 * second)
      expect(auth.state.session?.expiresAt).toBeGreaterThan(Date.now())
      expect(await within(second, auth.getToken())).toBe('SECRETnew')
    },
  )

  it('restore() resolves to Twitch’s answer when the network returns within ten seconds', async () => {
    isDisconnected = true
    comeBackLater()
    twitch.cutOff(token, validate)
    const auth = deviceCode(options())
    const { restored, statuses } = start(auth)
    await pass(5 * second)
    twitch.cutOff()
    await pass(4.5 * second)
    expect(restored).toMatchObject({ session: null })
    expect(statuses).toEqual(['pending', 'signed-out'])
  })

  it('a call is answered as soon as the network returns within ten seconds', async () => {
    comeBackLater()
    twitch.cutOff(token, validate)
    const auth = deviceCode(options())
    start(auth)
    const call = auth.getToken()
    await pass(5 * second)
    twitch.cutOff()
    expect(await within(3 * second, call)).toBe('SECRET1')
  })

  it('the session ends when the renewal is refused after ten seconds', async () => {
    isDisconnected = true
    comeBackLater()
    twitch.cutOff(token, validate)
    const auth = deviceCode(options())
    const { restored } = start(auth)
    await pass(11 * second)
    expect(restored).toMatchObject({ session: { login: 'ada' } })
    twitch.cutOff()
    wake('online')
    await pass(5 * second)
    expect(auth.state).toMatchObject({ status: 'signed-out', error: { code: 'token' } })
  })

  it('signOut() during the renewal ends the session at once', async () => {
    comeBackLater()
    twitch.cutOff(token, validate)
    const auth = deviceCode(options())
    const { restored, statuses } = start(auth)
    await pass(second)
    await auth.signOut()
    await pass()
    expect(restored).toMatchObject({ session: null })
    await pass(60 * second)
    expect(statuses).toEqual(['pending', 'signed-out'])
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a page that starts with an expired implicitGrant session', () => {
  it('restore() resolves to null and never shows the old session', async () => {
    comeBackLater()
    const auth = implicitGrant(options())
    const { restored, statuses } = start(auth)
    await pass()
    expect(restored).toMatchObject({ session: null })
    expect(statuses).toEqual(['pending', 'signed-out'])
    expect(auth.state.error).toMatchObject({ code: 'token' })
    expect(page.local.items.size).toBe(0)
  })

  it.each(offline)(
    'restore() resolves to the session after ten seconds if %s, and validates it later',
    async (_, answer) => {
      comeBackLater()
      twitch.answer(validate, answer)
      const auth = implicitGrant(options())
      const { restored } = start(auth)
      await pass(9.9 * second)
      expect(restored).toEqual({})
      await pass(0.2 * second)
      expect(restored).toMatchObject({ session: { login: 'ada' } })
      twitch.answer(validate, () => refusal(401, 'invalid access token'))
      await pass(120 * second)
      expect(auth.state).toMatchObject({ status: 'signed-out', error: { code: 'token' } })
    },
  )
})

describe.each(ways)('two tabs that start together with an expired %s session', (way, load) => {
  it('both tabs restore the same session', async () => {
    comeBackLater()
    const auths = [load(), load()]
    const tabs = auths.map(start)
    await pass(2 * second)
    for (const [index, { restored, statuses }] of tabs.entries()) {
      const isRenewed = way === 'deviceCode'
      expect(restored).toMatchObject({ session: isRenewed ? { login: 'ada' } : null })
      expect(new Set(statuses)).toEqual(new Set(['pending', isRenewed ? 'signed-in' : 'signed-out']))
      expect(auths[index]?.state.status).toBe(isRenewed ? 'signed-in' : 'signed-out')
    }
    expect(twitch.received(token)).toHaveLength(way === 'deviceCode' ? 1 : 0)
  })

  it('both tabs restore null when the user has disconnected the application', async () => {
    isDisconnected = true
    comeBackLater()
    const auths = [load(), load()]
    const tabs = auths.map(start)
    await pass(5 * second)
    for (const { restored, statuses } of tabs) {
      expect(restored).toMatchObject({ session: null })
      expect(statuses).toEqual(['pending', 'signed-out'])
    }
    expect(page.local.items.size).toBe(0)
  })

  it('both tabs restore the session after ten seconds without a network', async () => {
    comeBackLater()
    twitch.cutOff(token, validate)
    const tabs = [load(), load()].map(start)
    await pass(9.9 * second)
    for (const { restored } of tabs) expect(restored).toEqual({})
    await pass(0.2 * second)
    for (const { restored } of tabs) expect(restored).toMatchObject({ session: { login: 'ada' } })
  })
})

describe.each([hour, -hour])('a page that starts with a clock that is wrong by %d ms', by => {
  describe.each(ways)('a %s session', (way, load) => {
    it.each([
      ['has expired', 5 * hour],
      ['expired a moment ago', 4 * hour + second],
    ])('a session whose token %s is restored as Twitch’s answer says', async (_, ms) => {
      vi.setSystemTime(Date.now() + ms)
      setClock(by)
      const { restored, statuses } = start(load())
      await pass(second)
      const isRenewed = way === 'deviceCode'
      expect(restored).toMatchObject({ session: isRenewed ? { login: 'ada' } : null })
      expect(new Set(statuses)).toEqual(new Set(['pending', isRenewed ? 'signed-in' : 'signed-out']))
    })

    it('restore() resolves to null for an expired session of a user who has disconnected', async () => {
      isDisconnected = true
      comeBackLater()
      setClock(by)
      const { restored, statuses } = start(load())
      await pass(5 * second)
      expect(restored).toMatchObject({ session: null })
      expect(statuses).toEqual(['pending', 'signed-out'])
    })

    it('a session that has not expired is restored', async () => {
      vi.setSystemTime(Date.now() + 3.5 * hour)
      setClock(by)
      const auth = load()
      const { restored, statuses } = start(auth)
      await pass(second)
      expect(restored).toMatchObject({ session: { login: 'ada' } })
      expect(new Set(statuses)).toEqual(new Set(['pending', 'signed-in']))
      expect(await within(second, auth.getToken())).toMatch(/SECRET(old|1)/)
    })

    it('a session that lasts for hours is restored without a request', async () => {
      vi.setSystemTime(Date.now() + hour / 2)
      setClock(by)
      twitch.cutOff(token, validate)
      const { restored } = start(load())
      await pass()
      expect(restored).toMatchObject({ session: { login: 'ada' } })
    })
  })
})

describe('a session that another tab stores while this one starts', () => {
  it('the new session is restored, and the failed renewal of the older one does not end it', async () => {
    comeBackLater()
    twitch.cutOff(token, validate)
    const auth = deviceCode(options())
    const { restored } = start(auth)
    await pass(second)
    const expiresAt = Date.now() + 4 * hour
    const session = { userId: 'id-of-bob', login: 'bob', clientId: 'client', scopes: [], expiresAt }
    const entry = { version: 1, token: 'SECRETbob', refreshToken: 'SECRETbobs', checkAt: Date.now() + hour, session }
    page.local.items.set(key, JSON.stringify(entry))
    dispatchEvent(new StorageEvent('storage', { key }))
    await pass()
    expect(restored).toMatchObject({ session: { login: 'bob' } })
    await pass(60 * second)
    expect(auth.state.session?.login).toBe('bob')
  })
})
