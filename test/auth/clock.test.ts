// @vitest-environment happy-dom
import { deviceCode, userToken } from 'tinyhelix'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { clockMoves } from '../scripted/clockMoves.ts'
import { allowPopups } from './atTwitch.ts'
import { openPage, type Page, wake } from './page.ts'
import { load, signedIn } from './signedIn.ts'
import {
  type Answer,
  day,
  device,
  hour,
  json,
  pass,
  refusal,
  startTwitch,
  stopTime,
  type Twitch,
  token,
  validate,
  within,
} from './twitch.ts'

let page: Page
let twitch: Twitch
/** The error of the computer's clock. Twitch's own clock is right. */
let wrong: number

beforeEach(() => {
  stopTime()
  page = openPage()
  twitch = startTwitch()
  wrong = 0
  const revoked = new Set<string>()
  twitch.answer(validate, ({ headers }) => {
    const found = headers.authorization?.replace('OAuth ', '') ?? ''
    const left = endsAt - (Date.now() - wrong)
    if (revoked.has(found) || left <= 0) return refusal(401, 'invalid access token')
    const expires_in = Math.round(left / 1000)
    return json(200, { client_id: 'client', login: 'ada', user_id: 'id-of-ada', scopes: [], expires_in })
  })
  endsAt = Date.now() + 60 * day
})
let endsAt = 0

function setClock(by: number) {
  wrong += by
  vi.setSystemTime(Date.now() + by)
}

const key = 'tinyhelix:client:default'

describe.each([61 * day, -61 * day, 400 * day, -400 * day])('a system clock that is wrong by %d ms', by => {
  it('a wrong clock does not end a stored session', async () => {
    await signedIn(page, twitch, 'SECRETada')
    setClock(by)
    const auth = load(twitch)
    expect((await auth.restore())?.login).toBe('ada')
    await pass()
    expect(await auth.getToken()).toBe('SECRETada')
    expect(page.local.items.get(key)).toContain('SECRETada')
    const { expiresAt } = auth.state.session ?? {}
    expect(Math.abs(Number(expiresAt) - (endsAt + wrong))).toBeLessThan(2000)
  })

  it('correcting the clock does not end the session of an open page', async () => {
    const auth = await signedIn(page, twitch, 'SECRETada')
    const seen = new Set<string>()
    auth.subscribe(({ status }) => void seen.add(status))
    for (const change of [by, -by]) {
      setClock(change)
      wake()
      await pass()
      expect(await auth.getToken()).toBe('SECRETada')
      await pass(2 * hour)
      expect(await auth.getToken()).toBe('SECRETada')
    }
    expect([...seen]).toEqual(['signed-in'])
    expect(page.local.items.get(key)).toContain('SECRETada')
  })

  it('a session still ends on time with a wrong clock', async () => {
    endsAt = Date.now() + 5 * hour
    const auth = await signedIn(page, twitch, 'SECRETada')
    setClock(by)
    wake()
    await pass(5 * hour + 120_000)
    expect(auth.state).toMatchObject({ status: 'signed-out', error: { code: 'token' } })
  })

  it('a wrong clock does not end a session while Twitch is unreachable', async () => {
    await signedIn(page, twitch, 'SECRETada')
    setClock(by)
    twitch.cutOff(validate)
    const auth = load(twitch)
    expect((await within(10_000, auth.restore()))?.login).toBe('ada')
    expect(await auth.getToken()).toBe('SECRETada')
    await pass(hour)
    expect(auth.state.session?.login).toBe('ada')
    expect(page.local.items.get(key)).toContain('SECRETada')
    const asked = twitch.received(validate).length
    expect(asked).toBeGreaterThan(10)
    // Each of the two tabs validates about once a minute.
    expect(asked).toBeLessThan(140)
  })

  it('a wrong clock does not end the session of a supplied token', async () => {
    const auth = userToken('SECRETada', twitch.network)
    await auth.getToken()
    setClock(by)
    expect(await auth.getToken()).toBe('SECRETada')
    await pass()
    expect(auth.state.session?.login).toBe('ada')
  })

  it('a refused renewal does not end a session whose token still works', async () => {
    const session = {
      userId: 'id-of-ada',
      login: 'ada',
      clientId: 'client',
      scopes: [],
      expiresAt: Date.now() + 3 * hour,
    }
    const entry = { version: 1, token: 'SECRETada', refreshToken: 'SECRETspent', checkAt: Date.now() + hour, session }
    page.local.items.set(key, JSON.stringify(entry))
    twitch.answer(token, () => refusal(400, 'Invalid refresh token'))
    setClock(by)
    const auth = deviceCode({ clientId: 'client', ...twitch.network })
    expect((await within(5000, auth.restore()))?.login).toBe('ada')
    expect(await auth.getToken()).toBe('SECRETada')
  })
})

