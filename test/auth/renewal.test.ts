// @vitest-environment happy-dom
import { createClient, deviceCode, getStreams, getUsers, type TokenStorage } from 'tinyhelix'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { clockMoves } from '../scripted/clockMoves.ts'
import { allThatShows, openPage, type Page, wake } from './page.ts'
import {
  day,
  device,
  json,
  pass,
  refusal,
  startTwitch,
  stopTime,
  type Twitch,
  token,
  users,
  validate,
  within,
} from './twitch.ts'

let page: Page
let twitch: Twitch
/** The valid refresh token, which changes with each use. */
let refresh: string
/** The number of renewals. */
let renewals: number

const hour = 3_600_000
const key = 'tinyhelix:client:default'

const load = (options = {}) => deviceCode({ clientId: 'client', ...twitch.network, ...options })

beforeEach(() => {
  stopTime()
  page = openPage('https://overlay.example/')
  twitch = startTwitch()
  refresh = 'SECRETrefresh0'
  renewals = 0
  twitch.answer(token, ({ form }) => {
    if (form.get('refresh_token') !== refresh) return refusal(400, 'Invalid refresh token')
    return renew()
  })
  store('SECRET0', Date.now() + 4 * hour)
})

/** Twitch issues the next tokens. */
function renew() {
  renewals++
  refresh = `SECRETrefresh${renewals}`
  twitch.grant(`SECRET${renewals}`, { expiresAt: Date.now() + 4 * hour })
  return json(200, { access_token: `SECRET${renewals}`, refresh_token: refresh, expires_in: 14_400, scope: [] })
}

/** Stores a session, as an earlier sign-in would have. */
function store(token: string, expiresAt: number) {
  twitch.grant(token, { expiresAt })
  const session = { userId: 'id-of-ada', login: 'ada', clientId: 'client', scopes: [], expiresAt }
  const checkAt = Math.min(Date.now() + hour, expiresAt)
  page.local.items.set(key, JSON.stringify({ version: 1, token, refreshToken: refresh, checkAt, session }))
}

const stored = () => JSON.parse(page.local.items.get(key) ?? '{}')

describe('a token that expires', () => {
  it('the token is renewed on time, without any calls', async () => {
    const auth = load()
    await auth.restore()
    await pass(4 * hour - 1000)
    expect(renewals).toBe(0)
    await pass(2000)
    expect(renewals).toBe(1)
    expect(auth.state.session?.expiresAt).toBeGreaterThan(Date.now() + 4 * hour - 2000)
    expect(await auth.getToken()).toBe('SECRET1')
    expect(stored()).toMatchObject({ token: 'SECRET1', refreshToken: 'SECRETrefresh1' })
  })

  it('the token is renewed for days', async () => {
    const auth = load()
    await auth.restore()
    await pass(2 * day)
    expect(renewals).toBeGreaterThanOrEqual(11)
    expect(twitch.received(token)).toHaveLength(renewals)
    expect(auth.state.status).toBe('signed-in')
  })

  it('the next load renews an expired token', async () => {
    await pass(10 * hour)
    const auth = load()
    expect((await within(1000, auth.restore()))?.login).toBe('ada')
    expect(await auth.getToken()).toBe('SECRET1')
    expect(Object.fromEntries(twitch.received(token)[0]?.form ?? [])).toEqual({
      client_id: 'client',
      grant_type: 'refresh_token',
      refresh_token: 'SECRETrefresh0',
    })
  })

  it('waking renews an expired token', async () => {
    const auth = load()
    await auth.restore()
    vi.setSystemTime(Date.now() + 9 * hour)
    wake()
    await pass(1000)
    expect(renewals).toBe(1)
    expect(auth.state.status).toBe('signed-in')
  })

  it('a call renews an expired token before it is sent', async () => {
    const auth = load()
    await auth.restore()
    vi.setSystemTime(Date.now() + 9 * hour)
    const tokens = Promise.all([auth.getToken(), auth.getToken(), auth.getToken()])
    await pass(1000)
    expect(await tokens).toEqual(['SECRET1', 'SECRET1', 'SECRET1'])
    expect(renewals).toBe(1)
  })

  it('a renewal changes only the expiry of the session', async () => {
    const auth = load()
    await auth.restore()
    const seen: string[] = []
    auth.subscribe(({ status, session }) => void seen.push(`${status} ${session?.login}`))
    await pass(5 * hour)
    expect(new Set(seen)).toEqual(new Set(['signed-in ada']))
  })
})

