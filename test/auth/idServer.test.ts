// @vitest-environment happy-dom

import {
  createClient,
  deviceCode,
  getChannelFollowers,
  getStreams,
  isHelixError,
  type UserTokenOptions,
  userToken,
  validateToken,
} from 'tinyhelix'
import { describe, expect, it, vi } from 'vitest'
import fc from '../tools/fastCheck.ts'
import { agreed, begin } from './atTwitch.ts'
import { beginAnew, page, twitch } from './eachTest.ts'
import { allThatShows } from './page.ts'
import { load, signedIn } from './signedIn.ts'
import { device, hour, json, pass, refusal, token, users, validate, within } from './twitch.ts'

beginAnew()

const never = () => new Promise<never>(() => {})
const call = (auth: Parameters<typeof createClient<'user'>>[0]['auth'] & {}) =>
  Promise.resolve(getStreams(createClient({ auth, ...twitch.network })))

/** The longest duration of calls, one a second. */
async function maxDelay(calls: () => Promise<unknown>, seconds: number) {
  let longest = 0
  for (let second = 0; second < seconds; second++) {
    const began = Date.now()
    calls().then(
      () => {
        longest = Math.max(longest, Date.now() - began)
      },
      () => {
        longest = Infinity
      },
    )
    await pass(1000)
  }
  return longest
}

describe('while id.twitch.tv does not answer', () => {
  const facts: [string, UserTokenOptions][] = [
    ['all', { clientId: 'client', user: { id: 'id-of-ada', login: 'ada' }, scopes: [] }],
    ['the user', { clientId: 'client', user: 'id-of-ada' }],
    ['the scopes', { clientId: 'client', scopes: [] }],
  ]

  it.each(facts)('calls of a userToken with known %s are not delayed', async (_, known) => {
    twitch.answer(validate, never)
    const auth = userToken(twitch.grant('SECRETada'), { ...twitch.network, ...known })
    expect(await maxDelay(() => call(auth), 185)).toBe(0)
    expect(auth.state.status).toBe('signed-in')
    expect(twitch.received(validate).length).toBeLessThan(20)
  })

  it('restore() and calls of a stored session are not delayed', async () => {
    await signedIn(page, twitch, 'SECRETada')
    vi.setSystemTime(Date.now() + 2 * hour)
    twitch.answer(validate, never)
    const auth = load(twitch)
    expect((await auth.restore())?.login).toBe('ada')
    expect(await maxDelay(() => call(auth), 185)).toBe(0)
    expect(auth.state.session?.login).toBe('ada')
  })

  it('calls of an already validated token are not delayed', async () => {
    const auth = userToken(twitch.grant('SECRETada'), twitch.network)
    await call(auth)
    twitch.answer(validate, never)
    vi.setSystemTime(Date.now() + 2 * hour)
    expect(await maxDelay(() => call(auth), 185)).toBe(0)
  })

  it('a token without known facts asks Helix for its user after ten seconds', async () => {
    twitch.answer(validate, never)
    const auth = userToken(twitch.grant('SECRETada'), { clientId: 'client', ...twitch.network })
    expect(await within(10_000, auth.getToken())).toBe('SECRETada')
    expect(auth.state.session).toMatchObject({ userId: 'id-of-ada', login: 'ada', clientId: 'client' })
  })

  it('a call that needs the user waits, and other calls do not', async () => {
    twitch.answer(validate, never)
    const known: UserTokenOptions = { clientId: 'client', scopes: ['moderator:read:followers'] }
    const auth = userToken(twitch.grant('SECRETada'), { ...twitch.network, ...known })
    const needing = auth.getCredentials?.(undefined, true)
    expect(await auth.getCredentials?.()).toMatchObject({ token: 'SECRETada', session: { userId: null } })
    expect(await within(10_000, Promise.resolve(needing))).toMatchObject({ session: { userId: 'id-of-ada' } })
  })

  it('signOut() resolves without an answer', async () => {
    const auth = await signedIn(page, twitch, 'SECRETada')
    vi.setSystemTime(Date.now() + 2 * hour)
    twitch.answer(validate, never)
    await auth.getToken()
    await auth.signOut()
    await expect(auth.getToken()).rejects.toMatchObject({ code: 'token' })
  })
})

