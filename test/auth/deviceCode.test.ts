// @vitest-environment happy-dom
import { type DeviceCode, type DeviceCodeOptions, deviceCode, type Scope, type Session } from 'tinyhelix'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Script } from '../scripted/script.ts'
import { allThatShows, openPage, type Page } from './page.ts'
import { device, json, pass, refusal, startTwitch, stopTime, type Twitch, token, users, validate } from './twitch.ts'

let page: Page
let twitch: Twitch

beforeEach(() => {
  stopTime()
  page = openPage('https://overlay.example/')
  twitch = startTwitch()
  answerDevice({})
  answerToken(() => refusal(400, 'authorization_pending'))
})

const hours = 3_600_000
let codes = 0

function answerDevice(fields: object) {
  codes = 0
  twitch.answer(device, () => {
    codes++
    return json(200, {
      device_code: `SECRETdevice${codes}`,
      user_code: `ABCD${codes}`,
      verification_uri: `https://www.twitch.tv/activate?device-code=ABCD${codes}`,
      expires_in: 1800,
      interval: 5,
      ...fields,
    })
  })
}

const answerToken = (...answers: Script[]) => twitch.answer(token, ...answers)

/** The user agrees. */
const agree = () => {
  twitch.grant('SECRETada', { scopes: ['chat:read'], expiresAt: Date.now() + 4 * hours })
  return json(200, {
    access_token: 'SECRETada',
    refresh_token: 'SECRETrefresh',
    expires_in: 14_400,
    scope: ['chat:read'],
    token_type: 'bearer',
  })
}

const load = (options: Partial<DeviceCodeOptions> = {}) =>
  deviceCode({ clientId: 'client', ...twitch.network, ...options })

/** Begins to sign in. Returns the codes that are shown, and the outcome. */
function begin(auth = load(), options: { scopes?: Scope[]; signal?: AbortSignal } = {}) {
  const shown: DeviceCode[] = []
  const outcome: { session?: Session; error?: unknown } = {}
  auth.signIn({ onCode: code => void shown.push(code), ...options }).then(
    session => Object.assign(outcome, { session }),
    error => Object.assign(outcome, { error }),
  )
  return { auth, shown, outcome }
}

const polls = () => twitch.received(token)