describe('a token that Twitch refuses early', () => {
  it('a call renews a refused token and succeeds', async () => {
    const auth = load()
    const client = createClient({ auth, ...twitch.network })
    await auth.restore()
    twitch.revoke('SECRET0')
    expect(await within(1000, getStreams(client))).toEqual([])
    expect(renewals).toBe(1)
    expect(auth.state.status).toBe('signed-in')
  })

  it('several calls renew a refused token once and succeed', async () => {
    const auth = load()
    const client = createClient({ auth, ...twitch.network })
    await auth.restore()
    twitch.revoke('SECRET0')
    const calling = Promise.all([1, 2, 3, 4].map(() => getStreams(client)))
    await pass(1000)
    expect(await calling).toEqual([[], [], [], []])
    expect(renewals).toBe(1)
    expect(auth.state.status).toBe('signed-in')
    expect(stored()).toMatchObject({ token: 'SECRET1' })
  })

  it('the hourly validation renews a refused token', async () => {
    const auth = load()
    await auth.restore()
    twitch.revoke('SECRET0')
    await pass(hour + 60_000)
    expect(renewals).toBe(1)
    expect(auth.state.status).toBe('signed-in')
    expect(await auth.getToken()).toBe('SECRET1')
  })

  it('the next load renews a refused token', async () => {
    twitch.revoke('SECRET0')
    await pass(2 * hour)
    const restoring = load().restore()
    await pass(1000)
    expect((await restoring)?.login).toBe('ada')
    expect(renewals).toBe(1)
  })

  it('a token refused during its validation is renewed, whatever the validation answers', async () => {
    const auth = load()
    await auth.restore()
    let answer = () => {}
    const told = new Promise<void>(resolve => {
      answer = resolve
    })
    twitch.answer(validate, async () => {
      await told
      return json(200, { client_id: 'client', login: 'ada', user_id: 'id-of-ada', scopes: [], expires_in: 14_400 })
    })
    vi.setSystemTime(Date.now() + 2 * hour)
    expect(await auth.getToken()).toBe('SECRET0')
    await pass()
    auth.invalidate('SECRET0')
    const calling = auth.getToken()
    answer()
    expect(await within(1000, calling)).toBe('SECRET1')
  })

  it('a session whose new tokens are refused too ends after a few requests', async () => {
    const auth = load()
    await auth.restore()
    twitch.revoke('SECRET0')
    twitch.answer(token, () => {
      renewals++
      return json(200, { access_token: `SECRETdead${renewals}`, refresh_token: refresh, expires_in: 14_400 })
    })
    auth.invalidate('SECRET0')
    await expect(within(10_000, auth.getToken())).rejects.toMatchObject({ code: 'token' })
    expect(auth.state.status).toBe('signed-out')
    expect(renewals).toBeLessThanOrEqual(2)
  })

  it('the session ends when the renewal is refused', async () => {
    const auth = load()
    await auth.restore()
    twitch.revoke('SECRET0')
    refresh = 'SECRETanother'
    auth.invalidate('SECRET0')
    const calling = auth.getToken().catch((error: unknown) => error)
    await pass(5000)
    expect(await calling).toMatchObject({ code: 'token', message: expect.stringContaining('sign in again') })
    expect(auth.state).toMatchObject({ status: 'signed-out', error: { code: 'token' } })
    expect(page.local.items.size).toBe(0)
  })
})