describe('a validation during calls', () => {
  it('a 401 ends the session', async () => {
    const facts = { clientId: 'client', user: 'id-of-ada' }
    const auth = userToken('SECRETdead', { ...twitch.network, ...facts })
    expect(await auth.getToken()).toBe('SECRETdead')
    await pass()
    expect(auth.state).toMatchObject({ status: 'signed-out', error: { code: 'token' } })
    await expect(auth.getToken()).rejects.toMatchObject({ code: 'token' })
  })

  it('the session takes over what the validation finds', async () => {
    const facts = { clientId: 'client', user: 'id-of-ada' }
    const auth = userToken(twitch.grant('SECRETada', { scopes: ['bits:read'] }), { ...twitch.network, ...facts })
    await auth.getToken()
    await pass()
    expect(auth.state.session).toMatchObject({ userId: 'id-of-ada', login: 'ada', scopes: ['bits:read'] })
  })

  it('a supplied token that proves invalid is requested again from its function', async () => {
    const tokens = ['SECRETdead', twitch.grant('SECRETada')]
    const auth = userToken(() => tokens.shift() ?? '', { ...twitch.network, clientId: 'client', user: 'id-of-ada' })
    expect(await auth.getToken()).toBe('SECRETdead')
    await pass()
    expect(await auth.getToken()).toBe('SECRETada')
    expect(auth.state.status).toBe('signed-in')
  })
})