describe('sign-in by device code', () => {
  it('signIn() calls onCode with the code and the address for the user', async () => {
    const { shown, outcome } = begin()
    await pass()
    expect(shown).toEqual([
      {
        user_code: 'ABCD1',
        verification_uri: 'https://www.twitch.tv/activate?device-code=ABCD1',
        expiresAt: Date.now() + 1_800_000,
      },
    ])
    expect(outcome).toEqual({})
    expect(Object.fromEntries(twitch.received(device)[0]?.form ?? [])).toEqual({ client_id: 'client', scopes: '' })
  })

  it('signIn() polls at Twitch’s interval until the user agrees', async () => {
    const { auth, outcome } = begin(load({ scopes: ['chat:read'] }))
    await pass(4999)
    expect(polls()).toHaveLength(0)
    await pass(1)
    expect(polls()).toHaveLength(1)
    await pass(20_000)
    expect(polls()).toHaveLength(5)
    answerToken(agree)
    await pass(5000)
    expect(outcome.session).toMatchObject({
      login: 'ada',
      userId: 'id-of-ada',
      clientId: 'client',
      scopes: ['chat:read'],
    })
    expect(auth.state.session).toEqual(outcome.session)
    expect(await auth.getToken()).toBe('SECRETada')
    expect(Object.fromEntries(polls()[0]?.form ?? [])).toEqual({
      client_id: 'client',
      scopes: 'chat:read',
      device_code: 'SECRETdevice1',
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    })
  })

  it('signIn() polls more slowly after `slow_down`', async () => {
    begin()
    answerToken(
      () => refusal(400, 'slow_down'),
      () => refusal(400, 'authorization_pending'),
    )
    await pass(5000)
    expect(polls()).toHaveLength(1)
    await pass(9999)
    expect(polls()).toHaveLength(1)
    await pass(1)
    expect(polls()).toHaveLength(2)
    await pass(10_000)
    expect(polls()).toHaveLength(3)
  })

  it('signIn() requests another code when one expires unused', async () => {
    const { shown, outcome } = begin()
    await pass(1_801_000)
    expect(shown.map(({ user_code }) => user_code)).toEqual(['ABCD1', 'ABCD2'])
    answerToken(agree)
    await pass(5000)
    expect(outcome.session?.login).toBe('ada')
    expect(polls().at(-1)?.form.get('device_code')).toBe('SECRETdevice2')
  })

  it.each(['invalid device code', 'expired_token'])(
    'signIn() requests another code when Twitch says "%s"',
    async message => {
      const { shown } = begin()
      answerToken(
        () => refusal(400, message),
        () => refusal(400, 'authorization_pending'),
      )
      await pass(5000)
      expect(shown).toHaveLength(2)
    },
  )

  it('signIn() never polls in quick succession, whatever Twitch says of its codes', async () => {
    for (const fields of [{ expires_in: 1 }, { expires_in: undefined }, { expires_in: 0 }, { interval: undefined }]) {
      const controller = new AbortController()
      answerDevice(fields)
      begin(load(), { signal: controller.signal })
      await pass(20_000)
      controller.abort()
      await pass()
      expect(codes).toBeLessThanOrEqual(5)
    }
  })

  it.each([
    ['no connection', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['an error of Twitch’s', () => refusal(500, '')],
    ['a rate limit', () => refusal(429, 'too many requests')],
    ['a page that is not Twitch’s', () => ({ text: '<title>hotel</title>' })],
    ['an answer without a token', () => json(200, { refresh_token: 'SECRETrefresh' })],
  ])('signIn() keeps polling through %s', async (_, answer) => {
    const { outcome } = begin()
    answerToken(answer, answer, agree)
    await pass(15_000)
    expect(outcome.session?.login).toBe('ada')
  })

  it('signIn() rejects when the user denies access', async () => {
    const { auth, outcome } = begin()
    answerToken(() => refusal(400, 'access_denied'))
    await pass(60_000)
    expect(outcome.error).toMatchObject({ code: 'sign_in', reason: 'denied' })
    expect(polls()).toHaveLength(1)
    expect(auth.state.session).toBeNull()
  })

  it.each([
    [400, 'invalid client'],
    [403, 'missing client secret'],
  ])('signIn() rejects with Twitch’s words when Twitch refuses (%s %s)', async (status, message) => {
    const { outcome } = begin()
    answerToken(() => refusal(status, message))
    await pass(5000)
    expect(outcome.error).toMatchObject({ status, detail: message })
  })

  it('signIn() rejects with Twitch’s words when Twitch gives no code', async () => {
    twitch.answer(device, () => refusal(400, 'invalid client'))
    const { outcome } = begin()
    await pass()
    expect(outcome.error).toMatchObject({ code: 'bad_request', detail: 'invalid client' })
    twitch.answer(device, () => json(200, { device_code: '' }))
    const second = begin()
    await pass()
    expect(second.outcome.error).toMatchObject({ code: 'schema' })
  })

  it('an abort ends signIn() at once', async () => {
    for (const ms of [0, 1, 4999, 5000, 12_345]) {
      const controller = new AbortController()
      const { outcome } = begin(load(), { signal: controller.signal })
      await pass(ms)
      controller.abort()
      await pass()
      expect(outcome.error).toMatchObject({ name: 'AbortError' })
      const before = twitch.received().length
      await pass(60_000)
      expect(twitch.received()).toHaveLength(before)
    }
  })

  it('signIn() rejects when the new token cannot be validated', async () => {
    const { outcome } = begin()
    answerToken(agree)
    twitch.cutOff(validate, users)
    await pass(5000)
    expect(outcome.error).toMatchObject({ code: 'sign_in', reason: 'unreachable' })
    expect(page.local.items.size).toBe(0)
  })

  it('signIn() requests the wanted scopes and those of the session', async () => {
    const { auth } = begin()
    answerToken(agree)
    await pass(5000)
    answerToken(() => refusal(400, 'authorization_pending'))
    begin(auth, { scopes: ['bits:read', 'chat:read'] })
    await pass()
    expect(twitch.received(device).at(-1)?.form.get('scopes')?.split(' ').sort()).toEqual(['bits:read', 'chat:read'])
  })

  it('the next load restores the session, and other tabs follow it', async () => {
    const other = load()
    await other.restore()
    begin()
    answerToken(agree)
    await pass(5000)
    expect(other.state.session?.login).toBe('ada')
    expect((await load().restore())?.login).toBe('ada')
  })

  it('no output contains the token or the codes', async () => {
    const { auth, outcome } = begin()
    answerToken(agree)
    await pass(5000)
    expect(allThatShows([auth, auth.state, outcome])).not.toContain('SECRET')
    answerToken(({ form }) => refusal(400, `bad code ${form.get('device_code')}`))
    const failed = begin()
    await pass(5000)
    expect(failed.outcome.error).toMatchObject({ code: 'bad_request' })
    expect(allThatShows(failed.outcome.error)).not.toContain('SECRET')
    expect(
      twitch
        .received()
        .map(({ url }) => url.search)
        .join(''),
    ).toBe('')
  })

  it('signOut() ends the session and revokes the token', async () => {
    const { auth } = begin()
    answerToken(agree)
    await pass(5000)
    await auth.signOut()
    expect(twitch.isValid('SECRETada')).toBe(false)
    expect(page.local.items.size).toBe(0)
  })
})

describe('a device code in two tabs', () => {
  it('agreeing in one tab signs in both', async () => {
    const [first, second] = [begin(), begin()]
    await pass(6000)
    expect([first.shown.length, second.shown.length]).toEqual([1, 1])
    answerToken(({ form }) =>
      form.get('device_code') === 'SECRETdevice1' ? agree() : refusal(400, 'authorization_pending'),
    )
    await pass(5000)
    expect(first.outcome.session?.login).toBe('ada')
    expect(second.outcome.session?.login).toBe('ada')
    expect(await second.auth.getToken()).toBe('SECRETada')
    const before = twitch.received().length
    await pass(60_000)
    expect(twitch.received()).toHaveLength(before)
    expect([first.shown.length, second.shown.length]).toEqual([1, 1])
  })

  it('a second token that arrives is revoked', async () => {
    const [first, second] = [begin(), begin()]
    await pass()
    let answer = () => {}
    const told = new Promise<void>(resolve => {
      answer = resolve
    })
    answerToken(async ({ form }) => {
      if (form.get('device_code') === 'SECRETdevice1') return agree()
      await told
      twitch.grant('SECRETsecond')
      return json(200, { access_token: 'SECRETsecond', refresh_token: 'SECRETrefresh2', expires_in: 14_400, scope: [] })
    })
    await pass(5000)
    expect([first.outcome.session?.login, second.outcome.session?.login]).toEqual(['ada', 'ada'])
    answer()
    await pass()
    expect(twitch.isValid('SECRETsecond')).toBe(false)
    expect(twitch.isValid('SECRETada')).toBe(true)
  })

  it('a sign-in for more scopes continues after a renewal, and ends when another tab has the scopes', async () => {
    const { auth } = begin()
    answerToken(agree)
    await pass(5000)
    answerToken(({ form }) => (form.has('refresh_token') ? agree() : refusal(400, 'authorization_pending')))
    const { outcome, shown } = begin(auth, { scopes: ['bits:read'] })
    await pass(4.5 * hours)
    expect(auth.state.status).toBe('signed-in')
    expect(outcome).toEqual({})
    expect(shown.length).toBeGreaterThan(5)
    answerToken(() => {
      const scopes = ['chat:read', 'bits:read']
      twitch.grant('SECRETmore', { scopes, expiresAt: Date.now() + 4 * hours })
      return json(200, {
        access_token: 'SECRETmore',
        refresh_token: 'SECRETrefresh',
        expires_in: 14_400,
        scope: scopes,
      })
    })
    await pass(10_000)
    expect(outcome.session?.scopes).toEqual(['chat:read', 'bits:read'])
  })
})

describe('a sign-in by device code without a network', () => {
  it.each([
    ['there is no connection', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['Twitch has an error', () => refusal(503, 'unavailable')],
    ['Twitch does not answer', () => new Promise<never>(() => {})],
    ['there is a rate limit', () => refusal(429, 'too many requests')],
  ])('signIn() waits while %s, and then shows a code', async (_, answer) => {
    twitch.answer(device, answer)
    const { shown, outcome } = begin()
    await pass(10 * 60_000)
    expect(outcome).toEqual({})
    expect(shown).toEqual([])
    const tries = twitch.received(device).length
    expect(tries).toBeGreaterThan(5)
    expect(tries).toBeLessThan(150)
    answerDevice({})
    answerToken(agree)
    await pass(70_000)
    expect(shown).toHaveLength(1)
    expect(outcome.session?.login).toBe('ada')
  })

  it('an abort ends a signIn() that waits for the network', async () => {
    twitch.cutOff(device)
    const controller = new AbortController()
    const { outcome } = begin(load(), { signal: controller.signal })
    await pass(7000)
    controller.abort()
    await pass()
    expect(outcome.error).toMatchObject({ name: 'AbortError' })
    const before = twitch.received().length
    await pass(60_000)
    expect(twitch.received()).toHaveLength(before)
  })

  it('a waiting signIn() ends when the stored session is renewed', async () => {
    const { auth: earlier } = begin()
    answerToken(agree)
    await pass(5000)
    expect(earlier.state.status).toBe('signed-in')
    vi.setSystemTime(Date.now() + 10 * hours)
    twitch.cutOff(device, token, validate, users)
    const auth = load()
    void auth.restore()
    const { outcome } = begin(auth)
    await pass(11_000)
    // The known session is shown meanwhile, but its token has expired.
    expect(auth.state.session?.login).toBe('ada')
    expect(outcome).toEqual({})
    twitch.cutOff()
    twitch.answer(token, ({ form }) => (form.has('refresh_token') ? agree() : refusal(400, 'authorization_pending')))
    await pass(120_000)
    expect(outcome.session?.login).toBe('ada')
  })

  it('a token that arrives late is stored', async () => {
    const { outcome } = begin()
    await pass()
    answerToken(async () => {
      await new Promise(resolve => setTimeout(resolve, 50_000))
      return agree()
    })
    await pass(60_000)
    expect(outcome.session?.login).toBe('ada')
  })
})