describe('a renewal that fails', () => {
  it.each([
    ['has no connection', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['meets an error of Twitch’s', () => refusal(500, '')],
    ['meets a rate limit', () => refusal(429, '')],
    ['meets a page that is not Twitch’s', () => ({ text: '<title>hotel</title>' })],
    ['has no answer for long', () => new Promise<never>(() => {})],
  ])('a renewal that %s keeps the session and is repeated', async (_, answer) => {
    const auth = load()
    await auth.restore()
    twitch.answer(token, answer)
    await pass(4 * hour + 30_000)
    const tries = twitch.received(token).length
    expect(tries).toBeGreaterThan(0)
    expect(tries).toBeLessThan(4)
    expect(auth.state).toMatchObject({ status: 'signed-in', session: { login: 'ada' } })
    expect(stored().refreshToken).toBe('SECRETrefresh0')
    const calling = auth.getToken().catch((error: unknown) => error)
    await pass(60_000)
    expect(['network', 'timeout', 'server_error', 'rate_limited', 'schema']).toContain(Object(await calling).code)

    twitch.answer(token, renew)
    await pass(2 * 60_000)
    expect(auth.state.session?.expiresAt).toBeGreaterThan(Date.now())
    expect(await auth.getToken()).toBe('SECRET1')
  })

  it('a renewal at the start is repeated without calls, because overlays start before the network', async () => {
    await pass(10 * hour)
    twitch.cutOff(token, validate)
    const auth = load()
    expect(await within(10_000, auth.restore())).toMatchObject({ login: 'ada' })
    expect(stored().refreshToken).toBe('SECRETrefresh0')
    twitch.cutOff()
    await pass(2 * 60_000)
    expect(auth.state.session?.expiresAt).toBeGreaterThan(Date.now())
    expect(await auth.getToken()).toBe('SECRET1')
  })

  it('a renewal is repeated at once when the network is back', async () => {
    await pass(10 * hour)
    twitch.cutOff(token, validate)
    const auth = load()
    await within(11_000, auth.restore())
    twitch.cutOff()
    wake('online')
    await pass(1000)
    expect(auth.state.session?.expiresAt).toBeGreaterThan(Date.now())
  })

  it('a refused renewal after 30 days ends the session', async () => {
    await pass(31 * day)
    refresh = 'gone'
    const auth = load()
    expect(await within(5000, auth.restore())).toBeNull()
    expect(auth.state.error).toMatchObject({ code: 'token', message: expect.stringContaining('sign in again') })
    await pass()
    expect(page.local.items.size).toBe(0)
    await pass(day)
    expect(twitch.received(token)).toHaveLength(1)
  })

  it('a refused renewal of a session that no other tab shares ends the session at once', async () => {
    page.session.items.set(key, page.local.items.get(key) ?? '')
    await pass(31 * day)
    refresh = 'gone'
    const auth = load({ storage: 'sessionStorage' })
    expect(await within(1000, auth.restore())).toBeNull()
    expect(auth.state.error).toMatchObject({ code: 'token' })
  })

  it('calls after a failed renewal reject with its error, and subscribers are not called again', async () => {
    await pass(31 * day)
    refresh = 'gone'
    const auth = load()
    await within(5000, auth.restore())
    const { state } = auth
    const listener = vi.fn()
    auth.subscribe(listener)
    for (let call = 0; call < 3; call++) await expect(within(1000, auth.getToken())).rejects.toBe(state.error)
    expect(listener).toHaveBeenCalledTimes(1)
    expect(auth.state).toBe(state)
    await auth.signOut()
    expect(auth.state.error).toBeNull()
  })

  it('a refused renewal sets Twitch’s reason as the error', async () => {
    twitch.answer(token, () => refusal(403, 'missing client secret'))
    await pass(10 * hour)
    const auth = load()
    await within(5000, auth.restore())
    expect(auth.state.error?.message).toMatch(/sign in again.*missing client secret/)
  })

  it('a session without a refresh token ends', async () => {
    const entry = stored()
    delete entry.refreshToken
    page.local.items.set(key, JSON.stringify(entry))
    await pass(10 * hour)
    const auth = load()
    expect(await within(5000, auth.restore())).toBeNull()
    expect(auth.state.error).toMatchObject({ code: 'token' })
  })

  it('no token appears in an error when Twitch echoes it', async () => {
    twitch.answer(token, () => refusal(400, 'Invalid refresh token SECRETrefresh0'))
    await pass(10 * hour)
    const auth = load()
    await within(5000, auth.restore())
    const error = await within(
      1000,
      auth.getToken().catch((error: unknown) => error),
    )
    expect(allThatShows([auth, auth.state, error])).not.toContain('SECRET')
  })

  it('no token appears in an error about a malformed answer', async () => {
    twitch.answer(token, () => json(200, { refresh_token: 'SECRETnext', access_token: '', scope: 'SECRETscope' }))
    await pass(10 * hour)
    const auth = load()
    await within(11_000, auth.restore())
    const error = await within(
      1000,
      auth.getToken().catch((error: unknown) => error),
    )
    expect(allThatShows([auth.state, error])).not.toContain('SECRET')
  })

  it('the old refresh token stays when Twitch sends no new one', async () => {
    twitch.answer(token, () => {
      twitch.grant('SECRETnew', { expiresAt: Date.now() + 4 * hour })
      return json(200, { access_token: 'SECRETnew', expires_in: 14_400, scope: [] })
    })
    await pass(10 * hour)
    await within(1000, load().restore())
    expect(stored()).toMatchObject({ token: 'SECRETnew', refreshToken: 'SECRETrefresh0' })
  })
})

describe.each([
  ['in this tab', 0],
  ['in another tab', 1],
])('ada’s renewal is refused, and her tab still looks for a token of another tab', (where, tab) => {
  it.each([
    ['ada signs out', null],
    ['bob signs in', 'bob'],
  ])(`%s ${where}: nothing of ada is sent or stored as another user`, async (_, login) => {
    const codes = {
      device_code: 'SECRETdevice',
      user_code: 'ABCD',
      verification_uri: 'https://t.example/',
      interval: 5,
    }
    twitch.answer(device, () => json(200, codes))
    twitch.answer(token, ({ form }) => {
      if (form.has('refresh_token')) return refusal(400, 'Invalid refresh token')
      twitch.grant('SECRETbob', { login: 'bob', expiresAt: Date.now() + 4 * hour })
      return json(200, { access_token: 'SECRETbob', refresh_token: 'SECRETbobs', expires_in: 14_400, scope: [] })
    })
    const tabs = [load(), load()] as const
    const [auth] = tabs
    await Promise.all(tabs.map(tab => tab.restore()))
    if (login) tabs[tab]?.signIn({ onCode: () => {} }).catch(() => {})
    await pass(4000)
    twitch.revoke('SECRET0')
    const calling = getUsers(createClient({ auth, ...twitch.network })).catch((error: unknown) => error)
    await pass(500)
    expect(twitch.received(token)).toHaveLength(1)
    expect(auth.state.session?.login).toBe('ada')
    if (!login) void tabs[tab]?.signOut()
    await pass(600)
    expect(auth.state.session?.login).toBe(login ?? undefined)
    await pass(20_000)
    expect(await calling).toMatchObject({ code: expect.stringMatching(/^(token|unauthorized)$/) })
    expect(twitch.received(users).map(({ headers }) => headers.authorization)).toEqual(['Bearer SECRET0'])
    for (const { state } of tabs) expect(state.session?.login).toBe(login ?? undefined)
    expect(stored().session?.login).toBe(login ?? undefined)
    expect(stored().refreshToken).toBe(login ? 'SECRETbobs' : undefined)
  })
})

/** The part of Web Locks that the library uses. */
class Locks {
  readonly #last = new Map<string, Promise<unknown>>()
  readonly requested: string[] = []

  request(name: string, { signal }: { signal: AbortSignal }, task: () => Promise<unknown>): Promise<unknown> {
    this.requested.push(name)
    const before = this.#last.get(name) ?? Promise.resolve()
    let isGiven = false
    const next = before.then(() => {
      isGiven = true
      return signal.aborted ? undefined : task()
    })
    this.#last.set(
      name,
      next.catch(() => {}),
    )
    const aborted = new Promise((_, reject) => {
      signal.addEventListener('abort', () => isGiven || reject(signal.reason))
    })
    return Promise.race([next, aborted])
  }
}