describe('wrong fields from id.twitch.tv', () => {
  const truth = {
    client_id: 'client',
    login: 'ada',
    user_id: 'id-of-ada',
    scopes: ['bits:read'],
    expires_in: 5_000_000,
  }
  const lies: [string, unknown][] = [
    ['expires_in', 'abc'],
    ['expires_in', '5000'],
    ['expires_in', -1],
    ['expires_in', 1e300],
    ['expires_in', 1e18],
    ['expires_in', {}],
    ['expires_in', true],
    ['scopes', 'bits:read'],
    ['scopes', [1]],
    ['scopes', { 0: 'bits:read' }],
    ['user_id', 7],
    ['user_id', ''],
    ['user_id', ['1']],
    ['user_id', { length: 51 }],
    ['login', { toString: 'ada' }],
    ['login', 0],
    ['client_id', 5],
    ['client_id', ''],
    ['client_id', ['client']],
  ]

  it.each(lies)('a validation with wrong %s (%j) rejects with a message that names the field', async (field, value) => {
    twitch.answer(validate, () => json(200, { ...truth, [field]: value, SECRET: 'SECRET' }))
    const error = await validateToken('SECRETada', twitch.network).catch((error: unknown) => error)
    expect(error).toMatchObject({ name: 'HelixError', code: 'schema', message: expect.stringContaining(field) })
    expect(allThatShows(error)).not.toContain('SECRET')
  })

  it.each(lies)('an existing session ignores wrong %s (%j), and validates again', async (field, value) => {
    const auth = await signedIn(page, twitch, 'SECRETada')
    const { state } = auth
    twitch.answer(validate, () => json(200, { ...truth, [field]: value }))
    await pass(2 * hour)
    expect(auth.state).toBe(state)
    const asked = twitch.received(validate).length
    expect(asked).toBeGreaterThan(10)
    expect(asked).toBeLessThan(100)
    expect(page.local.items.get('tinyhelix:client:default')).not.toMatch(/NaN|null/)
  })

  it('a sign-in fails, and the error names the wrong field', async () => {
    twitch.answer(validate, () => json(200, { ...truth, expires_in: 'SECRETsoon' }))
    twitch.cutOff(users)
    page.goTo(agreed(begin(load(twitch), page), twitch.grant('SECRETada')))
    const auth = load(twitch)
    expect(await auth.restore()).toBeNull()
    expect(auth.state.error).toMatchObject({ code: 'sign_in', reason: 'unreachable' })
    twitch.cutOff()
    twitch.answer(users, () => json(200, { data: [{ id: 7, login: 'ada' }] }))
    page.goTo(agreed(begin(load(twitch), page), twitch.grant('SECRETada')))
    const again = load(twitch)
    expect(await again.restore()).toBeNull()
    expect(again.state.error?.message).toMatch(/GET \/users.*id/)
    expect(allThatShows([auth.state, again.state])).not.toContain('SECRET')
  })

  const code = {
    device_code: 'SECRETdevice',
    user_code: 'ABCD',
    verification_uri: 'https://www.twitch.tv/activate',
    expires_in: 1800,
    interval: 5,
  }

  it.each([0, -5, 0.001, 'soon', '0', null, {}, [], 1e300, true])(
    'signIn() does not poll in quick succession when the interval is %j',
    async interval => {
      twitch.answer(device, () => json(200, { ...code, interval }))
      twitch.answer(token, () => refusal(400, 'authorization_pending'))
      const controller = new AbortController()
      deviceCode({ clientId: 'client', ...twitch.network })
        .signIn({ onCode: () => {}, signal: controller.signal })
        .catch(() => {})
      await pass(120_000)
      controller.abort()
      expect(twitch.received().length).toBeGreaterThan(1)
      expect(twitch.received().length).toBeLessThan(130)
    },
  )

  it.each([
    ['device_code', 7],
    ['device_code', ['x']],
    ['user_code', null],
    ['user_code', {}],
    ['verification_uri', 7],
    ['expires_in', 'abc'],
    ['expires_in', -1],
    ['expires_in', 1e300],
  ])('a device code with wrong %s (%j) rejects with a message that names the field', async (field, value) => {
    twitch.answer(device, () => json(200, { ...code, [field]: value }))
    const onCode = vi.fn()
    const signing = deviceCode({ clientId: 'client', ...twitch.network }).signIn({ onCode })
    const error = await signing.catch((error: unknown) => error)
    expect(error).toMatchObject({ code: 'schema', message: expect.stringContaining(field) })
    expect(allThatShows(error)).not.toContain('SECRET')
    expect(onCode).not.toHaveBeenCalled()
  })

  it.each([
    ['expires_in', 'abc'],
    ['expires_in', -1],
    ['expires_in', 1e300],
    ['scope', 'bits:read'],
    ['scope', [7]],
    ['refresh_token', 7],
  ])('a renewal ignores a wrong %s (%j)', async (field, value) => {
    twitch.answer(device, () => json(200, code))
    twitch.grant('SECRETada', { scopes: ['bits:read'], expiresAt: Date.now() + 4 * hour })
    const answer = { access_token: 'SECRETada', refresh_token: 'SECRETrefresh', expires_in: 14_400, scope: [] }
    twitch.answer(token, () => json(200, { ...answer, [field]: value }))
    const auth = deviceCode({ clientId: 'client', ...twitch.network })
    const signing = auth.signIn({ onCode: () => {} })
    expect(await within(5000, signing)).toMatchObject({
      scopes: ['bits:read'],
      expiresAt: Date.now() + 4 * hour - 5000,
    })
  })

  it('validateToken resolves to valid fields or rejects with `schema` for random wrong fields', async () => {
    const odd = fc.jsonValue({ maxDepth: 2 })
    const answer = fc.record(
      { client_id: odd, login: odd, user_id: odd, scopes: odd, expires_in: fc.oneof(odd, fc.double()) },
      { requiredKeys: [] },
    )
    vi.useRealTimers()
    await fc.assert(
      fc.asyncProperty(fc.oneof(answer, odd), fc.boolean(), async (said, isHalfTrue) => {
        const body = isHalfTrue ? { ...truth, ...Object(said) } : said
        const fetch = async () => Response.json(body)
        const info = await validateToken('SECRETada', { fetch }).catch((error: unknown) => error)
        if (isHelixError(info, 'schema')) return true
        const { expiresAt, scopes, userId } = Object(info)
        return (
          (expiresAt === null || Number.isFinite(new Date(expiresAt).getTime())) &&
          Array.isArray(scopes) &&
          (userId === null || typeof userId === 'string')
        )
      }),
      { numRuns: 500 },
    )
  })
})

describe('a call that needs the user', () => {
  it('a call sends the user id that the validation finds', async () => {
    twitch.answer('GET /channels/followers', () => json(200, { data: [], total: 0, pagination: {} }))
    const auth = userToken(twitch.grant('SECRETada', { scopes: ['moderator:read:followers'] }), twitch.network)
    await getChannelFollowers(createClient({ auth, ...twitch.network }))
    const [sent] = twitch.received('GET /channels/followers')
    expect(sent?.url.searchParams.get('broadcaster_id')).toBe('id-of-ada')
  })
})
