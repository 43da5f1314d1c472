// @vitest-environment happy-dom
import { type Auth, createClient, getStreams, userToken } from 'tinyhelix'
import { describe, expect, it, vi } from 'vitest'
import { agreed, begin } from './atTwitch.ts'
import { beginAnew, page, twitch } from './eachTest.ts'
import { wake } from './page.ts'
import { load, signedIn } from './signedIn.ts'
import { type Answer, day, hour, json, pass, refusal, streams, users, validate, within } from './twitch.ts'

beginAnew()

const minute = 60_000
const asked = () => twitch.received(validate).length

/** Records the states of an auth from now on. */
function states(auth: Auth) {
  const seen: string[] = []
  auth.subscribe(({ status }) => void seen.push(status))
  seen.length = 0
  return seen
}

describe('the hourly validation', () => {
  it('the token is validated every hour, without any calls', async () => {
    const auth = await signedIn(page, twitch, 'SECRETada')
    expect(asked()).toBe(1)
    await pass(hour - 1)
    expect(asked()).toBe(1)
    await pass(minute)
    expect(asked()).toBe(2)
    await pass(10 * (hour + minute))
    expect(asked()).toBeGreaterThanOrEqual(11)
    expect(asked()).toBeLessThanOrEqual(13)
    expect(auth.state.status).toBe('signed-in')
  })

  it('subscribers are not called when the session is unchanged', async () => {
    const auth = await signedIn(page, twitch, 'SECRETada')
    const seen = states(auth)
    await pass(3 * hour)
    expect(seen).toEqual([])
  })

  it('parallel calls share one validation', async () => {
    const auth = await signedIn(page, twitch, 'SECRETada')
    const client = createClient({ auth, ...twitch.network })
    vi.setSystemTime(Date.now() + hour + 1)
    await Promise.all([1, 2, 3, 4, 5].map(() => getStreams(client)))
    expect(asked()).toBe(2)
    expect(twitch.received(streams)).toHaveLength(5)
  })

  it('a 401 ends the session', async () => {
    const auth = await signedIn(page, twitch, 'SECRETada')
    const seen = states(auth)
    twitch.revoke('SECRETada')
    await pass(hour + minute)
    expect(seen).toEqual(['signed-out'])
    expect(auth.state.error).toMatchObject({ code: 'token', message: expect.stringContaining('sign in again') })
    expect(page.local.items.size).toBe(0)
    await expect(auth.getToken()).rejects.toBe(auth.state.error)
  })

  it('a token of another client id ends the session', async () => {
    const auth = await signedIn(page, twitch, 'SECRETada')
    twitch.grant('SECRETada', { clientId: 'another' })
    await pass(hour + minute)
    expect(auth.state).toMatchObject({ status: 'signed-out', error: { code: 'token', reason: 'client' } })
  })

  it.each([
    ['has no connection', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['meets an error of Twitch’s', () => refusal(503, 'unavailable')],
    ['meets a page that is not Twitch’s', () => ({ text: '<title>Log in to the hotel’s network</title>' })],
    ['meets a 403', () => refusal(403, 'forbidden')],
    ['meets an answer without sense', () => json(200, [])],
    ['has no answer for long', () => new Promise<never>(() => {})],
  ])('a validation that %s changes nothing and is repeated soon', async (_, answer) => {
    const auth = await signedIn(page, twitch, 'SECRETada')
    const seen = states(auth)
    twitch.answer(validate, answer)
    await pass(hour + minute)
    expect(seen).toEqual([])
    const before = asked()
    expect(before).toBeGreaterThan(1)
    await pass(2 * minute)
    expect(asked()).toBeGreaterThan(before)
    expect(asked()).toBeLessThan(before + 5)
    const token = auth.getToken()
    const restored = load(twitch).restore()
    await pass(30_000)
    expect(await token).toBe('SECRETada')
    expect(await restored).toEqual(auth.state.session)
  })

  it('a validation sends no request to Helix', async () => {
    await signedIn(page, twitch, 'SECRETada')
    twitch.cutOff(validate)
    await pass(2 * hour)
    expect(twitch.received(users)).toEqual([])
  })

  it('a validation without an answer delays calls by at most ten seconds', async () => {
    const auth = await signedIn(page, twitch, 'SECRETada')
    twitch.answer(validate, () => new Promise(() => {}))
    vi.setSystemTime(Date.now() + 2 * hour)
    expect(await within(10_000, auth.getToken())).toBe('SECRETada')
    expect(auth.state.status).toBe('signed-in')
  })

  it('the session takes over changed scopes and names', async () => {
    const auth = await signedIn(page, twitch, 'SECRETada', { scopes: ['bits:read'] })
    twitch.grant('SECRETada', { login: 'ada', scopes: [] })
    await pass(hour + minute)
    expect(auth.state.session?.scopes).toEqual([])
  })

  it('the token of a userToken is validated too', async () => {
    twitch.grant('SECRETada')
    const auth = userToken('SECRETada', twitch.network)
    await auth.getToken()
    expect(asked()).toBe(1)
    await auth.getToken()
    expect(asked()).toBe(1)
    await pass(hour)
    await auth.getToken()
    expect(asked()).toBe(2)
    twitch.revoke('SECRETada')
    await pass(hour)
    // The call does not wait for the validation.
    expect(await auth.getToken()).toBe('SECRETada')
    await pass()
    await expect(auth.getToken()).rejects.toMatchObject({ code: 'token' })
  })
})

describe('after a sleep', () => {
  it.each(['visibilitychange', 'online', 'pageshow'] as const)('%s checks the clock', async type => {
    await signedIn(page, twitch, 'SECRETada')
    vi.setSystemTime(Date.now() + 2 * hour)
    expect(asked()).toBe(1)
    wake(type)
    await pass()
    expect(asked()).toBe(2)
  })

  it('waking within the hour sends no request', async () => {
    await signedIn(page, twitch, 'SECRETada')
    vi.setSystemTime(Date.now() + hour / 2)
    wake()
    await pass()
    expect(asked()).toBe(1)
  })

  it('a call validates an expired token before it is sent', async () => {
    const auth = await signedIn(page, twitch, 'SECRETada')
    vi.setSystemTime(Date.now() + 61 * day)
    await expect(auth.getToken()).rejects.toMatchObject({ code: 'token' })
    expect(auth.state.status).toBe('signed-out')
    expect(asked()).toBe(2)
  })

  it('waking ends a session whose token expired during the sleep', async () => {
    const auth = await signedIn(page, twitch, 'SECRETada')
    vi.setSystemTime(Date.now() + 61 * day)
    wake()
    await pass()
    expect(auth.state).toMatchObject({ status: 'signed-out', error: { code: 'token' } })
  })

  it('waking sends no request when nobody is signed in', async () => {
    const auth = await signedIn(page, twitch, 'SECRETada')
    await auth.signOut()
    const before = twitch.received().length
    await pass(2 * hour)
    wake()
    await pass()
    expect(twitch.received()).toHaveLength(before)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a clock that is corrected', () => {
  it.each([2 * hour, 5 * day, 40 * day])(
    'setting the clock back by %d ms does not delay the next validation',
    async ms => {
      const auth = await signedIn(page, twitch, 'SECRETada')
      vi.setSystemTime(Date.now() - ms)
      await pass(hour + minute)
      expect(asked()).toBe(2)
      await pass(hour + minute)
      expect(asked()).toBe(3)
      expect(auth.state.status).toBe('signed-in')
    },
  )

  it('setting the clock back by half an hour does not stop the validations', async () => {
    await signedIn(page, twitch, 'SECRETada')
    vi.setSystemTime(Date.now() - hour / 2)
    await pass(1.5 * hour + 2 * minute)
    expect(asked()).toBe(2)
    await pass(hour + minute)
    expect(asked()).toBe(3)
  })

  it('setting the clock back between two loads does not delay the next validation', async () => {
    await signedIn(page, twitch, 'SECRETada')
    vi.setSystemTime(Date.now() - 5 * day)
    expect((await load(twitch).restore())?.login).toBe('ada')
    expect(asked()).toBe(2)
  })

  it('no timer fires repeatedly without a pause, even without a network', async () => {
    await signedIn(page, twitch, 'SECRETada')
    twitch.cutOff(validate)
    vi.setSystemTime(Date.now() - 40 * day)
    await pass(hour + minute)
    const timers = vi.spyOn(globalThis, 'setTimeout')
    await pass(10_000)
    // Each answer of the storage has a time limit.
    expect(timers.mock.calls.length).toBeLessThan(12)
  })
})

describe('expiry', () => {
  it('the session ends when its token expires', async () => {
    const expiresAt = Date.now() + 90 * minute
    const auth = await signedIn(page, twitch, 'SECRETada', { expiresAt })
    const seen = states(auth)
    await pass(90 * minute - 1000)
    expect(seen).toEqual([])
    await pass(1000)
    expect(seen).toEqual(['signed-out'])
    expect(auth.state.error).toMatchObject({ code: 'token' })
    expect(page.local.items.size).toBe(0)
  })

  it('the session ends when its token expires while Twitch is unreachable', async () => {
    const expiresAt = Date.now() + 90 * minute
    const auth = await signedIn(page, twitch, 'SECRETada', { expiresAt })
    twitch.cutOff(validate, users)
    await pass(90 * minute - 1000)
    expect(auth.state.status).toBe('signed-in')
    await pass(1000)
    expect(auth.state.status).toBe('signed-out')
  })

  it('an expired stored session is not used', async () => {
    await signedIn(page, twitch, 'SECRETada')
    vi.setSystemTime(Date.now() + 61 * day)
    const auth = load(twitch)
    expect(await auth.restore()).toBeNull()
    expect(asked()).toBe(2)
    expect(page.local.items.size).toBe(0)
  })

  it('a token of an old application, without an expiry, does not expire', async () => {
    twitch.answer(validate, () =>
      json(200, { client_id: 'client', login: 'ada', user_id: '1', scopes: [], expires_in: 0 }),
    )
    const auth = await signedIn(page, twitch, 'SECRETada')
    expect(auth.state.session?.expiresAt).toBeNull()
    await pass(3 * day)
    expect(auth.state.status).toBe('signed-in')
  })
})

describe('a 401 to a call', () => {
  it('"invalid token" ends the session', async () => {
    const auth = await signedIn(page, twitch, 'SECRETada')
    const client = createClient({ auth, ...twitch.network })
    const seen = states(auth)
    twitch.revoke('SECRETada')
    await expect(getStreams(client)).rejects.toMatchObject({ code: 'unauthorized', status: 401 })
    expect(seen).toEqual(['signed-out'])
    expect(auth.state.error).toMatchObject({ code: 'token' })
    expect(await load(twitch).restore()).toBeNull()
    await expect(getStreams(client)).rejects.toMatchObject({ code: 'token' })
    expect(twitch.received(streams)).toHaveLength(1)
  })

  it.each(['Missing scope: bits:read', 'Unauthorized', 'The ID must match the user ID found in the token.'])(
    '"%s" does not end the session',
    async message => {
      const auth = await signedIn(page, twitch, 'SECRETada')
      const client = createClient({ auth, ...twitch.network })
      twitch.answer(streams, () => json(401, { error: 'Unauthorized', status: 401, message }))
      await expect(getStreams(client)).rejects.toMatchObject({ code: 'unauthorized', detail: message })
      expect(auth.state.status).toBe('signed-in')
      expect(page.local.items.size).toBe(1)
    },
  )

  it('a refused token is not used again, even if it is stored once more', async () => {
    const auth = await signedIn(page, twitch, 'SECRETada')
    const entry = page.local.getItem('tinyhelix:client:default') ?? ''
    auth.invalidate('SECRETada')
    await pass()
    page.local.setItem('tinyhelix:client:default', entry)
    await expect(auth.getToken()).rejects.toMatchObject({ code: 'token' })
    expect(auth.state.status).toBe('signed-out')
  })

  it('a 401 after the sign-out changes nothing', async () => {
    const auth = await signedIn(page, twitch, 'SECRETada')
    const token = await auth.getToken()
    await auth.signOut()
    auth.invalidate(token)
    expect(auth.state).toEqual({ status: 'signed-out', session: null, error: null })
  })

  it('a 401 for an older token does not end the session of a newer one', async () => {
    await signedIn(page, twitch, 'SECRETold')
    const auth = await signedIn(page, twitch, 'SECRETnew')
    auth.invalidate('SECRETold')
    expect(await auth.getToken()).toBe('SECRETnew')
  })

  it('a 401 before restore() does not keep a session from being restored', async () => {
    await signedIn(page, twitch, 'SECRETada')
    const auth = load(twitch)
    auth.invalidate('SECRETstray')
    expect((await auth.restore())?.login).toBe('ada')
  })
})

describe('signOut()', () => {
  it('signOut() revokes the token and forgets the session', async () => {
    const auth = await signedIn(page, twitch, 'SECRETada')
    const done = auth.signOut()
    expect(auth.state).toEqual({ status: 'signed-out', session: null, error: null })
    await done
    expect(twitch.isValid('SECRETada')).toBe(false)
    expect(page.local.items.size).toBe(0)
    expect(await load(twitch).restore()).toBeNull()
  })

  it.each([
    ['cannot be reached', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['refuses', () => refusal(400, 'Invalid token')],
    ['fails', () => refusal(500, '')],
  ])('signOut() ends the session here even if Twitch %s', async (_, answer) => {
    const auth = await signedIn(page, twitch, 'SECRETada')
    twitch.answer('POST /oauth2/revoke', answer)
    await auth.signOut()
    expect(auth.state).toEqual({ status: 'signed-out', session: null, error: null })
    expect(page.local.items.size).toBe(0)
  })

  it('signOut() works before restore()', async () => {
    await signedIn(page, twitch, 'SECRETada')
    const auth = load(twitch)
    await auth.signOut()
    expect(twitch.isValid('SECRETada')).toBe(false)
    expect(page.local.items.size).toBe(0)
    expect(await auth.restore()).toBeNull()
  })

  it('signOut() does nothing when nobody is signed in', async () => {
    const auth = load(twitch)
    await auth.signOut()
    await auth.signOut()
    expect(twitch.received()).toEqual([])
    expect(auth.state.status).toBe('signed-out')
  })

  it('signOut() is not undone by a validation under way', async () => {
    const auth = await signedIn(page, twitch, 'SECRETada')
    let answer = (_: Answer) => {}
    twitch.answer(validate, () => new Promise(resolve => (answer = resolve)))
    await pass(hour + minute)
    const calling = auth.getToken().catch(() => null)
    await auth.signOut()
    answer(json(200, { client_id: 'client', login: 'ada', user_id: '1', scopes: [], expires_in: 5_000_000 }))
    await calling
    await pass(1000)
    expect(auth.state.status).toBe('signed-out')
    expect(page.local.items.size).toBe(0)
  })

  /** Twitch confirms Ada's token only when told to. */
  function validateLater() {
    let answer = () => {}
    const told = new Promise<void>(resolve => {
      answer = resolve
    })
    twitch.answer(validate, async () => {
      await told
      return json(200, { client_id: 'client', login: 'ada', user_id: '1', scopes: [], expires_in: 5_000_000 })
    })
    return answer
  }

  it('signOut() is not undone by a restore() under way', async () => {
    await signedIn(page, twitch, 'SECRETada')
    // Only a token that seems to have expired is validated before it is used.
    vi.setSystemTime(Date.now() + 61 * day)
    const answer = validateLater()
    const auth = load(twitch)
    const restoring = auth.restore()
    await pass()
    await auth.signOut()
    answer()
    expect(await restoring).toBeNull()
    await pass(1000)
    expect(auth.state).toEqual({ status: 'signed-out', session: null, error: null })
    expect(page.local.items.size).toBe(0)
  })

  it('signOut() is not undone by a sign-in that is being validated', async () => {
    const answer = validateLater()
    page.goTo(agreed(begin(load(twitch), page), twitch.grant('SECRETada')))
    const auth = load(twitch)
    const restoring = auth.restore()
    await pass()
    await auth.signOut()
    answer()
    expect(await restoring).toBeNull()
    await pass(1000)
    expect(auth.state.session).toBeNull()
    expect(page.local.items.size).toBe(0)
  })

  it('signOut() ends the session here before Twitch has revoked the token', async () => {
    const auth = await signedIn(page, twitch, 'SECRETada')
    let answer = (_: Answer) => {}
    twitch.answer('POST /oauth2/revoke', () => new Promise(resolve => (answer = resolve)))
    const done = vi.fn()
    auth.signOut().then(done)
    await pass()
    expect(done).toHaveBeenCalled()
    expect(page.local.items.size).toBe(0)
    answer({})
    await pass()
  })
})

describe('a subscriber', () => {
  it('a subscriber can sign out while it is called', async () => {
    page.goTo(agreed(begin(load(twitch), page), twitch.grant('SECRETada')))
    const auth = load(twitch)
    auth.subscribe(({ status }) => void (status === 'signed-in' && auth.signOut()))
    const last: string[] = []
    auth.subscribe(({ status }) => void last.push(status))
    expect(await auth.restore()).toBeNull()
    await pass()
    expect(last.at(-1)).toBe('signed-out')
    expect(page.local.items.size).toBe(0)
    expect(twitch.isValid('SECRETada')).toBe(false)
  })

  it('a subscriber removed by another one is not called', async () => {
    const auth = await signedIn(page, twitch, 'SECRETada')
    let stop = () => {}
    auth.subscribe(() => stop())
    const listener = vi.fn()
    const unsubscribe = auth.subscribe(listener)
    stop = unsubscribe
    await auth.signOut()
    expect(listener).toHaveBeenCalledTimes(1)
  })
})

describe('a subscriber that throws', () => {
  it('an error in a subscriber stops neither the session nor other subscribers', async () => {
    const reported: unknown[] = []
    const report = (error: unknown) => void reported.push(error)
    process.on('uncaughtException', report)
    const auth = await signedIn(page, twitch, 'SECRETada')
    let armed = false
    auth.subscribe(() => {
      if (armed) throw new Error('a fault in the page')
    })
    const seen = states(auth)
    armed = true
    await auth.signOut()
    expect(seen).toEqual(['signed-out'])
    expect(twitch.isValid('SECRETada')).toBe(false)
    vi.useRealTimers()
    await vi.waitFor(() => expect(reported).toEqual([new Error('a fault in the page')]))
    process.off('uncaughtException', report)
  })
})