describe.each([
  ['with Web Locks', () => Object.defineProperty(navigator, 'locks', { value: new Locks(), configurable: true })],
  ['without Web Locks', () => Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true })],
  [
    'in a frame that may not use Web Locks',
    () => {
      const request = () => Promise.reject(new DOMException('The request was denied.', 'SecurityError'))
      Object.defineProperty(navigator, 'locks', { value: { request }, configurable: true })
    },
  ],
])('several tabs %s', (_, prepare) => {
  beforeEach(prepare)

  it('the tabs renew a token once', async () => {
    const tabs = [load(), load(), load()]
    await Promise.all(tabs.map(tab => tab.restore()))
    await pass(4 * hour + 5000)
    expect(renewals).toBe(1)
    expect(twitch.received(token)).toHaveLength(1)
    for (const tab of tabs) expect(await tab.getToken()).toBe('SECRET1')
  })

  it.each([
    ['once when storage reaches other tabs late', 30, 1],
    ['without an end of the session when storage reaches other tabs much too late', 2000, 3],
  ])('the tabs renew a token %s', async (_, delay, requests) => {
    const writes = [{ by: -1, at: 0, name: key, value: page.local.getItem(key) }]
    const storageOf = (by: number): TokenStorage => {
      const write = (name: string, value: string | null) => void writes.push({ by, at: Date.now(), name, value })
      const isSeen = (write: (typeof writes)[number]) => write.by === by || write.at <= Date.now() - delay
      return {
        getItem: name => writes.filter(write => write.name === name && isSeen(write)).at(-1)?.value ?? null,
        setItem: write,
        removeItem: name => write(name, null),
      }
    }
    const tabs = [0, 1, 2].map(tab => load({ storage: storageOf(tab) }))
    await Promise.all(tabs.map(tab => tab.restore()))
    const seen = new Set<string>()
    for (const tab of tabs) tab.subscribe(({ status }) => void seen.add(status))
    await pass(4 * hour + 15_000)
    expect(twitch.received(token).length).toBeLessThanOrEqual(requests)
    expect([...seen]).toEqual(['signed-in'])
    expect(renewals).toBe(1)
    for (const tab of tabs) expect(await tab.getToken()).toBe('SECRET1')
  })

  it('tabs that start together with an expired token renew it once', async () => {
    await pass(10 * hour)
    const tabs = [load(), load(), load()]
    const restoring = Promise.all(tabs.map(tab => tab.restore()))
    await pass(5000)
    expect((await restoring).map(session => session?.login)).toEqual(['ada', 'ada', 'ada'])
    expect(twitch.received(token)).toHaveLength(1)
    for (const tab of tabs) expect(await tab.getToken()).toBe('SECRET1')
  })

  it('the tabs ask a few times without an answer, and again later', async () => {
    await pass(10 * hour)
    twitch.cutOff(token)
    const tab = load()
    await within(11_000, tab.restore())
    expect(twitch.received(token).length).toBeLessThan(7)
    twitch.cutOff()
    expect(await within(1000, tab.getToken())).toBe('SECRET1')
  })

  it('the tabs renew once when Twitch refuses the token of all of them', async () => {
    const tabs = [load(), load()]
    await Promise.all(tabs.map(tab => tab.restore()))
    twitch.revoke('SECRET0')
    const calling = Promise.all(tabs.map(auth => getStreams(createClient({ auth, ...twitch.network }))))
    await pass(5000)
    expect(await calling).toEqual([[], []])
    expect(twitch.received(token)).toHaveLength(1)
  })

  it('the new token is stored before another tab takes its turn', async () => {
    let answer = () => {}
    const delay = new Promise<void>(resolve => (answer = resolve))
    twitch.answer(token, async () => {
      await delay
      return renew()
    })
    await pass(10 * hour)
    const first = load().restore()
    await pass(1000)
    const second = load().restore()
    await pass(3000)
    expect(twitch.received(token)).toHaveLength(1)
    answer()
    await pass(5000)
    expect((await first)?.login).toBe('ada')
    expect((await second)?.login).toBe('ada')
    expect(twitch.received(token)).toHaveLength(1)
  })

  it('a renewal does not restore a session that another tab has ended', async () => {
    let answer = () => {}
    const delay = new Promise<void>(resolve => (answer = resolve))
    twitch.answer(token, async () => {
      await delay
      return renew()
    })
    const [tab, other] = [load(), load()]
    await Promise.all([tab.restore(), other.restore()])
    vi.setSystemTime(Date.now() + 9 * hour)
    const calling = tab.getToken().catch((error: unknown) => error)
    await pass(1000)
    await other.signOut()
    await pass()
    answer()
    await pass(5000)
    expect(await calling).toMatchObject({ code: 'token' })
    expect([tab.state.status, other.state.status]).toEqual(['signed-out', 'signed-out'])
    expect(page.local.items.has(key)).toBe(false)
    expect(twitch.isValid('SECRET1')).toBe(false)
  })

  it('a renewal does not restore a session that this page has ended', async () => {
    let answer = () => {}
    const delay = new Promise<void>(resolve => (answer = resolve))
    twitch.answer(token, async () => {
      await delay
      return renew()
    })
    const tab = load()
    await tab.restore()
    vi.setSystemTime(Date.now() + 9 * hour)
    const calling = tab.getToken().catch((error: unknown) => error)
    await pass(1000)
    await tab.signOut()
    answer()
    await pass(5000)
    await calling
    expect(tab.state.status).toBe('signed-out')
    expect(page.local.items.has(key)).toBe(false)
    expect(twitch.isValid('SECRET1')).toBe(false)
  })
})

