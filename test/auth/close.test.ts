// @vitest-environment happy-dom
import {
  appToken,
  type ClosableAuth,
  createClient,
  deviceCode,
  extensionHelper,
  getStreams,
  implicitGrant,
  jwtToken,
  userToken,
} from 'tinyhelix'
import { describe, expect, it, vi } from 'vitest'
import { allowPopups } from './atTwitch.ts'
import { countSetUp } from './countSetUp.ts'
import { beginAnew, page, twitch } from './eachTest.ts'
import { device, hour, json, pass, refusal, token, within } from './twitch.ts'

beginAnew()

const key = 'tinyhelix:client:default'
const options = () => ({ clientId: 'client', ...twitch.network })
const closed = { code: 'token', message: expect.stringContaining('was closed') }

function store() {
  const expiresAt = Date.now() + 4 * hour
  twitch.grant('SECRETada', { expiresAt })
  const session = { userId: 'id-of-ada', login: 'ada', clientId: 'client', scopes: [], expiresAt }
  page.local.items.set(
    key,
    JSON.stringify({
      version: 1,
      token: 'SECRETada',
      id: '1.2',
      refreshToken: 'SECRETrefresh',
      checkAt: expiresAt,
      session,
    }),
  )
}

/** Counts the timers, listeners and the like that are not removed, until the test ends. */
function countInPage() {
  const globals = ['addEventListener', 'removeEventListener', 'BroadcastChannel'] as const
  const clocks = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const
  for (const name of [...globals, ...clocks]) vi.stubGlobal(name, globalThis[name])
  return countSetUp()
}

const nothing = { listeners: [], channels: 0, timers: 0 }

const auths: Record<string, () => ClosableAuth> = {
  implicitGrant: () => implicitGrant(options()),
  deviceCode: () => deviceCode(options()),
  'userToken(text)': () => userToken(twitch.grant('SECRETada'), twitch.network),
  'userToken(function)': () => userToken(() => twitch.grant('SECRETada'), twitch.network),
  appToken: () => appToken('SECRETapp'),
  jwtToken: () => jwtToken('SECRETjwt'),
  'extensionHelper that waits': () => extensionHelper({ onAuthorized: () => {} }),
  extensionHelper: () =>
    extensionHelper({
      onAuthorized: tell => tell({ channelId: '7', clientId: 'client', userId: 'U1', helixToken: 'SECRETviewer' }),
    }),
}

describe.each(Object.entries(auths))('%s after close()', (_, make) => {
  it.each(['at once', 'while it starts', 'in use', 'twice'])(
    'an auth closed %s leaves no timer or listener, and rejects calls',
    async when => {
      store()
      const setUp = countInPage()
      const auth = make()
      const early = when === 'at once' ? undefined : auth.getToken().catch((error: unknown) => error)
      if (when === 'in use' || when === 'twice') await pass(100)
      auth.close()
      if (when === 'twice') auth.close()
      await pass(10)
      expect(setUp()).toEqual(nothing)
      await early
      await expect(auth.getToken()).rejects.toMatchObject(closed)
      expect(auth.state).toMatchObject({ status: 'signed-out', session: null, error: closed })
      await pass(hour)
      expect(setUp()).toEqual(nothing)
    },
  )
})

describe.each([
  ['implicitGrant', () => implicitGrant(options())],
  ['deviceCode', () => deviceCode(options())],
] as const)('%s after close()', (_, make) => {
  it('close() keeps the stored session and its token, and restore() resolves to null', async () => {
    store()
    const auth = make()
    expect((await auth.restore())?.login).toBe('ada')
    const entry = page.local.items.get(key)
    auth.close()
    await pass(hour)
    expect(page.local.items.get(key)).toBe(entry)
    expect(twitch.isValid('SECRETada')).toBe(true)
    expect(await auth.restore()).toBeNull()
    await expect(auth.signOut()).rejects.toMatchObject(closed)
    expect((await make().restore())?.login).toBe('ada')
  })
})

it('close() ends the sign-in of a popup', async () => {
  const [popups, setUp] = [allowPopups(), countInPage()]
  const auth = implicitGrant(options())
  const outcome = auth.signIn({ popup: true }).catch((error: unknown) => error)
  auth.close()
  expect(await outcome).toMatchObject({ code: 'sign_in', reason: 'cancelled' })
  expect(popups[0]?.closed).toBe(true)
  expect(setUp()).toEqual(nothing)
  await expect(auth.signIn({ popup: true })).rejects.toMatchObject(closed)
  await expect(auth.signIn()).rejects.toMatchObject(closed)
  expect(popups).toHaveLength(1)
  expect(page.assign).not.toHaveBeenCalled()
})

it('close() ends a sign-in by device code', async () => {
  twitch.answer(device, () =>
    json(200, {
      device_code: 'SECRETdevice',
      user_code: 'A',
      verification_uri: 'https://t.example/',
      expires_in: 1800,
    }),
  )
  twitch.answer(token, () => refusal(400, 'authorization_pending'))
  const setUp = countInPage()
  const auth = deviceCode(options())
  const outcome = auth.signIn({ onCode: () => {} }).catch((error: unknown) => error)
  await pass(12_000)
  auth.close()
  await pass()
  expect(await outcome).toMatchObject({ code: 'sign_in', reason: 'cancelled' })
  expect(setUp()).toEqual(nothing)
})

it('close() does not lose a renewal under way: a refresh token works once', async () => {
  store()
  const auth = deviceCode(options())
  await auth.restore()
  twitch.answer(token, async () => {
    await new Promise(resolve => setTimeout(resolve, 5000))
    return json(200, { access_token: twitch.grant('SECRETnew'), refresh_token: 'SECRETnext', expires_in: 14_400 })
  })
  auth.invalidate('SECRETada')
  const call = auth.getToken().catch((error: unknown) => error)
  await pass(1000)
  auth.close()
  expect(await within(0, call)).toMatchObject(closed)
  await pass(10_000)
  expect(page.local.items.get(key)).toContain('SECRETnew')
  expect(twitch.isValid('SECRETnew')).toBe(true)
})

describe('one auth given to two clients', () => {
  it('an auth rejects a second client with other addresses before it sends anything', () => {
    const auth = userToken('SECRETada')
    createClient({ auth, baseURL: 'http://localhost:4000/helix', authURL: 'http://localhost:4000/oauth2' })
    expect(() => createClient({ auth })).toThrow(expect.objectContaining({ code: 'parameter' }))
  })

  it('an auth serves two clients with the same addresses, each through its own fetch', async () => {
    const auth = userToken(twitch.grant('SECRETada'))
    createClient({ auth, ...twitch.network })
    const client = createClient({ auth, fetch: (...request) => twitch.network.fetch(...request) })
    expect(await getStreams(client)).toEqual([])
  })
})

describe('userToken', () => {
  it('a userToken restores its session, and a sign-out is final', async () => {
    const auth = userToken(twitch.grant('SECRETada'), twitch.network)
    expect((await auth.restore())?.login).toBe('ada')
    await auth.signOut()
    await pass()
    expect(auth.state).toEqual({ status: 'signed-out', session: null, error: null })
    expect(twitch.isValid('SECRETada')).toBe(false)
    expect(await auth.restore()).toBeNull()
    await expect(auth.getToken()).rejects.toMatchObject({ code: 'token' })
  })
})