describe.each(clockMoves)('an open page whose system clock %s', (_, by) => {
  /** For the page, this looks like a sleep of the computer. */
  const isAhead = by > 0
  const soon = 11_000

  it('the page validates its token within an hour, or soon after a sleep', async () => {
    await signedIn(page, twitch, 'SECRETada')
    await pass(hour / 2)
    setClock(by)
    await pass(isAhead ? soon : hour / 2 - 1000)
    expect(twitch.received(validate)).toHaveLength(isAhead ? 2 : 1)
    await pass(31_000)
    expect(twitch.received(validate)).toHaveLength(2)
    await pass(hour + 20_000)
    expect(twitch.received(validate)).toHaveLength(3)
  })

  it('a token of four hours is renewed when it expires', async () => {
    let renewals = 0
    twitch.answer(token, () => {
      renewals++
      endsAt = Date.now() - wrong + 4 * hour
      return json(200, {
        access_token: `SECRET${renewals}`,
        refresh_token: 'SECRETnext',
        expires_in: 14_400,
        scope: [],
      })
    })
    endsAt = Date.now() + 4 * hour
    const session = { userId: 'id-of-ada', login: 'ada', clientId: 'client', scopes: [], expiresAt: endsAt }
    const entry = { version: 1, token: 'SECRET0', refreshToken: 'SECRETfirst', checkAt: 0, session }
    page.local.items.set(key, JSON.stringify(entry))
    const auth = deviceCode({ clientId: 'client', ...twitch.network })
    await within(1000, auth.restore())
    setClock(by)
    await pass(4 * hour - 3000)
    // After a sleep, the token may have expired, so it may be renewed at once.
    if (!isAhead) expect(renewals).toBe(0)
    for (const count of [1, 2]) {
      await pass(2 * 60_000)
      expect(renewals).toBeGreaterThanOrEqual(count)
      expect(renewals).toBeLessThanOrEqual(isAhead ? count + 1 : count)
      expect(auth.state.status).toBe('signed-in')
      expect(await auth.getToken()).toBe(`SECRET${renewals}`)
      await pass(4 * hour - 2 * 60_000)
    }
  })

  it('a stored session is validated within an hour', async () => {
    await signedIn(page, twitch, 'SECRETada')
    setClock(by)
    const auth = load(twitch)
    await within(1000, auth.restore())
    const before = twitch.received(validate).length
    await pass(hour + 31_000)
    // Both pages are open, and share the validations.
    expect(twitch.received(validate).length).toBeGreaterThan(before)
    expect(auth.state.status).toBe('signed-in')
  })

  it('a device code is shown for as long as Twitch accepts it', async () => {
    const pending = () => refusal(400, 'authorization_pending')
    const agree = (): Answer => json(200, { access_token: 'SECRETada', expires_in: 14_400, scope: [] })
    const code = { device_code: 'SECRETdevice', user_code: 'ABCD', verification_uri: 'https://www.twitch.tv/activate' }
    twitch.answer(device, () => json(200, { ...code, expires_in: 1800, interval: 5 }))
    twitch.answer(token, pending)
    const auth = deviceCode({ clientId: 'client', ...twitch.network })
    const onCode = vi.fn()
    const signingIn = auth.signIn({ onCode })
    await pass(1000)
    setClock(by)
    await pass(hour / 2 - 20_000)
    expect(onCode).toHaveBeenCalledTimes(1)
    await pass(20_000)
    expect(onCode).toHaveBeenCalledTimes(2)
    twitch.answer(token, agree)
    expect((await within(10_000, signingIn)).login).toBe('ada')
  })

  it('a popup times out after ten minutes', async () => {
    vi.spyOn(document, 'hasFocus').mockReturnValue(false)
    allowPopups()
    const auth = load(twitch)
    await auth.restore()
    const outcome = vi.fn()
    auth.signIn({ popup: true }).then(outcome, outcome)
    setClock(by)
    await pass(590_000)
    expect(outcome).not.toHaveBeenCalled()
    await pass(11_000)
    expect(outcome.mock.lastCall?.[0]).toMatchObject({ code: 'sign_in', reason: 'timeout' })
  })
})