describe('the lease in place of Web Locks', () => {
  const lease = `${key}:renewal`

  beforeEach(() => Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true }))

  it('the lease is released after a renewal', async () => {
    await pass(10 * hour)
    const restoring = load().restore()
    await pass(1000)
    await restoring
    expect(page.local.items.has(lease)).toBe(false)
  })

  it('the lease is released after a failed renewal', async () => {
    await pass(10 * hour)
    twitch.cutOff(token)
    const restoring = load().restore()
    await pass(11_000)
    await restoring
    expect(page.local.items.has(lease)).toBe(false)
  })

  it('the lease of a closed tab delays others for a limited time', async () => {
    await pass(10 * hour)
    page.local.items.set(lease, `${Date.now() + 15_000} 0.123`)
    const restoring = load().restore()
    await pass(14_000)
    expect(renewals).toBe(0)
    await pass(2000)
    expect((await restoring)?.login).toBe('ada')
  })

  it.each(clockMoves)(
    'a tab waits until the lease expires, or a sleep has ended it, when the system clock %s',
    async (_, by) => {
      await pass(10 * hour)
      page.local.items.set(lease, `${Date.now() + 15_000} 0.123`)
      const restoring = load().restore()
      await pass(1000)
      vi.setSystemTime(Date.now() + by)
      await pass(13_000)
      // Twitch’s clock is the same here, so this counts requests.
      expect(twitch.received(token)).toHaveLength(by < 0 ? 0 : 1)
      await pass(2000)
      expect(twitch.received(token)).toHaveLength(1)
      await restoring
    },
  )

  it.each(['1e999', '1e15'])('a lease until %s delays other tabs no longer than a normal lease', async until => {
    await pass(10 * hour)
    page.local.items.set(lease, `${until} 0.123`)
    const restoring = load().restore()
    await pass(74_000)
    expect(renewals).toBe(0)
    await pass(2000)
    expect((await restoring)?.login).toBe('ada')
  })

  it.each(['', 'nonsense', 'NaN NaN', '{}'])('a stored lease of %j is free', async text => {
    await pass(10 * hour)
    page.local.items.set(lease, text)
    const restoring = load().restore()
    await pass(16_000)
    expect((await restoring)?.login).toBe('ada')
  })

  it('the last of two tabs that write the lease holds it', async () => {
    await pass(10 * hour)
    const restoring = load().restore()
    await pass(10)
    page.local.items.set(lease, `${Date.now() + 15_000} 0.123`)
    await pass(1000)
    expect(renewals).toBe(0)
    page.local.items.delete(lease)
    await pass(1000)
    expect((await restoring)?.login).toBe('ada')
  })

  it('the lease works when a hidden tab’s timers run once a minute', async () => {
    await pass(10 * hour)
    const real = globalThis.setTimeout
    vi.stubGlobal('setTimeout', (run: () => void, ms = 0) => real(run, Math.max(ms, 60_000)))
    const restoring = load().restore()
    await pass(5 * 60_000)
    expect((await restoring)?.login).toBe('ada')
  })

  it('the lease is kept in memory when storage is blocked', async () => {
    await pass(10 * hour)
    const auth = load()
    const restoring = auth.restore()
    page.local.broken.add('setItem')
    await pass(1000)
    expect((await restoring)?.login).toBe('ada')
    await pass(9 * hour)
    expect(auth.state.status).toBe('signed-in')
    expect(renewals).toBeGreaterThan(1)
  })
})

