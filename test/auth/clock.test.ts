// @vitest-environment happy-dom
import { deviceCode, userToken } from 'tinyhelix'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openPage, type Page, wake } from './page.ts'
import { load, signedIn } from './signedIn.ts'
import {
  day,
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
/** What the machine's clock is ahead by; Twitch's own is right. */
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

describe.each([61 * day, -61 * day, 400 * day, -400 * day])('a clock that is wrong by %d ms', by => {
  it('ends no stored session', async () => {
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

  it('ends no session of a page that is open, nor when it is put right again', async () => {
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

  it('does not keep a session from ending on time', async () => {
    endsAt = Date.now() + 5 * hour
    const auth = await signedIn(page, twitch, 'SECRETada')
    setClock(by)
    wake()
    await pass(5 * hour + 120_000)
    expect(auth.state).toMatchObject({ status: 'signed-out', error: { code: 'token' } })
  })

  it('ends no session where Twitch cannot be reached either', async () => {
    await signedIn(page, twitch, 'SECRETada')
    setClock(by)
    twitch.cutOff(validate)
    const auth = load(twitch)
    expect((await auth.restore())?.login).toBe('ada')
    expect(await auth.getToken()).toBe('SECRETada')
    await pass(hour)
    expect(auth.state.session?.login).toBe('ada')
    expect(page.local.items.get(key)).toContain('SECRETada')
    const asked = twitch.received(validate).length
    expect(asked).toBeGreaterThan(10)
    // Each of the two tabs asks about once a minute.
    expect(asked).toBeLessThan(140)
  })

  it('ends no session of a token of the page’s own', async () => {
    const auth = userToken('SECRETada', twitch.network)
    await auth.getToken()
    setClock(by)
    expect(await auth.getToken()).toBe('SECRETada')
    await pass()
    expect(auth.state.session?.login).toBe('ada')
  })

  it('ends no session whose renewal is refused while its token still works', async () => {
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
    expect((await within(1000, auth.restore()))?.login).toBe('ada')
    expect(await auth.getToken()).toBe('SECRETada')
  })
})