describe.each([
  ['with Web Locks', () => Object.defineProperty(navigator, 'locks', { value: new Locks(), configurable: true })],
  ['without Web Locks', () => Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true })],
])('a renewal that answers late (%s)', (_, prepare) => {
  beforeEach(prepare)

  it.each([10_000, 30_000, 59_000])('%d ms does not end a session, and the refresh token is used once', async ms => {
    twitch.answer(token, async ({ form }) => {
      // Twitch refuses the second renewal.
      if (form.get('refresh_token') !== refresh) return refusal(400, 'Invalid refresh token')
      const answer = renew()
      await new Promise(resolve => setTimeout(resolve, ms))
      return answer
    })
    const tabs = [load(), load()]
    await Promise.all(tabs.map(tab => tab.restore()))
    await pass(4 * hour + 1000)
    const calling = Promise.all(tabs.map(tab => tab.getToken()))
    await pass(ms + 5000)
    expect(await calling).toEqual(['SECRET1', 'SECRET1'])
    expect(twitch.received(token)).toHaveLength(1)
    expect(tabs.map(tab => tab.state.status)).toEqual(['signed-in', 'signed-in'])
    expect(stored()).toMatchObject({ token: 'SECRET1', refreshToken: 'SECRETrefresh1' })
  })
})

describe('a refresh token that another tab has used', () => {
  it('a refusal of a used refresh token does not end the session', async () => {
    Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true })
    const auth = load()
    await auth.restore()
    const seen = new Set<string>()
    auth.subscribe(({ status }) => void seen.add(status))
    await pass(4 * hour - 5000)
    twitch.answer(token, () => {
      // The other tab was quicker, despite the lock.
      renew()
      store('SECRET1', Date.now() + 4 * hour)
      return refusal(400, 'Invalid refresh token')
    })
    await pass(10_000)
    expect([...seen]).toEqual(['signed-in'])
    expect(await auth.getToken()).toBe('SECRET1')
  })
})
